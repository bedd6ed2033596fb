//! The visitors' access code, where the site asks for one.

use crate::state::{Message, State};
use browser::access::Access;
pub(crate) use browser::access::AccessError;
use conversation::answer::{AnswerState, Ending};
use leptos::prelude::*;
use wire::ErrorCode;

/// Whether the site says that this browser needs a pass and has none.
pub(crate) async fn is_pass_missing() -> bool {
    Access::Visitor.has_pass().await == Some(false)
}

/// Exchanges a code for a pass, a cookie that no script can read.
pub(crate) async fn exchange_code(code: &str) -> Result<(), AccessError> {
    Access::Visitor.enter(code).await
}

/// The last answer, if it was refused because this browser has no pass. Tracks.
pub(crate) fn refused_answer(state: State) -> Option<Message> {
    let is_refused = |answer: &Message| {
        answer.state.with(|state| match state {
            AnswerState::Ended(Ending::Failed(failure)) => {
                matches!(failure.code, ErrorCode::AccessCodeRequired | ErrorCode::ChallengeRequired)
            }
            _ => false,
        })
    };
    state.conversation.messages.with(|messages| messages.last().copied()).filter(is_refused)
}
