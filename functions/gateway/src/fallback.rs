//! Which provider is asked, and when the next one is. [`choose_candidates`] makes the list for a request, [`Engine`] is
//! the plan over it, and [`CircuitBreakers`] remember which providers failed a short while ago.

mod action;
mod attempt_log;
mod candidates;
mod circuit_breaker;
mod engine;
mod order;

pub use action::{Action, AttemptId, Event, GiveUpReason};
pub use candidates::{Candidate, CandidatesError, choose_candidates, model_id};
pub use circuit_breaker::CircuitBreakers;
pub(crate) use circuit_breaker::FIRST_BACKOFF_S;
pub use engine::Engine;
