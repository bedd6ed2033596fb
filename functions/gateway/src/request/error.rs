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
    /// The body is not a JSON object, with the reader's reason.
    Json(String),
    /// `messages` is not a list of messages; the text says why, without a point.
    Messages(String),
    /// A field has a value of another type than it needs.
    WrongType {
        /// The field.
        param: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// A field needs the owner's permission.
    NotAllowed {
        /// The field.
        param: &'static str,
    },
    /// A tool that its provider runs needs the owner's permission.
    ToolNotAllowed {
        /// Its type.
        kind: String,
    },
    /// `n` is 0, or more than the site gives.
    TooManyChoices {
        /// The most answers.
        limit: u32,
    },
    /// The pictures have more bytes than fit.
    PicturesTooLarge {
        /// The most bytes.
        limit: usize,
    },
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
