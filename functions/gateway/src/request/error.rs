//! What can be wrong with a request.

/// Why a request cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The content type is not JSON. The form of another site's page cannot have that type.
    ContentType,
    /// The body has more bytes than fit.
    BodyTooLarge {
        /// The most bytes.
        limit: usize,
    },
    /// The body is not a chat request, with the reader's reason.
    Json(String),
    /// `messages` is empty.
    NoMessages,
    /// There are too many messages.
    TooManyMessages {
        /// How many there are.
        messages: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The messages are too long.
    InputTooLong {
        /// How many characters there are.
        chars: usize,
        /// How many there may be.
        limit: usize,
    },
    /// `max_tokens` is 0.
    MaxTokensZero,
}
