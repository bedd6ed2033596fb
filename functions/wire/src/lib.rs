//! The types that cross the network between the page, the Function and the providers, and the decoder of event
//! streams. Pure Rust: the same code runs in the browser, at the edge and in tests.
//!
//! | subject | modules |
//! |---|---|
//! | who speaks, and what travels in headers | `role`, [`header`] |
//! | the answer | [`sse`], `stream_item`, `chunk`, `attempt`, `error`, `code` |
//! | the site | `status`, `models`, `provider`, `environment`, `language` |
//! | the owner's report, how visitors were served, and AI Gateway's log | [`report`], [`traffic`], [`gateway_log`] |
//! | points in time | [`time`] |
//!
//! What a provider or another version wrote is read tolerantly, see [`tolerant`]: no unknown, absent, `null` or
//! mistyped field breaks a stream.
#![forbid(unsafe_code)]

mod attempt;
mod chunk;
mod code;
mod environment;
mod error;
pub mod gateway_log;
pub mod header;
mod language;
mod models;
mod provider;
pub mod report;
mod role;
pub mod sse;
mod status;
mod stream_item;
pub mod time;
pub mod tolerant;
pub mod traffic;

pub use attempt::{Attempt, Outcome, attempts_from_header, attempts_to_header};
pub use chunk::{Chunk, Delta, FinishReason, Usage};
pub use code::ErrorCode;
pub use environment::{Environment, UnknownEnvironment};
pub use error::{ApiError, ErrorBody, ErrorDetails};
pub use language::Language;
pub use models::{AUTO_MODEL, LONG_TOKENS, Model, ModelCard, ModelList, Strength};
pub use provider::ProviderId;
pub use role::Role;
pub use status::{ProviderState, ProviderStatus, SiteState, Status};
pub use stream_item::StreamItem;
