//! From a failed answer to the kind of its failure. Codes decide before words, words before the
//! HTTP status; the text of a message only where nothing else tells two errors apart.

use crate::{Millis, error_facts::ErrorFacts};
use wire::Outcome;

/// The head of a provider's answer: all that is read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// `content-type`, as sent.
    pub content_type: Option<String>,
    /// `retry-after`, as sent.
    pub retry_after: Option<String>,
}

impl Head {
    /// Whether the content type is `media_type`.
    pub fn is(&self, media_type: &str) -> bool {
        let sent = self.content_type.as_deref().and_then(|value| value.split(';').next());
        sent.is_some_and(|sent| sent.trim().eq_ignore_ascii_case(media_type))
    }
}

/// When a provider that failed says that asking again may help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
    /// It does not say.
    #[default]
    Unknown,
    /// In so many seconds: `Retry-After`, or Google's `retryDelay`.
    Seconds(u32),
    /// When Cloudflare's day begins: Workers AI's 3036.
    UntilMidnightUtc,
}

impl Wait {
    /// The seconds from `now`, which counts from 1970; rounded up.
    pub fn seconds(self, now: Millis) -> Option<u32> {
        const DAY: Millis = 86_400_000;
        match self {
            Self::Unknown => None,
            Self::Seconds(seconds) => Some(seconds),
            Self::UntilMidnightUtc => u32::try_from((DAY - now % DAY).div_ceil(1000)).ok(),
        }
    }
}

/// A failed attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its kind.
    pub outcome: Outcome,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// When the provider says that asking again may help.
    pub wait: Wait,
}

impl Fault {
    /// A failure without an answer, or without more to say of it.
    pub const fn new(outcome: Outcome, status: Option<u16>) -> Self {
        Self { outcome, status, wait: Wait::Unknown }
    }

    /// Whether another key may do better, at the same provider.
    pub const fn is_of_the_key(&self) -> bool {
        matches!(self.outcome, Outcome::Unauthorized | Outcome::Forbidden)
    }

    /// Whether another provider may do better. Not with the visitor's own bad request, nor with too
    /// large an input, nor for a visitor who left.
    pub const fn moves_on(&self) -> bool {
        !matches!(self.outcome, Outcome::BadRequest | Outcome::TooLarge | Outcome::Aborted)
    }
}

/// The kind of an answer whose status is not 2xx.
pub fn classify(head: &Head, body: &[u8]) -> Fault {
    let facts = ErrorFacts::read(body);
    let outcome = by_facts(&facts, head.status).unwrap_or_else(|| by_status(head.status, facts.is_error));
    Fault { outcome, status: Some(head.status), wait: wait(head, &facts) }
}

/// The kind of an error that came in a body whose status was 2xx.
pub fn classify_in_band(head: &Head, body: &[u8]) -> Fault {
    let facts = ErrorFacts::read(body);
    let told =
        facts.codes.iter().find_map(|&code| u16::try_from(code).ok().filter(|c| (400..600).contains(c)));
    let outcome = by_facts(&facts, told.unwrap_or(head.status))
        .or_else(|| told.map(|status| by_status(status, true)))
        .unwrap_or(Outcome::ServerError);
    Fault { outcome, status: Some(head.status), wait: wait(head, &facts) }
}

/// The kind of an error that the `AI` binding threw. Its message begins with Workers AI's code, behind
/// the error's name or not: `3040: Capacity temporarily exceeded`. Without one, no answer came.
pub fn classify_thrown(message: &str) -> Fault {
    let code = message.split(':').find_map(|part| part.trim().parse::<i64>().ok());
    let facts = ErrorFacts { codes: code.into_iter().collect(), ..ErrorFacts::default() };
    let outcome = match code {
        Some(code) => by_code(code).unwrap_or(Outcome::ServerError),
        None => Outcome::Network,
    };
    Fault { outcome, status: None, wait: wait(&Head::default(), &facts) }
}

fn wait(head: &Head, facts: &ErrorFacts) -> Wait {
    const DAILY_NEURONS_USED_UP: i64 = 3036;
    if facts.codes.contains(&DAILY_NEURONS_USED_UP) {
        return Wait::UntilMidnightUtc;
    }
    // A date is allowed there too; none of the providers sends one.
    let header = head.retry_after.as_deref().and_then(|value| value.trim().parse().ok());
    header.or(facts.retry_delay_s).map_or(Wait::Unknown, Wait::Seconds)
}

fn by_facts(facts: &ErrorFacts, status: u16) -> Option<Outcome> {
    let by_code = facts.codes.iter().find_map(|&code| by_code(code));
    by_code.or_else(|| by_word(facts, status))
}

/// Cloudflare's codes: Workers AI's errors page, AI Gateway's answers and the API's own.
fn by_code(code: i64) -> Option<Outcome> {
    Some(match code {
        2009 | 10000 => Outcome::Unauthorized,
        3023 | 3041 | 5016 | 5018 => Outcome::Forbidden,
        2001 | 3042 | 5007 | 7000 | 7003 => Outcome::NotFound,
        2021 | 3036 => Outcome::Quota,
        3040 => Outcome::Busy,
        3006 => Outcome::TooLarge,
        3003 | 5004 => Outcome::BadRequest,
        3007 | 3008 => Outcome::Timeout,
        _ => return None,
    })
}

/// Google's statuses and reasons, OpenAI's codes and types.
fn by_word(facts: &ErrorFacts, status: u16) -> Option<Outcome> {
    let any = |words: &[&str]| words.iter().any(|word| facts.says(word));
    if any(&["api_key_invalid", "invalid_api_key", "unauthenticated"]) {
        return Some(Outcome::Unauthorized);
    }
    if any(&["failed_precondition"]) || facts.message.contains("location is not supported") {
        return Some(Outcome::Location);
    }
    if any(&["insufficient_quota", "billing_hard_limit_reached"]) || facts.quota_is_spent {
        return Some(Outcome::Quota);
    }
    if any(&["context_length_exceeded", "string_above_max_length"]) {
        return Some(Outcome::TooLarge);
    }
    if any(&["content_filter", "content_policy_violation"]) {
        return Some(Outcome::Blocked);
    }
    if any(&["model_not_found", "not_found"]) {
        return Some(Outcome::NotFound);
    }
    if any(&["permission_denied"]) {
        return Some(Outcome::Forbidden);
    }
    if any(&["resource_exhausted", "rate_limit_exceeded"]) {
        return Some(Outcome::RateLimited);
    }
    if any(&["unavailable", "overloaded_error"]) {
        return Some(Outcome::Busy);
    }
    // Google says this of a bad key too, with a reason that was looked at above.
    (status == 400 && any(&["invalid_argument", "invalid_request_error"])).then_some(Outcome::BadRequest)
}

/// `is_error` says that the body was an error body. A bare 400 or 413 from something in between
/// says nothing of the visitor's request.
fn by_status(status: u16, is_error: bool) -> Outcome {
    match status {
        400 | 422 if is_error => Outcome::BadRequest,
        401 => Outcome::Unauthorized,
        402 => Outcome::Quota,
        403 => Outcome::Forbidden,
        404 | 405 | 410 => Outcome::NotFound,
        408 | 504 | 522 | 524 => Outcome::Timeout,
        409 | 529 => Outcome::Busy,
        413 => Outcome::TooLarge,
        429 => Outcome::RateLimited,
        500..=599 => Outcome::ServerError,
        _ => Outcome::Malformed,
    }
}

#[cfg(test)]
mod tests;
