use crate::{
    access::{AccessError, Audience},
    api::refusal::Refusal,
    fallback::{CandidatesError, GiveUpReason},
    limits::{Limit, LimitReached},
    reading::RequestFault,
    request::RequestError,
    settings::{Problem, SettingError},
};
use wire::{Attempt, ErrorCode, Outcome, ProviderId};

fn status_and_code(refusal: impl Into<Refusal>) -> (u16, String) {
    let refusal = refusal.into();
    (refusal.status, refusal.code.to_string())
}

#[track_caller]
fn check(refusal: impl Into<Refusal>, status: u16, code: &str) {
    assert_eq!(status_and_code(refusal), (status, code.to_owned()));
}

#[test]
fn the_error_body_is_openais_with_everchats_details() {
    let attempts = [Attempt {
        provider: ProviderId::Gemini,
        model: "m".to_owned(),
        outcome: Outcome::RateLimited,
        status: Some(429),
        ms: 7,
    }];
    let body = Refusal::no_answer(GiveUpReason::AllFailed, Some(30)).body("request-0", &attempts);
    insta::assert_json_snapshot!(body, @r#"
    {
      "error": {
        "message": "No model could answer just now. Try again in a moment.",
        "type": "server_error",
        "code": "all_providers_failed",
        "param": null,
        "everchat": {
          "request_id": "request-0",
          "attempts": [
            {
              "provider": "gemini",
              "model": "m",
              "outcome": "rate_limited",
              "status": 429,
              "ms": 7
            }
          ],
          "retry_after_s": 30
        }
      }
    }
    "#);
}

#[test]
fn what_providers_named_is_in_the_error() {
    let fault = RequestFault {
        param: Some("seed".to_owned()),
        code: Some("unknown_parameter".to_owned()),
        is_unsupported: true,
    };
    let error = Refusal::no_answer(GiveUpReason::Refused(fault), None).body("request-0", &[]).error;
    assert_eq!(error.param.as_deref(), Some("seed"));
    assert_eq!(error.code, Some(ErrorCode::from("unknown_parameter")));
    assert!(error.message.contains("seed"), "{}", error.message);
}

#[test]
fn every_mistake_in_a_request_has_its_status_and_code() {
    check(RequestError::ContentType, 400, "invalid_content_type");
    check(RequestError::Json("x".to_owned()), 400, "invalid_json");
    check(RequestError::NoMessages, 400, "messages_empty");
    check(RequestError::MaxTokensZero, 400, "max_tokens_zero");
    check(RequestError::Messages("x".to_owned()), 400, "invalid_value");
    check(RequestError::TooManyChoices { limit: 4 }, 400, "invalid_value");
    check(RequestError::PicturesTooLarge { limit: 1 }, 413, "body_too_large");
    let wrong = Refusal::from(RequestError::WrongType { param: "max_tokens", expected: "a whole number" });
    assert_eq!((wrong.status, wrong.param.as_deref()), (400, Some("max_tokens")));
    let not_allowed = Refusal::from(RequestError::NotAllowed { param: "store" });
    assert_eq!((not_allowed.status, not_allowed.param.as_deref()), (400, Some("store")));
    check(RequestError::ToolNotAllowed { kind: "x".to_owned() }, 400, "field_not_allowed");
    check(RequestError::BodyTooLarge { limit: 1 }, 413, "body_too_large");
    check(Refusal::body_timeout(), 408, "body_timeout");
    check(RequestError::InputTooLong { chars: 2, limit: 1 }, 413, "input_too_long");
    check(RequestError::TooManyMessages { messages: 2, limit: 1 }, 413, "input_too_long");
    check(CandidatesError::AllExcluded, 400, "all_excluded");
    let unknown = Refusal::from(CandidatesError::UnknownModel("gpt-9".to_owned()));
    assert_eq!(unknown.param.as_deref(), Some("model"));
    assert!(unknown.message.contains("\"gpt-9\""), "{}", unknown.message);
    check(unknown, 404, "model_not_found");
}

#[test]
fn every_reason_not_to_let_a_caller_in_has_its_status_and_code() {
    check(AccessError::Origin, 403, "origin_refused");
    check(AccessError::CodeRequired(Audience::Visitors), 401, "access_code_required");
    check(AccessError::CodeRequired(Audience::Owner), 401, "admin_code_required");
    check(AccessError::ChallengeRequired, 401, "challenge_required");
    check(AccessError::ChallengeUnknown, 503, "challenge_unknown");
    check(AccessError::NothingHere, 404, "not_found");
    check(AccessError::ContentType, 400, "invalid_content_type");
    check(AccessError::NoCode, 400, "no_code");
    check(AccessError::UnknownAudience, 400, "unknown_choice");
    let wait = Refusal::from(AccessError::TooManyWrongCodes { wait_s: 3 });
    assert_eq!(wait.retry_after_s, Some(3));
    check(wait, 429, "too_many_tries");
}

#[test]
fn every_reason_for_no_answer_has_its_status_and_code() {
    let reached = |limit| Refusal::limit_reached(LimitReached { limit, until: 5_000 }, 1_500);
    assert_eq!(reached(Limit::Minute).retry_after_s, Some(4));
    check(reached(Limit::Minute), 429, "rate_limited");
    check(reached(Limit::Streams), 429, "too_many_streams");
    check(reached(Limit::Requests), 429, "daily_budget");
    check(reached(Limit::Tokens), 429, "daily_budget");
    let no_answer = |reason| Refusal::no_answer(reason, Some(9));
    check(no_answer(GiveUpReason::NoneConfigured), 503, "not_configured");
    check(no_answer(GiveUpReason::Refused(RequestFault::default())), 400, "refused_by_model");
    check(no_answer(GiveUpReason::TooLong), 400, "context_length_exceeded");
    check(no_answer(GiveUpReason::Blocked), 400, "content_filter");
    check(no_answer(GiveUpReason::RateLimited), 429, "all_providers_busy");
    assert_eq!(no_answer(GiveUpReason::RateLimited).retry_after_s, Some(9));
    let without_a_time = Refusal::no_answer(GiveUpReason::RateLimited, None);
    assert!(without_a_time.retry_after_s.is_some(), "a 429 always says when");
    check(no_answer(GiveUpReason::OutOfTime), 504, "out_of_time");
    assert_eq!(no_answer(GiveUpReason::OutOfTime).retry_after_s, Some(9));
    assert_eq!(no_answer(GiveUpReason::TooLong).retry_after_s, None, "trying again does not help");
    check(Refusal::interrupted(), 502, "interrupted");
    let errors = [SettingError { name: "MAX_TOKENS", problem: Problem::Switch }];
    assert_eq!(Refusal::bad_settings(&errors).code, ErrorCode::BadSettings);
    assert!(Refusal::bad_settings(&errors).message.contains("MAX_TOKENS must be on or off"));
}
