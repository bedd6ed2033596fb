//! Requests to the site over HTTP.

mod abort;
mod error;
mod request;
mod response;
mod stream;

pub use self::{
    abort::AbortHandle, error::HttpError, request::Request, response::Response, stream::BodyStream,
};

/// Sends a `GET` request; an answer of any status is an answer.
///
/// # Errors
/// As [`Request::send`].
pub async fn get(url: &str) -> Result<Response, HttpError> {
    Request::get(url).send().await
}

/// The text of a successful answer, as it is now: not what this browser keeps of an earlier one.
///
/// # Errors
/// As [`Request::send`] and [`Response::text`]; [`HttpError::Status`] for a status other than 2xx.
pub async fn get_text(url: &str) -> Result<String, HttpError> {
    Request::get(url).header("cache-control", "no-cache").send().await?.success()?.text().await
}
