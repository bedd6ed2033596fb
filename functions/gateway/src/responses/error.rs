//! What can be wrong with a request.

/// Why a request cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponsesError {
    /// `input` is absent or empty.
    NoInput,
    /// A field has a value of another type than it needs.
    WrongType {
        /// The field.
        param: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// A field needs what this site does not have.
    Unsupported {
        /// The field.
        param: &'static str,
        /// A sentence for the client: what to do instead.
        instead: &'static str,
    },
    /// An item of `input` cannot be passed on.
    Item {
        /// Its place in the list.
        at: usize,
        /// What is wrong with it, as the end of a sentence.
        reason: String,
    },
    /// A tool that is not a function.
    Tool {
        /// Its type.
        kind: String,
    },
}
