//! One answer, from as many requests as it takes: where one breaks off, the next provider continues.

use super::{answer_writer::AnswerWriter, context, request::request};
use crate::state::{RunningAnswer, State};
use browser::http::AbortHandle;
use conversation::answer::Ending;
use wire::ProviderId;

/// Writes an answer, or the rest of one; returns how it ended.
pub(super) async fn answer(state: State, answer: RunningAnswer, abort: &AbortHandle) -> Ending {
    let writer = AnswerWriter::new(state, answer);
    let mut prompt = context::collect_prompt(state, answer).await;
    if answer.message.has_only_reasoning() {
        prompt.use_greatest_length();
    }
    let mut excluded: Vec<ProviderId> = Vec::new();
    loop {
        match request(state, &prompt, &writer, abort, &excluded).await {
            // Without the oldest messages it may fit.
            Ending::Failed(failure) if failure.is_too_long() && prompt.halve() => {}
            // Nobody could continue; the words that came stay.
            Ending::Failed(_) if writer.has_words() => return Ending::Interrupted,
            Ending::Interrupted if !abort.is_aborted() => match writer.provider() {
                Some(provider) if !excluded.contains(&provider) => excluded.push(provider),
                _ => return Ending::Interrupted,
            },
            ending => return ending,
        }
    }
}
