//! What is pure in reading an answer: from bytes to words, and to how it ended.

use wire::{ApiError, Attempt, FinishReason, StreamItem, sse};

/// The code of a failure that no server told.
const UNREACHABLE: &str = "unreachable";

/// How an answer stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing has come yet.
    #[default]
    Waiting,
    /// Words are coming.
    Streaming,
    /// It has ended.
    Ended(Ending),
}

impl State {
    /// The site could not be reached.
    pub(crate) fn is_unreachable(&self) -> bool {
        matches!(self, Self::Ended(Ending::Failed(failure)) if failure.code == UNREACHABLE)
    }
}

/// How an answer ended. Each is shown for what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is whole.
    Complete,
    /// It reached its length limit.
    Length,
    /// The provider withheld the rest.
    Blocked,
    /// The visitor stopped it.
    Stopped,
    /// It broke off.
    Interrupted,
    /// There is no answer, and this is why.
    Failed(Failure),
}

/// Why there is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The API's stable word, or `unreachable`.
    pub(crate) code: String,
    /// The API's own sentence.
    pub(crate) message: String,
    /// When asking again may help, in seconds.
    pub(crate) retry_after_s: Option<u32>,
}

impl Failure {
    /// The conversation is too long, for the site or for the model.
    pub(crate) fn is_too_long(&self) -> bool {
        self.code == "input_too_long" || self.code == "body_too_large"
    }

    /// The site itself did not answer.
    pub(crate) fn unreachable() -> Self {
        Self { code: UNREACHABLE.to_owned(), ..Self::default() }
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self {
            code: error.code.unwrap_or_default(),
            message: error.message,
            retry_after_s: error.everchat.and_then(|details| details.retry_after_s),
        }
    }
}

/// Who answered, and who was asked before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) attempts: Vec<Attempt>,
    /// It broke off, and another provider went on with it.
    pub(crate) is_rescued: bool,
    /// From the question to the first words, in milliseconds, as this browser saw it.
    pub(crate) first_words_ms: Option<u32>,
    /// As the provider counts them; not all do.
    pub(crate) tokens: Option<u32>,
    /// The provider's own word for how it ended.
    pub(crate) finish_reason: Option<String>,
}

impl Receipt {
    /// The attempt that served last.
    pub(crate) fn served(&self) -> Option<&Attempt> {
        self.attempts.iter().rfind(|attempt| attempt.outcome == wire::Outcome::Served)
    }

    /// The attempts that failed.
    pub(crate) fn failed(&self) -> impl Iterator<Item = &Attempt> {
        self.attempts.iter().filter(|attempt| attempt.outcome != wire::Outcome::Served)
    }
}

/// Reads a streamed answer.
#[derive(Debug, Default)]
pub(crate) struct AnswerReader {
    decoder: sse::Decoder,
    finish_reason: Option<FinishReason>,
    is_done: bool,
    tokens: Option<u32>,
    error: Option<ApiError>,
}

/// New words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) content: String,
    pub(crate) reasoning: String,
}

impl AnswerReader {
    /// Takes the next bytes and returns the words in them.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Words {
        let mut items = Vec::new();
        self.decoder.push(bytes, |event| items.push(StreamItem::read(&event.data)));
        let mut words = Words::default();
        for item in items {
            self.take(item, &mut words);
        }
        words
    }

    /// Whether the stream has said that it is over.
    pub(crate) fn is_done(&self) -> bool {
        self.is_done || self.error.is_some()
    }

    /// What the provider said of its answer so far.
    pub(crate) fn fill_in(&self, receipt: &mut Receipt) {
        let tokens = self.tokens.map(|tokens| receipt.tokens.unwrap_or_default() + tokens);
        receipt.tokens = tokens.or(receipt.tokens);
        receipt.finish_reason = self.finish_reason.as_ref().map(|reason| reason.as_str().to_owned());
    }

    /// The stream is over: how did the answer end? Without a finish reason or `[DONE]` it broke off.
    pub(crate) fn finish(mut self, has_words: bool) -> Ending {
        let last = std::mem::take(&mut self.decoder).finish();
        if let Some(event) = last {
            self.take(StreamItem::read(&event.data), &mut Words::default());
        }
        match (self.error, self.finish_reason) {
            (Some(error), _) if !has_words => Ending::Failed(error.into()),
            (None, Some(FinishReason::Length)) => Ending::Length,
            (None, Some(FinishReason::ContentFilter)) => Ending::Blocked,
            (None, Some(_)) => Ending::Complete,
            (None, None) if self.is_done => Ending::Complete,
            (Some(_), _) | (None, None) => Ending::Interrupted,
        }
    }

    fn take(&mut self, item: StreamItem, words: &mut Words) {
        match item {
            StreamItem::Chunk(chunk) => {
                words.content.push_str(&chunk.delta.content);
                words.reasoning.push_str(&chunk.delta.reasoning);
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

    const HELLO: &str = "data: {\"choices\":[{\"delta\":{\"content\":\"你好\"}}]}\n\n";
    const DONE: &str = "data: [DONE]\n\n";

    fn read(stream: &str) -> (String, Ending) {
        let mut reader = AnswerReader::default();
        let text: String = stream.as_bytes().chunks(5).map(|piece| reader.push(piece).content).collect();
        let ending = reader.finish(!text.is_empty());
        (text, ending)
    }

    fn finish(reason: &str) -> String {
        format!("data: {{\"choices\":[{{\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n")
    }

    #[test]
    fn the_words_arrive_whole_however_they_were_cut() {
        assert_eq!(read(&format!("{HELLO}{HELLO}{DONE}")), ("你好你好".to_owned(), Ending::Complete));
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
    fn a_late_error_keeps_the_words_and_an_early_one_is_a_failure() {
        let error = "\n\ndata: {\"error\":{\"message\":\"m\",\"code\":\"interrupted\"}}\n\n";
        assert_eq!(read(&format!("{HELLO}data: {{\"cho{error}")), ("你好".to_owned(), Ending::Interrupted));
        let (text, ending) = read(error);
        assert_eq!(text, "");
        assert!(matches!(ending, Ending::Failed(failure) if failure.code == "interrupted"));
    }
}
