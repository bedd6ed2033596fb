//! The routes of the API.

mod access;
mod chat;
mod cors;
mod dispatch;
mod gateway_log;
mod models;
mod owner;
mod probes;
mod report;
mod status;
mod traffic;
mod wrong_codes;

pub(crate) use dispatch::answer;
