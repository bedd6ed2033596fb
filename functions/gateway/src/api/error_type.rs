//! OpenAI's classes of errors.

/// The class of an error, `error.type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorType {
    /// The request is wrong.
    InvalidRequest,
    /// A code is missing or wrong.
    Authentication,
    /// The caller may not do this.
    Permission,
    /// A limit is reached.
    RateLimit,
    /// The site or every provider failed.
    Server,
    /// The site is not set up right.
    Configuration,
}

impl ErrorType {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request_error",
            Self::Authentication => "authentication_error",
            Self::Permission => "permission_error",
            Self::RateLimit => "rate_limit_error",
            Self::Server => "server_error",
            Self::Configuration => "configuration_error",
        }
    }
}
