//! `GET /api/status`: the site's health, as far as everyone may know it.

use crate::{
    environment::Environment,
    provider::ProviderId,
    tolerant::{self, flag, list, number, optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// The state of the site as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteState {
    /// No provider has failed lately, as far as is known.
    Ok,
    /// Some provider failed lately; answers may be slower.
    Degraded,
    /// Every provider failed lately.
    Down,
    /// No provider is configured, or a setting is bad.
    Unconfigured,
}

/// The state of one provider, as far as the data centre knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderState {
    /// No failure lately.
    #[default]
    Ok,
    /// Its last attempt failed a short while ago.
    Failing,
}

/// A provider and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProviderStatus {
    /// Which provider it is.
    pub id: ProviderId,
    /// Its state. One that this version does not know counts as ok.
    pub state: ProviderState,
}

/// The body of `GET /api/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The state of the site as a whole.
    pub state: SiteState,
    /// The chain in order.
    pub providers: Vec<ProviderStatus>,
    /// What people call the model that each of them is asked for where nobody chooses another, in the same order.
    pub models: Vec<String>,
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
    /// Whether visitors must give an access code.
    pub access_code: bool,
    /// Whether visitors must pass a test for humans, at `/check`.
    pub challenge: bool,
    /// The most characters of text that a request may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_input_chars: Option<usize>,
}

impl Status {
    /// Reads the body; `None` if it is not a status. Only `state` must be there and known.
    pub fn read(json: &str) -> Option<Self> {
        let status = &tolerant::parse(json)?;
        Some(Self {
            state: SiteState::read(&status["state"])?,
            providers: list(status, "providers", ProviderStatus::read),
            models: list(status, "models", |name| name.as_str().map(str::to_owned)),
            environment: text(status, "environment").parse().unwrap_or_default(),
            branch: optional_text(status, "branch"),
            commit: optional_text(status, "commit"),
            built_at: optional_text(status, "built_at"),
            version: text(status, "version"),
            emulator: flag(status, "emulator"),
            access_code: flag(status, "access_code"),
            challenge: flag(status, "challenge"),
            max_input_chars: number(status, "max_input_chars"),
        })
    }
}

impl SiteState {
    fn read(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "ok" => Self::Ok,
            "degraded" => Self::Degraded,
            "down" => Self::Down,
            "unconfigured" => Self::Unconfigured,
            _ => return None,
        })
    }
}

impl ProviderStatus {
    fn read(value: &Value) -> Option<Self> {
        let state = if value["state"] == "failing" { ProviderState::Failing } else { ProviderState::Ok };
        Some(Self { id: value["id"].as_str()?.parse().ok()?, state })
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
            models: vec!["Gemini Flash".to_owned()],
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

    #[test]
    fn each_state_is_read_as_it_was_written() {
        for state in [SiteState::Ok, SiteState::Degraded, SiteState::Down, SiteState::Unconfigured] {
            assert_eq!(SiteState::read(&serde_json::to_value(state).unwrap()), Some(state));
        }
        for state in [ProviderState::Ok, ProviderState::Failing] {
            let provider = ProviderStatus { id: ProviderId::Gemini, state };
            assert_eq!(ProviderStatus::read(&serde_json::to_value(&provider).unwrap()), Some(provider));
        }
    }

    #[test]
    fn no_type_of_any_other_field_loses_a_status() {
        let providers =
            r#"[7,{"id":"unknown"},{"id":"gemini","state":"new"},{"id":"openai","state":"failing"}]"#;
        let mistyped = format!(
            r#"{{"state":"down","providers":{providers},"environment":"moon","branch":7,"commit":[],"built_at":{{}},
                "version":null,"emulator":"yes","access_code":1,"challenge":true,"max_input_chars":5.0,"new":{{}}}}"#
        );
        let status = Status::read(&mistyped).unwrap();
        let expected = Status {
            state: SiteState::Down,
            providers: vec![
                ProviderStatus { id: ProviderId::Gemini, state: ProviderState::Ok },
                ProviderStatus { id: ProviderId::Openai, state: ProviderState::Failing },
            ],
            models: Vec::new(),
            environment: Environment::Production,
            branch: None,
            commit: None,
            built_at: None,
            version: String::new(),
            emulator: false,
            access_code: false,
            challenge: true,
            max_input_chars: Some(5),
        };
        assert_eq!(status, expected);
        for value in ["null", "-1", "1e300", "\"x\"", "[[]]", "{}"] {
            let text = format!(r#"{{"state":"ok","providers":{value},"max_input_chars":{value}}}"#);
            let status = Status::read(&text).unwrap();
            assert_eq!((status.providers.len(), status.max_input_chars), (0, None), "{value}");
        }
    }
}
