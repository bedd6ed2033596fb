//! The types that cross the network between the page, the Function and the providers, and the
//! decoder of event streams. Pure Rust: the same code runs in the browser, at the edge and in tests.
//!
//! Everything that is read from a provider is tolerant: unknown fields, absent fields and `null`
//! never break a stream.
#![forbid(unsafe_code)]

mod attempt;
mod chunk;
mod code;
mod environment;
mod error;
pub mod json;
mod language;
mod models;
mod provider;
pub mod report;
mod request;
pub mod sse;
mod status;

pub use attempt::{Attempt, Outcome, attempts_from, attempts_from_header, attempts_to_header};
pub use chunk::{Chunk, Delta, FinishReason, StreamItem, Usage};
pub use code::ErrorCode;
pub use environment::{Environment, UnknownEnvironment};
pub use error::{ApiError, ErrorBody, ErrorDetails};
pub use language::Language;
pub use models::{AUTO_MODEL, Model, ModelList};
pub use provider::ProviderId;
pub use request::{ChatRequest, Content, Message, Role};
pub use status::{ProviderState, ProviderStatus, SiteState, Status};

/// Names of the headers that Everchat adds to HTTP.
pub mod header {
    /// Identifies one request in answers and logs.
    pub const REQUEST_ID: &str = "x-request-id";
    /// The provider that served, see [`crate::ProviderId`].
    pub const PROVIDER: &str = "x-everchat-provider";
    /// The model that served, as its provider calls it.
    pub const MODEL: &str = "x-everchat-model";
    /// Every attempt in order, JSON, see [`crate::attempts_to_header`].
    pub const ATTEMPTS: &str = "x-everchat-attempts";
    /// On a stream: how long it may be silent, in milliseconds.
    pub const IDLE_TIMEOUT: &str = "x-everchat-idle-timeout-ms";
    /// On a request for a stream: tokens are to be counted, where the provider is known to do so when it is
    /// asked. (`stream_options` asks whoever it is, and a few compatible services refuse that.)
    pub const COUNT_TOKENS: &str = "x-everchat-count-tokens";
    /// On a request: provider ids to leave out, separated by commas.
    pub const EXCLUDE: &str = "x-everchat-exclude";
}
