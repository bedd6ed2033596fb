//! The check of the Cloudflare token.

use super::answers::{Answers, cause_of, evidence, listed_ids};
use crate::{
    diagnosis::{
        cause::Cause,
        finding::Finding,
        probe::{ProbeId, ProbeResult},
        subject::Subject,
    },
    reading::{ErrorFacts, classify},
};
use serde_json::Value;
use wire::report::CheckId;

/// The state of the token. It decides what a refusal of the token means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenState {
    /// The token is active. It may belong to another account.
    Active { is_of_another_account: bool },
    /// The token does not work, for this cause.
    Dead(Cause),
    /// The state could not be found out.
    Unknown,
}

impl TokenState {
    /// The cause of code 10000: a dead token, another account's, or one without `permission`.
    pub(super) const fn cause_of_refusal(self, permission: Cause) -> Cause {
        match self {
            Self::Active { is_of_another_account: true } => Cause::AccountMismatch,
            Self::Active { is_of_another_account: false } => permission,
            Self::Dead(cause) => cause,
            Self::Unknown => Cause::Unauthorized,
        }
    }
}

/// Checks the token as a user's and as the account's. A good token of one kind looks invalid as the other.
pub(super) fn check_token(subject: &Subject<'_>, answers: &Answers<'_>) -> (Finding, TokenState) {
    let verified = [ProbeId::UserToken, ProbeId::AccountToken]
        .into_iter()
        .filter_map(|id| answers.find(id))
        .map(|(probe, result)| (verification(result), probe, result));
    // The better result counts.
    let Some((cause, probe, result)) = verified.min_by_key(|(cause, _, _)| rank(*cause)) else {
        return (without_token(subject), TokenState::Unknown);
    };
    let state = match cause {
        Cause::TokenActive => {
            TokenState::Active { is_of_another_account: is_of_another_account(subject, answers) }
        }
        Cause::TokenInvalid | Cause::TokenExpired | Cause::TokenDisabled => TokenState::Dead(cause),
        _ => TokenState::Unknown,
    };
    let finding = Finding::new(CheckId::Token, cause.verdict(), cause);
    (Finding { evidence: evidence(probe, result), ..finding }, state)
}

/// 0 is the best. An invalid token is the worst, so that it is believed only if both probes say so.
fn rank(cause: Cause) -> usize {
    match cause {
        Cause::TokenActive => 0,
        Cause::TokenDisabled => 1,
        Cause::TokenExpired => 2,
        Cause::TokenInvalid => 4,
        _ => 3,
    }
}

fn without_token(subject: &Subject<'_>) -> Finding {
    const NAME: &str = "CLOUDFLARE_API_TOKEN";
    if subject.has_error_in(&[NAME]) {
        return Finding::skipped(CheckId::Token, Cause::NotTested);
    }
    let is_needed = subject.settings.cloudflare.account_id.is_some() && !subject.settings.has_ai_binding;
    let cause = if is_needed { Cause::SettingMissing } else { Cause::NotConfigured };
    Finding::skipped(CheckId::Token, cause).naming([NAME])
}

fn verification(result: &ProbeResult) -> Cause {
    let (head, body) = match &result.answer {
        Ok(answer) => answer,
        Err(failure) => return cause_of(failure),
    };
    let json: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    match (head.status, json["result"]["status"].as_str()) {
        (200, Some("active")) => Cause::TokenActive,
        (200, Some("disabled")) => Cause::TokenDisabled,
        (200, Some("expired")) => Cause::TokenExpired,
        // 400 where the value cannot be a token at all, 404 where the account's id cannot be one.
        (400 | 401 | 403 | 404, _) if ErrorFacts::read(body).is_error => Cause::TokenInvalid,
        _ => cause_of(&classify(head, body)),
    }
}

/// Only a list of accounts without this one shows that the token is another account's.
fn is_of_another_account(subject: &Subject<'_>, answers: &Answers<'_>) -> bool {
    let own = subject.settings.cloudflare.account_id.as_deref();
    let Some(ids) = answers.find(ProbeId::Accounts).and_then(|(_, result)| listed_ids(result)) else {
        return false;
    };
    !ids.is_empty() && own.is_some_and(|own| ids.iter().all(|id| id != own))
}
