//! A request of the Responses API as a request for a chat completion.

use super::{envelope::Echo, error::ResponsesError, field::read, format, input, tools};
use crate::request::Fields;
use serde_json::Value;

/// A translated request.
#[derive(Clone, Debug)]
pub struct ResponsesRequest {
    /// The request for a chat completion.
    pub completion: Fields,
    /// The fields that have no counterpart there.
    pub left_out: Vec<String>,
    /// What the answer repeats of the request.
    pub echo: Echo,
}

/// Fields that mean the same in both APIs, and those that only have other names: the name here, and there.
const SAME: [(&str, &str); 11] = [
    ("model", "model"),
    ("stream", "stream"),
    ("max_output_tokens", "max_completion_tokens"),
    ("temperature", "temperature"),
    ("top_p", "top_p"),
    ("parallel_tool_calls", "parallel_tool_calls"),
    ("metadata", "metadata"),
    ("user", "user"),
    ("prompt_cache_key", "prompt_cache_key"),
    ("safety_identifier", "safety_identifier"),
    ("service_tier", "service_tier"),
];

/// Fields that are translated, and those whose effect this site gives without them.
const TRANSLATED: [&str; 8] =
    ["input", "instructions", "tools", "tool_choice", "text", "reasoning", "stream_options", "background"];

impl ResponsesRequest {
    /// Translates the fields of a request.
    ///
    /// # Errors
    /// What is wrong with it, or needs what this site does not have.
    pub fn read(fields: &Fields) -> Result<Self, ResponsesError> {
        refuse_what_needs_a_store(fields)?;
        let mut completion = Fields::default();
        completion.set("messages", &Value::Array(input::messages(fields)?));
        for (name, chat_name) in SAME {
            completion.copy(chat_name, fields, name);
        }
        tools::add(&mut completion, fields)?;
        format::add(&mut completion, fields)?;
        let reasoning: Fields = read(fields, "reasoning", "an object")?.unwrap_or_default();
        completion.copy("reasoning_effort", &reasoning, "effort");
        Ok(Self { completion, left_out: left_out(fields), echo: Echo::of(fields) })
    }
}

fn refuse_what_needs_a_store(fields: &Fields) -> Result<(), ResponsesError> {
    const WHOLE: &str = "This site keeps no responses: send the whole conversation as input.";
    const PROMPT: &str = "This site keeps no prompts: send its text as instructions.";
    const BACKGROUND: &str = "This site answers at once: leave background out.";
    let needs = [
        ("previous_response_id", WHOLE),
        ("conversation", WHOLE),
        ("prompt", PROMPT),
        ("background", BACKGROUND),
    ];
    let is_set = |name: &str| fields.get(name).is_some_and(|value| !matches!(value, "null" | "false"));
    match needs.into_iter().find(|(name, _)| is_set(name)) {
        Some((param, instead)) => Err(ResponsesError::Unsupported { param, instead }),
        None => Ok(()),
    }
}

/// The names of the fields without an effect. A field that asks for nothing, or for what happens anyway, is none.
fn left_out(fields: &Fields) -> Vec<String> {
    let is_known = |name: &str| SAME.iter().any(|(known, _)| *known == name) || TRANSLATED.contains(&name);
    let asks = |name: &&str| match (*name, fields.get(name)) {
        (_, None | Some("null" | "[]" | "false")) => false,
        ("truncation", Some(value)) => value != "\"disabled\"",
        _ => true,
    };
    fields.names().filter(|name| !is_known(name)).filter(asks).map(str::to_owned).collect()
}

/// The fields that have an effect.
#[cfg(test)]
pub(crate) fn known_fields() -> impl Iterator<Item = &'static str> {
    SAME.into_iter().map(|(name, _)| name).chain(TRANSLATED)
}

#[cfg(test)]
mod tests;
