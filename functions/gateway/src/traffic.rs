//! How visitors were served. Each chat request leaves one [`Record`]; [`Sums`] add records up by minute, provider, model and
//! outcome.
//!
//! Adding commutes. Each isolate adds up what it has seen, and whoever merges their sums, in whatever order, gets the sums of
//! all records. Nothing here holds a prompt, an answer, an address or a cookie.
//!
//! - [`Recorder`]: what one isolate has seen and not yet written. [`Schedule`] says when it writes.
//! - [`database`]: the tables, and [`compaction`] of what is old.
//! - [`Questions`]: which questions were asked again, by names that tell nothing of them.
//! - [`view()`], [`csv`], [`open_metrics()`]: what the owner sees, with what it [`cost`].

pub mod compaction;
mod cost;
mod csv;
mod data_point;
pub mod database;
mod histogram;
mod open_metrics;
mod query;
mod recorder;
mod repeats;
mod row;
mod sample;
mod schedule;
mod sum;
mod sums;
mod view;

pub use cost::Prices;
pub use csv::{requests_csv, traffic_csv};
pub use data_point::data_point;
pub use histogram::Histogram;
pub use open_metrics::{OPEN_METRICS_TYPE, open_metrics};
pub use query::{Format, RequestsQuery, TrafficQuery};
pub use recorder::{Batch, Recorder, ms_between};
pub use repeats::{Question, Questions, question_name};
pub use row::Row;
pub use schedule::{Plan, Recent, Schedule};
pub use sum::{Counter, Sum, Timer};
pub use sums::{Key, Sums};
pub use view::{Origin, view};
pub use wire::traffic::{Client, Ending, Record, Tokens};

#[cfg(test)]
mod tests;
