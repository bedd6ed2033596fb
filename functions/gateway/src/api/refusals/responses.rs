//! Refusals of the Responses API.

use crate::{api::refusal::Refusal, responses::ResponsesError};
use wire::ErrorCode;

/// Fields of a chat completion, and what the Responses API calls them.
const NAMES: [(&str, &str); 6] = [
    ("messages", "input"),
    ("max_completion_tokens", "max_output_tokens"),
    ("max_tokens", "max_output_tokens"),
    ("response_format", "text.format"),
    ("reasoning_effort", "reasoning.effort"),
    ("verbosity", "text.verbosity"),
];

impl Refusal {
    /// The same refusal, with the fields named as the Responses API names them.
    #[must_use]
    pub fn in_words_of_responses(mut self) -> Self {
        let named = NAMES.into_iter().find(|(chat, _)| self.param.as_deref() == Some(*chat));
        if let Some((chat, name)) = named {
            self.param = Some(name.into());
            self.message = self.message.replace(chat, name);
        }
        self
    }
}

impl From<ResponsesError> for Refusal {
    fn from(error: ResponsesError) -> Self {
        let unsupported = |param, message| Self::invalid(ErrorCode::InvalidValue, Some(param), message);
        match error {
            ResponsesError::NoInput => {
                let message = "There is nothing to answer: input is empty.";
                Self::invalid(ErrorCode::MessagesEmpty, Some("input"), message)
            }
            ResponsesError::WrongType { param, expected } => {
                Self::invalid(ErrorCode::InvalidValue, Some(param), format!("{param} must be {expected}."))
            }
            ResponsesError::Unsupported { param, instead } => unsupported(param, instead.to_owned()),
            ResponsesError::Item { at, reason } => {
                let message = format!("input[{at}] {reason}.");
                let refusal = Self::invalid(ErrorCode::InvalidValue, None, message);
                Self { param: Some(format!("input[{at}]").into()), ..refusal }
            }
            ResponsesError::Tool { kind } => unsupported(
                "tools",
                format!("This site passes functions on, and no tool of the type \"{kind}\"."),
            ),
        }
    }
}
