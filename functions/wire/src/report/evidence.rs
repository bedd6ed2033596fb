//! What a check asked, and the answer.

use crate::tolerant::{list, number, optional_text};
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// What was asked, and the answer. All fields are empty where nothing was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The HTTP method; `RUN` for a call of the `AI` binding.
    pub method: Option<String>,
    /// The address, with the account's id masked.
    pub url: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The codes of the error body, in order.
    pub codes: Vec<Code>,
    /// How long it took, in milliseconds.
    pub ms: Option<u32>,
}

/// A code of an error body: Cloudflare's are numbers, others' are words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Code {
    /// A number such as 10000.
    Number(i64),
    /// A word such as `api_key_invalid`: always in lower case here.
    Word(String),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

impl Code {
    /// Reads a code; `None` if it is neither a whole number nor a word.
    pub fn read(value: &Value) -> Option<Self> {
        value.as_i64().map(Self::Number).or_else(|| value.as_str().map(|word| Self::Word(word.to_owned())))
    }
}

impl Evidence {
    /// Reads what was asked, and the answer. No field must be there.
    pub fn read(value: &Value) -> Self {
        Self {
            method: optional_text(value, "method"),
            url: optional_text(value, "url"),
            status: number(value, "status"),
            codes: list(value, "codes", Code::read),
            ms: number(value, "ms"),
        }
    }

    /// The codes, separated by commas; empty if there are none.
    pub fn codes(&self) -> String {
        self.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}
