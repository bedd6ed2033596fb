//! A request.

use super::{abort::AbortHandle, error::HttpError, response::Response};
use gloo_net::{Error, http};
use serde::Serialize;

/// A request that is about to be sent.
#[derive(Debug)]
pub struct Request(http::RequestBuilder);

impl Request {
    /// A `GET` request.
    pub fn get(url: &str) -> Self {
        Self(http::Request::get(url))
    }

    /// A `POST` request.
    pub fn post(url: &str) -> Self {
        Self(http::Request::post(url))
    }

    /// A `DELETE` request.
    pub fn delete(url: &str) -> Self {
        Self(http::Request::delete(url))
    }

    /// Adds a header.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    /// Lets a handle abort it.
    #[must_use]
    pub fn abort_with(self, handle: &AbortHandle) -> Self {
        Self(self.0.abort_signal(Some(&handle.signal())))
    }

    /// Sends it without a body; an answer of any status is an answer.
    ///
    /// # Errors
    /// [`HttpError::Request`] if it cannot be made, [`HttpError::Unreachable`] if no answer comes.
    pub async fn send(self) -> Result<Response, HttpError> {
        send(self.0.build()).await
    }

    /// Sends it with a JSON body; an answer of any status is an answer.
    ///
    /// # Errors
    /// As [`Request::send`].
    pub async fn send_json<T: Serialize + ?Sized>(self, body: &T) -> Result<Response, HttpError> {
        send(self.0.json(body)).await
    }
}

async fn send(request: Result<http::Request, Error>) -> Result<Response, HttpError> {
    let response = request.map_err(|_| HttpError::Request)?.send().await;
    response.map(Response::new).map_err(|_| HttpError::Unreachable)
}
