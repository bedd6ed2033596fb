//! The attempts of a request: which providers were asked, and how each attempt ended.

use crate::{
    provider::ProviderId,
    tolerant::{self, number, text},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{fmt::Write as _, str::FromStr};

/// How an attempt ended: that it served, or the kind of its failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The provider gave the answer.
    Served,
    /// The credentials were refused.
    Unauthorized,
    /// The credentials are good but may not do this.
    Forbidden,
    /// There is no such model, gateway or route.
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
    /// The provider does not serve the place from which it was asked.
    Location,
    /// The provider's safety filter withheld the answer.
    Blocked,
    /// The provider failed.
    ServerError,
    /// The connection failed.
    Network,
    /// No answer came in time.
    Timeout,
    /// The answer had no content.
    Empty,
    /// The answer was not in the expected form.
    Malformed,
    /// The provider was not asked, since it failed a short while ago.
    Skipped,
    /// The provider was not asked, since it is not configured.
    NotConfigured,
    /// The Function ended the attempt: the visitor left, or another provider was faster.
    Aborted,
}

impl Outcome {
    /// All outcomes with their words in headers and JSON.
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

    /// All outcomes.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.into_iter().map(|(outcome, _)| outcome)
    }

    /// The word in headers and JSON.
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

/// One attempt, as in `x-everchat-attempts` and in error bodies. Only the provider and the outcome must be there
/// and known when it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Who was asked.
    pub provider: ProviderId,
    /// The model that it was asked for, as the provider calls it.
    pub model: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The HTTP status of the provider's answer, if one came.
    pub status: Option<u16>,
    /// From the start of the attempt to its outcome, in milliseconds.
    pub ms: u32,
}

impl Attempt {
    /// Reads an attempt; `None` without a known provider and a known outcome.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: value["provider"].as_str()?.parse().ok()?,
            model: text(value, "model"),
            outcome: value["outcome"].as_str()?.parse().ok()?,
            status: number(value, "status"),
            ms: number(value, "ms").unwrap_or_default(),
        })
    }
}

/// The attempts as the value of [`header::ATTEMPTS`](crate::header::ATTEMPTS): JSON in plain ASCII, since other
/// characters are not safe in header values.
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
    tolerant::parse(value).map(|list| tolerant::elements(&list, Attempt::read)).unwrap_or_default()
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
    }

    #[test]
    fn each_outcome_has_the_word_of_the_contract() {
        for (outcome, name) in Outcome::NAMES {
            assert_eq!(serde_json::to_value(outcome).unwrap(), name);
            assert_eq!(name.parse(), Ok(outcome));
            // The word is the variant's name in snake case.
            assert_eq!(format!("{outcome:?}").to_lowercase(), name.replace('_', ""));
        }
    }
}
