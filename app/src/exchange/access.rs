//! The access code: it is exchanged once for a pass, a cookie that no script can read.

use super::failure;
use crate::state::{Message, State};
use browser::http::{self, Request};
use conversation::answer::{AnswerState, Ending};
use leptos::prelude::*;
use serde_json::{Value, json};
use wire::ErrorCode;

const URL: &str = "/api/access";

/// Why a code gave no pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccessError {
    /// It is wrong.
    WrongCode,
    /// Too many wrong codes were given.
    TooManyCodes {
        /// When the next may be tried, in seconds.
        retry_after_s: u32,
    },
    /// The site does not answer.
    Unreachable,
}

/// Whether the site says that this browser has no pass, and needs one.
pub(crate) async fn is_pass_missing() -> bool {
    http::get_json::<Value>(URL).await.is_ok_and(|access| access["passed"] == false)
}

/// Exchanges a code for a pass.
pub(crate) async fn exchange_code(code: &str) -> Result<(), AccessError> {
    let response = Request::post(URL).send_json(&json!({ "code": code })).await;
    let response = response.map_err(|_| AccessError::Unreachable)?;
    match response.status() {
        204 => Ok(()),
        401 => Err(AccessError::WrongCode),
        429 => {
            let retry_after_s = failure::of(&response).await.retry_after_s.unwrap_or(1);
            Err(AccessError::TooManyCodes { retry_after_s })
        }
        _ => Err(AccessError::Unreachable),
    }
}

/// The last answer, if it was refused because this browser has no pass. Tracks.
pub(crate) fn refused_answer(state: State) -> Option<Message> {
    let is_refused = |answer: &Message| {
        answer.state.with(|state| {
            matches!(state, AnswerState::Ended(Ending::Failed(failure))
                if matches!(failure.code, ErrorCode::AccessCodeRequired | ErrorCode::ChallengeRequired))
        })
    };
    state.conversation.messages.with(|messages| messages.last().copied()).filter(is_refused)
}
