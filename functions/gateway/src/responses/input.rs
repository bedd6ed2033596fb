//! `instructions` and `input` as messages.

use super::{error::ResponsesError, field::read};
use crate::request::Fields;
use serde_json::{Value, json};

/// The messages of a request: its instructions, then its input.
pub(super) fn messages(fields: &Fields) -> Result<Vec<Value>, ResponsesError> {
    let instructions: Option<String> = read(fields, "instructions", "a text")?;
    let mut messages: Vec<Value> =
        instructions.into_iter().map(|text| json!({ "role": "system", "content": text })).collect();
    match read(fields, "input", "a text or a list")?.unwrap_or(Value::Null) {
        Value::String(text) => messages.push(json!({ "role": "user", "content": text })),
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                add_item(&mut messages, item).map_err(|reason| ResponsesError::Item { at, reason })?;
            }
        }
        Value::Null | Value::Array(_) => return Err(ResponsesError::NoInput),
        _ => return Err(ResponsesError::WrongType { param: "input", expected: "a text or a list" }),
    }
    Ok(messages)
}

fn add_item(messages: &mut Vec<Value>, item: &Value) -> Result<(), String> {
    // A message may lack its type.
    match item["type"].as_str().unwrap_or("message") {
        "message" => {
            messages.push(message(item)?);
            Ok(())
        }
        "function_call" => {
            add_call(messages, item);
            Ok(())
        }
        "function_call_output" => {
            let content = content(&item["output"], true)?;
            messages.push(json!({ "role": "tool", "tool_call_id": item["call_id"], "content": content }));
            Ok(())
        }
        // What a model thought earlier is not sent to another one.
        "reasoning" => Ok(()),
        "item_reference" => {
            Err("refers to an item that this site does not keep: send the item itself".to_owned())
        }
        kind => Err(format!("has the type \"{kind}\", which this site cannot pass on")),
    }
}

fn message(item: &Value) -> Result<Value, String> {
    let role = match item["role"].as_str() {
        // Most services know only the older name.
        Some("developer") => "system",
        Some(role @ ("system" | "user" | "assistant")) => role,
        Some(_) => return Err("has a role that is unknown".to_owned()),
        None => return Err("has no role".to_owned()),
    };
    Ok(json!({ "role": role, "content": content(&item["content"], role != "user")? }))
}

/// Adds a call to the assistant's message. Calls that stand side by side were made at once.
fn add_call(messages: &mut Vec<Value>, item: &Value) {
    let function = json!({ "name": item["name"], "arguments": item["arguments"] });
    let call = json!({ "id": item["call_id"], "type": "function", "function": function });
    match messages.last_mut().filter(|last| last["role"] == "assistant") {
        Some(last) => match last["tool_calls"].as_array_mut() {
            Some(calls) => calls.push(call),
            None => last["tool_calls"] = json!([call]),
        },
        None => messages.push(json!({ "role": "assistant", "content": null, "tool_calls": [call] })),
    }
}

/// The content of a message. Services take one text everywhere, and parts in some places only.
fn content(content: &Value, must_be_text: bool) -> Result<Value, String> {
    let Value::Array(parts) = content else {
        return match content {
            Value::Null | Value::String(_) => Ok(content.clone()),
            _ => Err("has a content that is neither a text nor a list".to_owned()),
        };
    };
    let texts: Vec<&str> = parts.iter().filter_map(part_text).collect();
    if texts.len() == parts.len() && (must_be_text || texts.len() == 1) {
        return Ok(texts.concat().into());
    }
    if must_be_text {
        return Err("has a part that is not text".to_owned());
    }
    parts.iter().map(part).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn part_text(part: &Value) -> Option<&str> {
    match part["type"].as_str()? {
        "input_text" | "output_text" | "text" => part["text"].as_str(),
        "refusal" => part["refusal"].as_str(),
        _ => None,
    }
}

fn part(part: &Value) -> Result<Value, String> {
    if let Some(text) = part_text(part) {
        return Ok(json!({ "type": "text", "text": text }));
    }
    match part["type"].as_str() {
        Some("input_image") if part["image_url"].is_string() => {
            let mut image = json!({ "url": part["image_url"] });
            if part["detail"].is_string() {
                image["detail"] = part["detail"].clone();
            }
            Ok(json!({ "type": "image_url", "image_url": image }))
        }
        Some("input_file") if part["file_data"].is_string() => Ok(json!({
            "type": "file", "file": { "filename": part["filename"], "file_data": part["file_data"] }
        })),
        Some("input_audio") => Ok(json!({ "type": "input_audio", "input_audio": part["input_audio"] })),
        Some("input_image" | "input_file") => {
            Err("has a file that this site does not keep: send its data".to_owned())
        }
        _ => Err("has a part of an unknown type".to_owned()),
    }
}

#[cfg(test)]
mod tests;
