//! One event of a streamed answer.

use crate::{chunk::Chunk, error::ApiError, tolerant};
use serde_json::Value;

/// The meaning of one event's data.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamItem {
    /// A piece of the answer.
    Chunk(Chunk),
    /// An error inside a stream whose status was 200.
    Error(ApiError),
    /// `[DONE]`: the stream is complete.
    Done,
    /// Not a JSON object: half an event, or another dialect.
    Unreadable,
}

impl StreamItem {
    /// Reads the data of one event.
    pub fn read(data: &str) -> Self {
        let data = data.trim();
        if data == "[DONE]" {
            return Self::Done;
        }
        match tolerant::parse(data).filter(Value::is_object) {
            Some(event) => match ApiError::of(&event) {
                Some(error) => Self::Error(error),
                None => Self::Chunk(Chunk::of(&event, "delta")),
            },
            None => Self::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests;
