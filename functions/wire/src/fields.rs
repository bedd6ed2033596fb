//! Fields that providers leave out, set to `null`, or fill with another type: all read as nothing.

use serde_json::Value;

pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// A text that is told apart from none.
pub(crate) fn maybe(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(str::to_owned)
}

pub(crate) fn number(value: &Value, name: &str) -> u32 {
    value[name].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}
