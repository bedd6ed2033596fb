//! The events that the engine handles, and the actions that it decides on.

use crate::reading::Failure;

/// One attempt of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttemptId(pub(super) usize);

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first content of an answer with this status came.
    Content(AttemptId, u16),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiveUpReason {
    /// No provider can be asked at all.
    NoneConfigured,
    /// A provider found the request itself wrong.
    BadRequest,
    /// The input is too long for the model.
    TooLarge,
    /// The time for the whole request is over, or every provider timed out.
    OutOfTime,
    /// Every provider failed.
    AllFailed,
}
