//! The owner's log: one line for each request, with who was asked and how it went. It holds no words of the visitor's and
//! no secret.

use crate::time::Millis;
use serde::Serialize;
use wire::{Attempt, Outcome};

/// The fields of a line.
#[derive(Debug, Serialize)]
pub struct LogLine<'a> {
    /// As in `x-request-id`.
    pub request_id: &'a str,
    /// HTTP status of the answer.
    pub status: u16,
    /// Whether a stream was asked for.
    pub stream: bool,
    /// Every attempt, in order.
    pub attempts: &'a [Attempt],
    /// Milliseconds until the answer began, or was given up.
    pub ms: Millis,
    /// The data centre that ran the Function.
    pub colo: Option<&'a str>,
}

impl LogLine<'_> {
    /// Whether the request failed, or some provider did.
    pub fn has_failure(&self) -> bool {
        self.status != 200 || self.attempts.iter().any(|attempt| attempt.outcome != Outcome::Served)
    }

    /// JSON on one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
