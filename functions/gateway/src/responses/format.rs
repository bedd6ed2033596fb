//! The format of the answer: `text` of the Responses API is `response_format` and `verbosity` of a chat completion.

use super::{error::ResponsesError, field::read, tools::nest};
use crate::request::Fields;

/// The fields of a schema.
const SCHEMA: [&str; 4] = ["name", "description", "schema", "strict"];

/// Adds the format.
pub(super) fn add(completion: &mut Fields, fields: &Fields) -> Result<(), ResponsesError> {
    let text: Fields = read(fields, "text", "an object")?.unwrap_or_default();
    completion.copy("verbosity", &text, "verbosity");
    let wrong = |_| ResponsesError::WrongType { param: "text.format", expected: "an object with a type" };
    let Some(format) = text.read::<Fields>("format").map_err(wrong)? else { return Ok(()) };
    let kind: Option<String> = format.read("type").map_err(wrong)?;
    match kind.as_deref() {
        Some("text") => Ok(()),
        Some("json_schema") => {
            let json = nest(&format, &SCHEMA, "json_schema", "json_schema");
            completion.set_json("response_format", json).map_err(wrong)
        }
        _ => {
            completion.copy("response_format", &text, "format");
            Ok(())
        }
    }
}
