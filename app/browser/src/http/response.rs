//! An answer.

use super::{error::HttpError, stream::BodyStream};
use gloo_net::http;

/// An answer whose headers have come.
#[derive(Debug)]
pub struct Response(http::Response);

impl Response {
    pub(crate) fn new(response: http::Response) -> Self {
        Self(response)
    }

    /// The status, such as 200.
    pub fn status(&self) -> u16 {
        self.0.status()
    }

    /// Whether the status is 2xx.
    pub fn is_ok(&self) -> bool {
        self.0.ok()
    }

    /// The answer, if its status is 2xx.
    ///
    /// # Errors
    /// [`HttpError::Status`] for every other status.
    pub fn success(self) -> Result<Self, HttpError> {
        if self.is_ok() { Ok(self) } else { Err(HttpError::Status(self.status())) }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        self.0.headers().get(name)
    }

    /// The whole body as a text.
    ///
    /// # Errors
    /// [`HttpError::Body`] if it broke off.
    pub async fn text(&self) -> Result<String, HttpError> {
        self.0.text().await.map_err(|_| HttpError::Body)
    }

    /// The body as it comes; `None` if there is none, or if it is being read.
    pub fn stream(&self) -> Option<BodyStream> {
        self.0.body().and_then(|body| BodyStream::new(&body))
    }
}
