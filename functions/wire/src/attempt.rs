//! Who was asked, and how it went.

use crate::{ProviderId, json::Value};
use serde::{Serialize, Serializer};
use std::{fmt::Write as _, str::FromStr};

/// How an attempt ended: it served, or the kind of its failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It gave the answer.
    Served,
    /// The credentials were refused.
    Unauthorized,
    /// The credentials are good but may not do this.
    Forbidden,
    /// No such model, gateway or route.
    NotFound,
    /// An allowance is used up, or there is nothing to pay with.
    Quota,
    /// Too many requests for now.
    RateLimited,
    /// No capacity for now.
    Busy,
    /// The input is longer than the model takes.
    TooLarge,
    /// The provider could not accept the request itself.
    BadRequest,
    /// The provider does not serve the place that asked.
    Location,
    /// The provider's safety filter withheld the answer.
    Blocked,
    /// The provider failed.
    ServerError,
    /// The connection failed.
    Network,
    /// No answer in time.
    Timeout,
    /// An answer without content.
    Empty,
    /// An answer that is not in the expected form.
    Malformed,
    /// Not asked, because it failed a short while ago.
    Skipped,
    /// Not asked, because it is not configured.
    NotConfigured,
    /// Ended by this side: the visitor left, or another provider was faster.
    Aborted,
}

impl Outcome {
    /// Every one, with its name in headers and JSON.
    const NAMES: [(Self, &str); 19] = [
        (Self::Served, "served"),
        (Self::Unauthorized, "unauthorized"),
        (Self::Forbidden, "forbidden"),
        (Self::NotFound, "not_found"),
        (Self::Quota, "quota"),
        (Self::RateLimited, "rate_limited"),
        (Self::Busy, "busy"),
        (Self::TooLarge, "too_large"),
        (Self::BadRequest, "bad_request"),
        (Self::Location, "location"),
        (Self::Blocked, "blocked"),
        (Self::ServerError, "server_error"),
        (Self::Network, "network"),
        (Self::Timeout, "timeout"),
        (Self::Empty, "empty"),
        (Self::Malformed, "malformed"),
        (Self::Skipped, "skipped"),
        (Self::NotConfigured, "not_configured"),
        (Self::Aborted, "aborted"),
    ];

    /// As headers and JSON spell it.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(outcome, _)| *outcome == self).map_or("", |(_, name)| name)
    }
}

impl FromStr for Outcome {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::NAMES.iter().find(|(_, name)| *name == text).map(|(outcome, _)| *outcome).ok_or(())
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One attempt, as `x-everchat-attempts` and error bodies tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// Who was asked.
    pub provider: ProviderId,
    /// For which model, as the provider calls it.
    pub model: String,
    /// How it ended.
    pub outcome: Outcome,
    /// HTTP status of the provider's answer, if one came.
    pub status: Option<u16>,
    /// From the start of the attempt to its outcome, in milliseconds.
    pub ms: u32,
}

/// The attempts as the value of [`crate::header::ATTEMPTS`]: JSON in plain ASCII, since header
/// values carry nothing else safely.
pub fn attempts_to_header(attempts: &[Attempt]) -> String {
    let json = serde_json::to_string(attempts).unwrap_or_else(|_| "[]".to_owned());
    let mut ascii = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                // Writing to a String cannot fail.
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}

/// Reads what [`attempts_to_header`] wrote; anything else reads as no attempts.
pub fn attempts_from_header(value: &str) -> Vec<Attempt> {
    Value::read(value).as_ref().map(attempts_from).unwrap_or_default()
}

/// Reads a list of attempts; what is none is left out.
pub fn attempts_from(list: &Value) -> Vec<Attempt> {
    list.items().iter().filter_map(Attempt::read).collect()
}

impl Attempt {
    /// `None` if it is no attempt.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: value.text("provider").parse().ok()?,
            model: value.text("model").to_owned(),
            outcome: value.text("outcome").parse().ok()?,
            status: value["status"].as_u32().and_then(|status| u16::try_from(status).ok()),
            ms: value.number("ms"),
        })
    }

    /// As [`attempts_from`] reads it.
    pub fn to_json(&self) -> Value {
        Value::object()
            .with("provider", self.provider.as_str())
            .with("model", &self.model)
            .with("outcome", self.outcome.as_str())
            .with("status", self.status.map(u32::from))
            .with("ms", self.ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_name_in_any_script_survives_the_header_and_the_header_is_ascii() {
        let attempts = vec![Attempt {
            provider: ProviderId::Openai,
            model: "通义千问 😀".to_owned(),
            outcome: Outcome::RateLimited,
            status: Some(429),
            ms: 12,
        }];
        let header = attempts_to_header(&attempts);
        assert!(header.is_ascii());
        assert_eq!(attempts_from_header(&header), attempts);
        assert_eq!(attempts_from(&attempts.iter().map(Attempt::to_json).collect()), attempts);
    }

    #[test]
    fn outcomes_are_spelled_as_the_contract_says() {
        for (outcome, name) in Outcome::NAMES {
            assert_eq!(serde_json::to_value(outcome).unwrap(), name);
            assert_eq!(name.parse(), Ok(outcome));
            // As Rust spells it, in snake case.
            assert_eq!(format!("{outcome:?}").to_lowercase(), name.replace('_', ""));
        }
    }
}
