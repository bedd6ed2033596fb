//! The body of `GET /api/gateway`: AI Gateway's own log, added up and listed, and the gateway's settings.

mod advice;
mod entry;
#[cfg(test)]
mod tests;
mod view;

pub use advice::Advice;
pub use entry::{LogEntry, LogPage};
pub use view::{GatewayLog, LogCounts, LogSums, OfModel};
