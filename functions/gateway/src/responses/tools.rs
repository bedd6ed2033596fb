//! Functions that the model may call. In the Responses API a function's fields stand beside its `type`, in a chat
//! completion they are nested. Schemas are passed on as they were written.

use super::{error::ResponsesError, field::read};
use crate::request::Fields;

/// The fields of a function.
const FUNCTION: [&str; 4] = ["name", "description", "parameters", "strict"];

/// Adds the functions, and which of them is to be called.
pub(super) fn add(completion: &mut Fields, fields: &Fields) -> Result<(), ResponsesError> {
    let wrong = |param, expected| move |_| ResponsesError::WrongType { param, expected };
    let tools: Vec<Fields> = read(fields, "tools", "a list of tools")?.unwrap_or_default();
    let tools = tools.iter().map(function).collect::<Result<Vec<_>, _>>()?;
    if !tools.is_empty() {
        let json = format!("[{}]", tools.join(","));
        completion.set_json("tools", json).map_err(wrong("tools", "a list of tools"))?;
    }
    match fields.get("tool_choice") {
        Some(choice) if choice.starts_with('{') => {
            let choice: Fields = read(fields, "tool_choice", "an object")?.unwrap_or_default();
            let json = function(&choice)?;
            completion.set_json("tool_choice", json).map_err(wrong("tool_choice", "an object"))
        }
        _ => {
            completion.copy("tool_choice", fields, "tool_choice");
            Ok(())
        }
    }
}

fn function(tool: &Fields) -> Result<String, ResponsesError> {
    let kind: Option<String> = read(tool, "type", "a text")?;
    match kind.as_deref() {
        Some("function") => Ok(nest(tool, &FUNCTION, "function", "function")),
        other => Err(ResponsesError::Tool { kind: other.unwrap_or_default().to_owned() }),
    }
}

/// The `names` of the fields of an object, nested in another one: `{"type": kind, place: {...}}`.
pub(super) fn nest(flat: &Fields, names: &[&str], kind: &str, place: &str) -> String {
    let mut inner = Fields::default();
    for name in names {
        inner.copy(name, flat, name);
    }
    format!("{{\"type\":\"{kind}\",\"{place}\":{}}}", inner.to_json())
}
