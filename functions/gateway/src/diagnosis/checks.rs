//! What the results of the probes mean.

mod all;
mod answers;
mod chain;
mod conclude;
mod gateways;
mod provider;
mod rotation;
mod settings;
mod token;

pub use conclude::conclude;
pub use gateways::conclude_gateway;
