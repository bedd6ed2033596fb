//! A provider in the chain.

use crate::{
    provider::ProviderId,
    tolerant::{list, optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// A provider in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainLink {
    /// Which provider it is.
    pub provider: ProviderId,
    /// The model that is asked first; empty where the provider is not ready.
    pub model: String,
    /// Until when it is not asked after a failure, such as `2026-11-25T00:00:00Z`; `None` if it is asked.
    pub rests_until: Option<String>,
    /// The names of missing settings, without which it cannot be asked.
    pub missing: Vec<String>,
}

impl ChainLink {
    /// Reads a link; `None` without a known provider.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: value["provider"].as_str()?.parse().ok()?,
            model: text(value, "model"),
            rests_until: optional_text(value, "rests_until"),
            missing: list(value, "missing", |name| name.as_str().map(str::to_owned)),
        })
    }
}
