//! HTTP in and out, in the runtime's own types.

mod answer;
mod inbound;

pub(crate) use answer::Answer;
pub(crate) use inbound::InboundRequest;
