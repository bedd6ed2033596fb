//! `GET /api/status`: what anyone may know of the site's health.

use crate::{Environment, ProviderId, json::Value};
use serde::Serialize;

/// The site as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteState {
    /// Every provider is well, as far as is known.
    Ok,
    /// Some provider failed lately; answers may be slower.
    Degraded,
    /// Every provider failed lately.
    Down,
    /// No provider is configured, or a setting is bad.
    Unconfigured,
}

/// One provider, as far as is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderState {
    /// No failure lately.
    Ok,
    /// Its last attempt failed, a short while ago.
    Failing,
}

/// A provider and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProviderStatus {
    /// Which provider.
    pub id: ProviderId,
    /// How it is.
    pub state: ProviderState,
}

/// The body of `GET /api/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The site as a whole.
    pub state: SiteState,
    /// The chain in order.
    pub providers: Vec<ProviderStatus>,
    /// Where the site runs.
    pub environment: Environment,
    /// The branch that was deployed, where known.
    pub branch: Option<String>,
    /// The commit that was deployed, where known.
    pub commit: Option<String>,
    /// When it was built, such as `2026-11-25T00:00:00Z`, where known.
    pub built_at: Option<String>,
    /// Everchat's version.
    pub version: String,
    /// Whether the emulator stands in for the providers, so that the page can say so.
    pub emulator: bool,
    /// Whether visitors must know a code.
    pub access_code: bool,
    /// Whether visitors must pass a test for humans, at `/check`.
    pub challenge: bool,
    /// The most characters of text that a request may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_input_chars: Option<usize>,
}

impl Status {
    /// Reads the body; `None` if it is no status.
    pub fn read(json: &str) -> Option<Self> {
        let value = Value::read(json)?;
        let state = match value.text("state") {
            "ok" => SiteState::Ok,
            "degraded" => SiteState::Degraded,
            "down" => SiteState::Down,
            "unconfigured" => SiteState::Unconfigured,
            _ => return None,
        };
        let providers = value["providers"].items().iter();
        let provider = |value: &Value| {
            let is_failing = value.text("state") == "failing";
            let state = if is_failing { ProviderState::Failing } else { ProviderState::Ok };
            Some(ProviderStatus { id: value.text("id").parse().ok()?, state })
        };
        Some(Self {
            state,
            providers: providers.filter_map(provider).collect(),
            environment: value.text("environment").parse().unwrap_or_default(),
            branch: value.maybe("branch"),
            commit: value.maybe("commit"),
            built_at: value.maybe("built_at"),
            version: value.text("version").to_owned(),
            emulator: value["emulator"] == true,
            access_code: value["access_code"] == true,
            challenge: value["challenge"] == true,
            max_input_chars: value["max_input_chars"].as_u64().and_then(|n| usize::try_from(n).ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_as_it_was_written_and_anything_else_is_none() {
        let status = Status {
            state: SiteState::Degraded,
            providers: vec![ProviderStatus { id: ProviderId::Gemini, state: ProviderState::Failing }],
            environment: Environment::Preview,
            branch: Some("b".to_owned()),
            commit: None,
            built_at: Some("2026-11-25T00:00:00Z".to_owned()),
            version: "0.1.0".to_owned(),
            emulator: true,
            access_code: true,
            challenge: false,
            max_input_chars: Some(100_000),
        };
        assert_eq!(Status::read(&serde_json::to_string(&status).unwrap()), Some(status));
        for other in ["", "{}", "<html>", r#"{"state":"new"}"#, r#"{"error":{}}"#] {
            assert_eq!(Status::read(other), None, "{other}");
        }
    }
}
