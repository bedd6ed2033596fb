//! What one visitor, and all of them together, may use: requests in a minute, answers at once, and the day's requests
//! and tokens. [`counts`] says which counts a request adds to. It adds to all of them or to none, so a visitor who is
//! over a limit uses up nobody else's share.
//!
//! A [`Ledger`] keeps the counts in the isolate and shares them with the others of the data centre. Where a D1 database
//! is bound, [`database`] keeps them for the whole site. The ledger then still comes first, so that a flood does not
//! reach the database.

mod count;
pub mod database;
mod ledger;
mod settlement;
mod tokens;
mod visitor;

pub use count::{Count, Limit, LimitReached, challenge_counts, counts, day_counts, minute_count};
pub use ledger::Ledger;
pub use settlement::{Settlement, settle};
pub use tokens::{UsedTokens, estimate_tokens, tokens_used};
pub use visitor::{network_name, visitor_name};

#[cfg(test)]
mod tests;
