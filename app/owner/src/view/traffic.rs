//! How visitors were served.

mod failures;
mod figure;
pub(super) mod notices;
pub(crate) mod page;
mod providers;
mod spans;
mod totals;
