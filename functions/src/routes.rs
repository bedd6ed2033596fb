//! The routes of the API.

mod access;
mod chat;
mod cors;
mod dispatch;
mod models;
mod report;
mod status;
mod wrong_codes;

pub(crate) use dispatch::answer;
