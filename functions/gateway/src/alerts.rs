//! Which messages the owner gets at `ALERT_WEBHOOK_URL`: the site is down, is degraded for ten minutes, has recovered, has
//! used most of a day's budget, or a provider begins to refuse its key.
//!
//! What visitors get is the truth, not what any isolate thinks of a provider. Each isolate looks at its own requests:
//!
//! - *down*: its last three requests in a row got no answer for lack of any provider, and every provider of the chain has
//!   failed lately, as `/api/status` tells it. One isolate is enough: if the site is down in one data centre only, its
//!   visitors are as badly off, and the owner wants to know.
//! - *degraded*: a request was answered, but some provider has failed lately.
//! - *well*: a request was answered, and no provider has failed lately.
//! - What a visitor or a limit is to blame for says nothing.
//!
//! The isolates share one small [`Table`]: when trouble was seen first and last, when the site was well last, what the owner
//! has been told, and when each kind of message was sent. It lives in the D1 database `DB`, so it outlives isolates. An
//! isolate reads it when it is new, when it has something to add, and every five minutes. Trouble is over when some isolate
//! is well three minutes after any of them saw it last.
//!
//! [`decide()`] compares what an isolate has seen with what the owner has been told, and finds what is to be told now.
//! Whatever cannot be told, since the hour is not over or the webhook fails, is found again with a later request, as long
//! as it is so. Before it sends a message an isolate claims the kind's hour, and the database grants it to one of them. An
//! isolate that ends between its claim and its message delays the message by an hour, and loses none.
//!
//! Without a database, or while it fails, each isolate keeps a table of its own: then one message of a kind comes in an
//! hour from each isolate, and what was told before an isolate ended is forgotten with it.

mod alert;
pub mod database;
mod decision;
mod message;
mod monitor;
mod seen;
mod table;

pub use alert::Alert;
pub use decision::{Decision, decide};
pub use message::{is_accepted, message};
pub use monitor::Monitor;
pub use seen::{Attempted, Seen};
pub use table::{Change, Table};

#[cfg(test)]
mod tests;
