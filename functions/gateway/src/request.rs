//! A visitor's request, validated: from bytes to a request that every provider can be asked.

mod completion;
mod error;

pub use completion::CompletionRequest;
pub use error::RequestError;
