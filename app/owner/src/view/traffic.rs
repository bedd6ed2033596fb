//! How visitors were served.

mod caching;
mod failures;
mod figure;
pub(crate) mod page;
mod prices;
mod providers;
mod spans;
mod totals;
