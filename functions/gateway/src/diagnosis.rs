//! The owner's deployment report: what is wrong, why, and how to fix it.
//!
//! ```text
//! plan(settings) -> probes -> the caller sends them, all at once -> conclude(results) -> findings
//! findings, a language and where this runs -> report -> JSON, or Markdown
//! ```
//!
//! A check is a request and a reading of its answer. Causes that look alike are told apart by two answers together: a 401
//! with code 10000 is a missing permission if the token is active, and a dead token if it is not. A check that was not
//! made says so, and never counts as failed.
//!
//! The answers are cached for a minute. Every report is made from them again, so it can be in either language.

mod cache;
mod cause;
mod checks;
mod command;
mod context;
mod finding;
mod locks;
mod markdown;
mod plan;
mod probe;
mod report;
mod subject;
mod texts;

pub use cache::{CACHE_LIFETIME_MS, CachedResults};
pub use cause::Cause;
pub use checks::{conclude, conclude_gateway};
pub use context::ReportContext;
pub use finding::Finding;
pub use markdown::{guide, markdown};
pub use plan::plan;
pub(crate) use plan::{gateway_probe, plan_token};
pub use probe::{PROBE_TIMEOUT_MS, Probe, ProbeAnswer, ProbeId, ProbeResult};
pub use report::{check, report};
pub use subject::Subject;

#[cfg(test)]
mod tests;
