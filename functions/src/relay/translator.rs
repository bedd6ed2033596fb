//! Translates an answer on its way to the visitor: a native answer of the `AI` binding into OpenAI's dialect, and an answer
//! to a client of the Responses API into its events.

use gateway::{reading::NativeStream, responses::ResponsesStream};
use wasm_bindgen::prelude::*;

/// One answer's translation.
#[wasm_bindgen]
pub struct Translator {
    native: Option<NativeStream>,
    responses: Option<ResponsesStream>,
}

impl Translator {
    pub(super) fn new(native: Option<NativeStream>, responses: Option<ResponsesStream>) -> Self {
        Self { native, responses }
    }

    /// Translates what was read before the answer was accepted, which is in OpenAI's dialect already.
    pub(super) fn first(&mut self, body: Vec<u8>, is_whole: bool) -> Vec<u8> {
        let Some(responses) = &mut self.responses else { return body };
        let mut events = responses.push(&body);
        if is_whole {
            events.extend(responses.finish());
        }
        events
    }

    /// Itself, if the rest of the answer is not passed on as it comes.
    pub(super) fn if_needed(self) -> Option<Self> {
        let is_needed = self.native.is_some() || self.responses.is_some();
        is_needed.then_some(self)
    }
}

#[wasm_bindgen]
impl Translator {
    /// Translates the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        let translated = self.native.as_mut().map(|native| native.push(bytes));
        match &mut self.responses {
            Some(responses) => responses.push(translated.as_deref().unwrap_or(bytes)),
            None => translated.unwrap_or_default(),
        }
    }

    /// Ends the answer. Returns what is left of it.
    pub fn finish(&mut self) -> Vec<u8> {
        let rest = self.native.as_mut().map(NativeStream::finish).unwrap_or_default();
        let Some(responses) = &mut self.responses else { return rest };
        let mut events = responses.push(&rest);
        events.extend(responses.finish());
        events
    }

    /// Ends an answer of the Responses API that its provider broke off. Nothing for a chat completion, which ends with the
    /// same event wherever it broke off.
    pub fn interrupt(&mut self) -> Option<Vec<u8>> {
        self.responses.as_mut().map(ResponsesStream::finish)
    }
}
