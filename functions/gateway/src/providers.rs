//! The providers as data: which are set up, their models, and the request that each wants. All are asked in OpenAI's
//! dialect. AI Gateway and Workers AI have adapters of their own; the services of `functions/providers` share one.

mod adaptation;
mod ai_gateway;
mod chain;
mod models;
mod provider;
mod request;
mod service;
mod upstream;
mod workers_ai;

pub use adaptation::{Adaptation, LengthNames};
pub use chain::{Chain, ChainEntry, build_chain, chain_fingerprint};
pub use models::model_card;
pub use provider::{Provider, Setup};
pub use upstream::{BindingRequest, UpstreamRequest};

#[cfg(test)]
mod tests;
