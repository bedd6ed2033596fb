//! What the owner is advised.

use crate::{
    report::{Fix, Verdict},
    tolerant::{optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// A setting of the gateway, and what the owner is advised about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// What it is about, as a stable word in kebab case, such as `rate-limit`.
    pub id: String,
    /// Whether it is as it should be. `skipped`: it makes no difference to this site.
    pub verdict: Verdict,
    /// What the setting is called, in the asked language.
    pub title: String,
    /// How it is set, in the asked language; empty where it is no setting.
    pub value: String,
    /// What that means for this site, in the asked language.
    pub text: String,
    /// What to do; set on everything that is a warning or failed.
    pub fix: Option<Fix>,
}

impl Advice {
    /// Reads an advice; `None` without an id and a known verdict.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: optional_text(value, "id")?,
            verdict: Verdict::read(&value["verdict"])?,
            title: text(value, "title"),
            value: text(value, "value"),
            text: text(value, "text"),
            fix: Fix::read(&value["fix"]),
        })
    }
}
