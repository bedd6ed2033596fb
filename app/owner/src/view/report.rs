//! The deployment report.

mod chain;
mod check;
mod deployment;
mod evidence;
pub(super) mod finding;
mod lock;
pub(crate) mod page;
mod verdict;
