//! The events that the engine handles, and the actions that it decides on.

use crate::reading::{Failure, RequestFault};

/// One attempt of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttemptId(pub(super) usize);

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first content of an answer with this status came.
    Content(AttemptId, u16),
    /// The provider has no words yet, but its connection is alive: a comment came, or an event without content.
    SignOfLife(AttemptId),
    /// The attempt failed.
    Failed(AttemptId, Failure),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask a candidate.
    Start {
        /// The new attempt.
        attempt: AttemptId,
        /// The place of the candidate in the list.
        candidate: usize,
        /// No other candidate is left.
        is_last: bool,
    },
    /// End an attempt and close its connection.
    Abort(AttemptId),
    /// Hand the answer of this attempt to the visitor.
    Commit(AttemptId),
    /// There is no answer.
    GiveUp(GiveUpReason),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GiveUpReason {
    /// No provider can be asked at all.
    NoneConfigured,
    /// Every provider that was asked refused the request itself. What most of them named.
    Refused(RequestFault),
    /// The input is too long for each of them.
    TooLong,
    /// Each of them withheld its answer.
    Blocked,
    /// Each of them has too many requests.
    RateLimited,
    /// The time for the whole request is over, or every provider timed out.
    OutOfTime,
    /// Every provider failed.
    AllFailed,
}
