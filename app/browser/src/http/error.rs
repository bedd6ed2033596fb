//! Why a request has no usable answer.

use std::fmt;

/// Why a request has no usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpError {
    /// The request could not be made: a malformed address, or a body that is no JSON.
    Request,
    /// No answer came: no connection, or the request was aborted.
    Unreachable,
    /// An answer came, but its status is not 2xx.
    Status(u16),
    /// The body broke off.
    Body,
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => f.write_str("the request could not be made"),
            Self::Unreachable => f.write_str("the site does not answer"),
            Self::Status(status) => write!(f, "the site answered with status {status}"),
            Self::Body => f.write_str("the answer broke off"),
        }
    }
}

impl std::error::Error for HttpError {}
