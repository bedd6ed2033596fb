//! What an owner can do about a finding of the report.

use crate::tolerant::optional_text;
use serde::Serialize;
use serde_json::Value;

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What to do, in the asked language.
    pub text: String,
    /// The address of the page where it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The command that does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

impl Fix {
    /// Reads a fix; `None` without a text.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            text: optional_text(value, "text")?,
            url: optional_text(value, "url"),
            command: optional_text(value, "command"),
        })
    }
}
