//! OpenAI's Responses API over chat completions (<https://platform.openai.com/docs/api-reference/responses>). Requests,
//! whole answers and streams are translated, so the fallback and the providers know one dialect only. Nothing is stored.

mod answer;
mod envelope;
mod error;
mod event_writer;
mod field;
mod format;
mod input;
mod item;
mod request;
mod stream;
mod tools;

pub use envelope::{Echo, Envelope};
pub use error::ResponsesError;
pub use request::ResponsesRequest;
#[cfg(test)]
pub(crate) use request::known_fields;
pub use stream::ResponsesStream;
