mod api;
mod log;
mod problems;
mod query;
mod settings;
