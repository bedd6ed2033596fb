//! AI Gateway's own log and settings, read through the Cloudflare API
//! (<https://developers.cloudflare.com/api/resources/ai_gateway/>) and told to the owner.
//!
//! ```text
//! Exchange::new(settings, query) -> next() -> probes -> the caller sends them -> add(results) -> ... -> view()
//! ```
//!
//! Cloudflare counts the entries of a time, so counts are exact. What each entry says, such as its cost, comes in pages of 50; a
//! Function on the free plan may send 50 requests, so the newest pages are added up, and the sums say what they cover.
//!
//! Of what the API tells, only what is listed in `wire::gateway_log` goes on to the page: its settings can hold credentials of
//! other services, and its entries can hold metadata.

mod advice;
mod cost;
mod exchange;
mod query;
mod reading;
mod request;
mod setting;
mod sums;
mod texts;
mod view;

pub use exchange::{Ask, Exchange};
pub use query::GatewayLogQuery;

#[cfg(test)]
mod tests;
