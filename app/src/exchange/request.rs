//! One request for an answer, and its response.

use super::{answer_writer::AnswerWriter, failure, stream};
use crate::state::State;
use browser::http::{AbortHandle, Request, Response};
use conversation::{
    answer::{Ending, Failure},
    prompt::Prompt,
};
use leptos::prelude::*;
use wire::{ProviderId, header};

const URL: &str = "/api/v1/chat/completions";

/// Asks for an answer, or for the rest of what is written, of other providers than the `excluded`.
pub(super) async fn request(
    state: State,
    prompt: &Prompt,
    writer: &AnswerWriter,
    abort: &AbortHandle,
    excluded: &[ProviderId],
) -> Ending {
    let (body, context_start) = prompt.request(&writer.text());
    let open = state.conversation;
    let answer = writer.answer();
    if open.id_untracked() == answer.conversation && open.context_start.get_untracked() != context_start {
        open.context_start.set(context_start);
    }
    let mut request = Request::post(URL).header(header::COUNT_TOKENS, "1").abort_with(abort);
    if !excluded.is_empty() {
        let ids: Vec<&str> = excluded.iter().map(|provider| provider.as_str()).collect();
        request = request.header(header::EXCLUDE, &ids.join(","));
    }
    let Ok(response) = request.send_json(&body).await else { return Ending::Failed(Failure::unreachable()) };
    record_attempts(writer, &response, !excluded.is_empty());
    if !response.is_ok() {
        return Ending::Failed(failure::read(&response).await);
    }
    stream::read(&response, writer, abort).await
}

/// Adds the attempts that a response tells of to the answer's receipt.
fn record_attempts(writer: &AnswerWriter, response: &Response, is_continued: bool) {
    let Some(attempts) = response.header(header::ATTEMPTS) else { return };
    writer.answer().message.receipt.update(|receipt| {
        receipt.attempts.extend(wire::attempts_from_header(&attempts));
        receipt.is_rescued |= response.is_ok() && is_continued;
    });
}
