//! Everything that is decided at the edge, in pure Rust: no I/O, no clock, no worker. The crate `functions` reports what
//! happened and carries out what this crate decides, so all of it runs in a unit test.
//!
//! A module imports only modules that stand above it in this list:
//!
//! - [`time`], [`secret`], [`fingerprint`], [`http`], [`query`], [`capabilities`], [`services`], [`prices`] and
//!   [`database`] are the ground.
//! - [`settings`]: what the owner sets.
//! - [`limits`]: what visitors may use.
//! - [`reading`]: what providers answer.
//! - [`request`]: what a visitor asks, validated.
//! - [`responses`]: another API over the same requests.
//! - [`providers`]: the chain of providers, and the request that each wants.
//! - [`fallback`]: which provider is asked, and when the next one is.
//! - [`traffic`]: how visitors were served, added up.
//! - [`alerts`]: which messages the owner gets.
//! - [`access`]: who may ask.
//! - [`diagnosis`]: the owner's report.
//! - [`gateway_log`]: AI Gateway's own log and settings.
//! - [`api`]: routes, and the answer to every refused request.
#![forbid(unsafe_code)]

pub mod access;
pub mod alerts;
pub mod api;
pub mod capabilities;
pub mod database;
pub mod diagnosis;
pub mod fallback;
mod fingerprint;
pub mod gateway_log;
pub mod http;
pub mod limits;
pub mod prices;
pub mod providers;
pub mod query;
pub mod reading;
pub mod request;
pub mod responses;
pub mod secret;
pub mod services;
pub mod settings;
#[cfg(test)]
mod testing;
pub mod time;
pub mod traffic;
