//! Access codes: a visitor's and the owner's. The site exchanges a code for a pass, which is a cookie that no script
//! can read.

use crate::http::{self, Request, Response};
use serde_json::json;
use wire::{ErrorBody, tolerant};

/// Whose code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A visitor's, who may ask for answers.
    Visitor,
    /// The owner's, who may read the report.
    Owner,
}

/// Why a code gave no pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessError {
    /// It is not the code.
    WrongCode,
    /// Too many wrong codes were given.
    TooManyCodes {
        /// Seconds until the next code may be tried.
        retry_after_s: u32,
    },
    /// The site does not answer.
    Unreachable,
}

impl AccessError {
    /// Reads an answer with status 429, to a code or to a request that carries one.
    pub async fn too_many_codes(response: &Response) -> Self {
        let error = ErrorBody::read(&response.text().await.unwrap_or_default());
        let retry_after_s = error.and_then(|error| error.everchat).and_then(|details| details.retry_after_s);
        Self::TooManyCodes { retry_after_s: retry_after_s.unwrap_or(1) }
    }
}

impl Access {
    const fn url(self) -> &'static str {
        match self {
            Self::Visitor => "/api/access",
            Self::Owner => "/api/access?as=owner",
        }
    }

    /// Exchanges a code for a pass.
    ///
    /// # Errors
    /// As [`AccessError`] says; then this browser has no pass.
    pub async fn enter(self, code: &str) -> Result<(), AccessError> {
        let body = json!({ "code": code });
        let response = Request::post(self.url()).send_json(&body).await;
        let response = response.map_err(|_| AccessError::Unreachable)?;
        match response.status() {
            204 => Ok(()),
            401 => Err(AccessError::WrongCode),
            429 => Err(AccessError::too_many_codes(&response).await),
            _ => Err(AccessError::Unreachable),
        }
    }

    /// Whether this browser has a pass; `None` if the site does not say.
    pub async fn has_pass(self) -> Option<bool> {
        let answer = http::get_text(self.url()).await.ok()?;
        tolerant::parse(&answer)?["passed"].as_bool()
    }

    /// Gives the pass back. Without an answer from the site it stays, as the next request shows.
    pub async fn leave(self) {
        drop(Request::delete(self.url()).send().await);
    }
}
