//! AI Gateway's log and settings.

mod advice;
mod entry;
mod log;
mod models;
pub(crate) mod page;
mod totals;
