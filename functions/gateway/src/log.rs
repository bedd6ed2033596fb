//! One line a request, for the owner's log: who was asked and how it went. No words of the visitor's,
//! no secret.

use crate::Millis;
use serde::Serialize;
use wire::{Attempt, Outcome};

/// The fields of the line.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
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

impl Line<'_> {
    /// Whether anyone who was asked failed, or nobody was.
    pub fn tells_of_a_failure(&self) -> bool {
        self.status != 200 || self.attempts.iter().any(|attempt| attempt.outcome != Outcome::Served)
    }

    /// JSON, on one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
