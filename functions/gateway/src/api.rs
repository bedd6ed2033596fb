//! The rules of the HTTP API: which route a request is for, and the status and JSON of every refusal. Only this module knows
//! the HTTP statuses of the site's own answers.

#[cfg(test)]
mod description;
mod error_type;
mod headers;
mod refusal;
mod refusals;
mod report_query;
mod request_log;
mod route;

pub use error_type::ErrorType;
pub use headers::{CORS_RESPONSE_HEADERS, cors_request_headers, server_timing};
pub use refusal::Refusal;
pub use report_query::{ReportFormat, ReportQuery};
pub use request_log::LogLine;
pub use route::{AccessAction, Route, find_route};
