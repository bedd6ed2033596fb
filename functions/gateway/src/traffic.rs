//! How visitors were served. Each chat request leaves one [`Record`]; [`Sums`] add records up by minute, provider, model and
//! outcome.
//!
//! Adding commutes. Each isolate adds up what it has seen, and whoever merges their sums, in whatever order, gets the sums of
//! all records. Nothing here holds a prompt, an answer, an address or a cookie.

mod histogram;
mod record;
mod schedule;
mod sums;

pub use histogram::Histogram;
pub use record::{Client, Ending, Record, Tokens};
pub use schedule::{LastHour, Plan, Schedule};
pub use sums::{Key, Sum, Sums, Totals};

#[cfg(test)]
mod tests;
