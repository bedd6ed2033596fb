//! A visitor's request, validated: from bytes to a request that every provider can be asked.

mod completion;
mod error;
mod fields;
mod messages;
mod rules;

pub use completion::CompletionRequest;
pub use error::RequestError;
pub use fields::Fields;
pub(crate) use messages::ANSWER_FIELDS;
pub(crate) use rules::LENGTH_NAMES;
#[cfg(test)]
pub(crate) use rules::known_fields;
