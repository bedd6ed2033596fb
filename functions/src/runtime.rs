//! The parts of the Workers runtime that `web-sys` and `worker` do not offer.

pub(crate) mod ai;
pub(crate) mod cache;
pub(crate) mod database;
pub(crate) mod dataset;
pub(crate) mod js;
pub(crate) mod messages;
pub(crate) mod refresh;
pub(crate) mod stream_reader;
pub(crate) mod tasks;
