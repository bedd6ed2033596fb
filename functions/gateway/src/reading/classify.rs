//! From an error to the kind of failure. Codes decide before words, words before the HTTP status; the text of a message
//! decides only where nothing else tells two errors apart.

use super::{
    error_facts::ErrorFacts,
    failure::{Failure, RetryAfter},
};
use crate::http::ResponseHead;
use wire::Outcome;

/// Classifies an answer whose status is not 2xx.
pub fn classify(head: &ResponseHead, body: &[u8]) -> Failure {
    let facts = ErrorFacts::read(body);
    let outcome = outcome_of_facts(&facts, head.status)
        .unwrap_or_else(|| outcome_of_status(head.status, facts.is_error));
    Failure { outcome, status: Some(head.status), retry_after: retry_after(head, &facts), fault: facts.fault }
}

/// Classifies an error in the body of an answer whose status is 2xx.
pub fn classify_in_band(head: &ResponseHead, body: &[u8]) -> Failure {
    let facts = ErrorFacts::read(body);
    let status =
        facts.codes.iter().find_map(|&code| u16::try_from(code).ok().filter(|c| (400..600).contains(c)));
    let outcome = outcome_of_facts(&facts, status.unwrap_or(head.status))
        .or_else(|| status.map(|status| outcome_of_status(status, true)))
        .unwrap_or(Outcome::ServerError);
    Failure { outcome, status: Some(head.status), retry_after: retry_after(head, &facts), fault: facts.fault }
}

/// Classifies an exception of the `AI` binding. Its message begins with Workers AI's code, with or without the name of
/// the error before it: `3040: Capacity temporarily exceeded`. Without a code, the connection failed.
pub fn classify_exception(message: &str) -> Failure {
    let code = message.split(':').find_map(|part| part.trim().parse::<i64>().ok());
    let facts = ErrorFacts { codes: code.into_iter().collect(), ..ErrorFacts::default() };
    let outcome = match code {
        Some(code) => outcome_of_code(code).unwrap_or(Outcome::ServerError),
        None => Outcome::Network,
    };
    Failure { retry_after: retry_after(&ResponseHead::default(), &facts), ..Failure::new(outcome, None) }
}

fn retry_after(head: &ResponseHead, facts: &ErrorFacts) -> RetryAfter {
    const DAILY_NEURONS_EXHAUSTED: i64 = 3036;
    if facts.codes.contains(&DAILY_NEURONS_EXHAUSTED) {
        return RetryAfter::UntilMidnightUtc;
    }
    // HTTP allows a date too; no provider sends one.
    let header = head.retry_after.as_deref().and_then(|value| value.trim().parse().ok());
    header.or(facts.retry_delay_s).map_or(RetryAfter::Unknown, RetryAfter::Seconds)
}

fn outcome_of_facts(facts: &ErrorFacts, status: u16) -> Option<Outcome> {
    let outcome = facts.codes.iter().find_map(|&code| outcome_of_code(code));
    outcome.or_else(|| outcome_of_words(facts, status))
}

/// Cloudflare's codes: of Workers AI (its page of errors), of AI Gateway, and of the Cloudflare API.
fn outcome_of_code(code: i64) -> Option<Outcome> {
    Some(match code {
        2009 | 10000 => Outcome::Unauthorized,
        3023 | 3041 | 5016 | 5018 => Outcome::Forbidden,
        2001 | 3042 | 5007 | 7000 | 7003 => Outcome::NotFound,
        2021 | 3036 => Outcome::Quota,
        3040 | 7009 => Outcome::Busy,
        3006 => Outcome::TooLarge,
        3003 | 5004 => Outcome::BadRequest,
        3007 | 3008 => Outcome::Timeout,
        _ => return None,
    })
}

/// Google's statuses and reasons, and OpenAI's codes and types.
fn outcome_of_words(facts: &ErrorFacts, status: u16) -> Option<Outcome> {
    let any = |words: &[&str]| words.iter().any(|word| facts.has_word(word));
    if any(&["api_key_invalid", "invalid_api_key", "unauthenticated"]) {
        return Some(Outcome::Unauthorized);
    }
    if any(&["failed_precondition"]) || facts.message.contains("location is not supported") {
        return Some(Outcome::Location);
    }
    if any(&["insufficient_quota", "billing_hard_limit_reached"]) || facts.is_quota_exhausted {
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
    // Google says this of a bad key too, with a reason that is read above.
    (status == 400 && any(&["invalid_argument", "invalid_request_error"])).then_some(Outcome::BadRequest)
}

/// `is_error` says whether the body was an error body. A 400 without one may come from a proxy, and says nothing about
/// the visitor's request.
fn outcome_of_status(status: u16, is_error: bool) -> Outcome {
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
