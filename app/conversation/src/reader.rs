//! Reading a streamed answer: from bytes to words, and to how it ended.

mod think_tags;
mod words;

pub use words::Words;

pub(crate) use think_tags::ThinkTags;

use crate::answer::{Ending, Receipt};
use wire::{ApiError, FinishReason, StreamItem, sse};

/// Reads a streamed answer.
#[derive(Debug, Default)]
pub struct AnswerReader {
    decoder: sse::Decoder,
    think_tags: ThinkTags,
    finish_reason: Option<FinishReason>,
    calls_tools: bool,
    is_done: bool,
    tokens: Option<u32>,
    error: Option<ApiError>,
}

impl AnswerReader {
    /// Reads the next bytes, which may be cut anywhere, and returns the words in them.
    pub fn push(&mut self, bytes: &[u8]) -> Words {
        let mut items = Vec::new();
        self.decoder.push(bytes, |event| items.push(StreamItem::read(&event.data)));
        let mut words = Words::default();
        for item in items {
            self.read_item(item, &mut words);
        }
        words
    }

    /// Whether the stream has said that it is over.
    pub fn is_done(&self) -> bool {
        self.is_done || self.error.is_some()
    }

    /// Writes into the receipt what the provider has said of its answer. Tokens are added to those of the parts
    /// that other providers gave.
    pub fn complete_receipt(&self, receipt: &mut Receipt) {
        let tokens = self.tokens.map(|tokens| receipt.tokens.unwrap_or_default() + tokens);
        receipt.tokens = tokens.or(receipt.tokens);
        // Some providers say `stop` where a tool is called.
        let tool_calls = self.calls_tools.then_some(&FinishReason::ToolCalls);
        let reason = tool_calls.or(self.finish_reason.as_ref());
        receipt.finish_reason = reason.map(|reason| reason.as_str().to_owned());
    }

    /// The words that were held back, now that the stream is over.
    pub fn take_rest(&mut self) -> Words {
        let mut words = Words::default();
        if let Some(event) = std::mem::take(&mut self.decoder).finish() {
            self.read_item(StreamItem::read(&event.data), &mut words);
        }
        words.append(&self.think_tags.finish());
        words
    }

    /// How the answer ended, after [`Self::take_rest`]. Without a finish reason or `[DONE]` it broke off.
    /// `has_words`: whether any words of this answer are shown, also from before this stream.
    pub fn finish(self, has_words: bool) -> Ending {
        match (self.error, self.finish_reason) {
            (Some(error), _) if !has_words => Ending::Failed(error.into()),
            (None, Some(FinishReason::Length)) => Ending::Length,
            (None, Some(FinishReason::ContentFilter)) => Ending::Blocked,
            (None, Some(_)) => Ending::Complete,
            (None, None) if self.is_done => Ending::Complete,
            (Some(_), _) | (None, None) => Ending::Interrupted,
        }
    }

    fn read_item(&mut self, item: StreamItem, words: &mut Words) {
        // What comes after `[DONE]` is no part of the answer.
        if self.is_done {
            return;
        }
        match item {
            StreamItem::Chunk(chunk) => {
                words.reasoning.push_str(&chunk.delta.reasoning);
                words.append(&self.think_tags.push(&chunk.delta.content));
                self.calls_tools |= chunk.delta.calls_tools;
                self.finish_reason = chunk.finish_reason.or(self.finish_reason.take());
                self.tokens = chunk.usage.map(|usage| usage.completion_tokens).or(self.tokens);
            }
            StreamItem::Error(error) => self.error = Some(error),
            StreamItem::Done => self.is_done = true,
            StreamItem::Unreadable => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::ErrorCode;

    const HELLO: &str = "data: {\"choices\":[{\"delta\":{\"content\":\"你好\"}}]}\n\n";
    const DONE: &str = "data: [DONE]\n\n";

    fn read(stream: &str) -> (String, Ending) {
        let mut reader = AnswerReader::default();
        let mut words = Words::default();
        stream.as_bytes().chunks(5).for_each(|piece| words.append(&reader.push(piece)));
        words.append(&reader.take_rest());
        let ending = reader.finish(!words.content.is_empty());
        (words.content, ending)
    }

    fn finish(reason: &str) -> String {
        format!("data: {{\"choices\":[{{\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n")
    }

    #[test]
    fn the_words_arrive_whole_however_they_were_cut() {
        assert_eq!(read(&format!("{HELLO}{HELLO}{DONE}")), ("你好你好".to_owned(), Ending::Complete));
    }

    #[test]
    fn nothing_after_the_end_counts() {
        assert_eq!(read(&format!("{HELLO}{DONE}{HELLO}")), ("你好".to_owned(), Ending::Complete));
    }

    #[test]
    fn each_ending_is_told_for_what_it_is() {
        assert_eq!(read(&format!("{HELLO}{}{DONE}", finish("stop"))).1, Ending::Complete);
        assert_eq!(read(&format!("{HELLO}{}{DONE}", finish("length"))).1, Ending::Length);
        assert_eq!(read(&format!("{HELLO}{}{DONE}", finish("content_filter"))).1, Ending::Blocked);
        assert_eq!(read(&format!("{HELLO}{}", finish("stop"))).1, Ending::Complete);
        assert_eq!(read(HELLO).1, Ending::Interrupted);
        assert_eq!(read(&format!("{HELLO}data: [DONE]")).1, Ending::Complete);
    }

    #[test]
    fn a_call_of_a_tool_is_recorded_whatever_the_provider_says() {
        let call = r#"{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}"#;
        for reason in ["stop", "tool_calls", "function_call"] {
            let mut reader = AnswerReader::default();
            reader.push(format!("data: {call}\n\n{}", finish(reason)).as_bytes());
            let mut receipt = Receipt::default();
            reader.complete_receipt(&mut receipt);
            assert!(receipt.calls_tools(), "{reason}");
        }
    }

    #[test]
    fn a_late_error_keeps_the_words_and_an_early_one_is_a_failure() {
        let error = "\n\ndata: {\"error\":{\"message\":\"m\",\"code\":\"interrupted\"}}\n\n";
        assert_eq!(read(&format!("{HELLO}data: {{\"cho{error}")), ("你好".to_owned(), Ending::Interrupted));
        let (text, ending) = read(error);
        assert_eq!(text, "");
        assert!(matches!(ending, Ending::Failed(failure) if failure.code == ErrorCode::Interrupted));
    }
}
