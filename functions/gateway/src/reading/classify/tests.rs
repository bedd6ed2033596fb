use super::*;

fn kind(status: u16, body: &str) -> Outcome {
    classify(&ResponseHead { status, ..ResponseHead::default() }, body.as_bytes()).outcome
}

fn cloudflare(code: u16) -> String {
    format!(r#"{{"success":false,"errors":[{{"code":{code},"message":"m"}}],"messages":[],"result":null}}"#)
}

#[test]
fn workers_ais_codes_decide_before_their_statuses() {
    for (code, status, expected) in [
        (5007, 400, Outcome::NotFound),
        (5004, 400, Outcome::BadRequest),
        (3003, 400, Outcome::BadRequest),
        (3042, 404, Outcome::NotFound),
        (5018, 403, Outcome::Forbidden),
        (3041, 403, Outcome::Forbidden),
        (5016, 403, Outcome::Forbidden),
        (3023, 403, Outcome::Forbidden),
        (3006, 413, Outcome::TooLarge),
        (3007, 408, Outcome::Timeout),
        (3008, 408, Outcome::Timeout),
        (3036, 429, Outcome::Quota),
        (3040, 429, Outcome::Busy),
        (10000, 401, Outcome::Unauthorized),
        (7003, 404, Outcome::NotFound),
        (7009, 502, Outcome::Busy),
    ] {
        assert_eq!(kind(status, &cloudflare(code)), expected, "{code}");
    }
}

#[test]
fn both_shapes_of_ai_gateways_errors_are_classified() {
    assert_eq!(
        kind(400, r#"{"success":false,"result":[],"messages":[],"error":[{"code":2001,"message":"m"}]}"#),
        Outcome::NotFound
    );
    assert_eq!(
        kind(401, r#"{"success":false,"error":[{"code":2009,"message":"Unauthorized"}]}"#),
        Outcome::Unauthorized
    );
    assert_eq!(kind(402, r#"{"name":"AiGatewayError","internalCode":2021,"message":"m"}"#), Outcome::Quota);
}

#[test]
fn geminis_errors_are_classified() {
    let body = |code: u16, status: &str, reason: &str| {
        format!(
            r#"[{{"error":{{"code":{code},"message":"m","status":"{status}","details":[{{"reason":"{reason}"}}]}}}}]"#
        )
    };
    assert_eq!(kind(400, &body(400, "INVALID_ARGUMENT", "API_KEY_INVALID")), Outcome::Unauthorized);
    assert_eq!(kind(400, &body(400, "FAILED_PRECONDITION", "")), Outcome::Location);
    assert_eq!(kind(400, &body(400, "INVALID_ARGUMENT", "")), Outcome::BadRequest);
    assert_eq!(kind(403, &body(403, "PERMISSION_DENIED", "")), Outcome::Forbidden);
    assert_eq!(kind(404, &body(404, "NOT_FOUND", "")), Outcome::NotFound);
    assert_eq!(kind(429, &body(429, "RESOURCE_EXHAUSTED", "")), Outcome::RateLimited);
    assert_eq!(kind(503, &body(503, "UNAVAILABLE", "")), Outcome::Busy);
}

#[test]
fn openais_codes_are_classified() {
    let body = |code: &str| format!(r#"{{"error":{{"message":"m","type":"t","code":"{code}"}}}}"#);
    assert_eq!(kind(429, &body("insufficient_quota")), Outcome::Quota);
    assert_eq!(kind(429, &body("rate_limit_exceeded")), Outcome::RateLimited);
    assert_eq!(kind(400, &body("context_length_exceeded")), Outcome::TooLarge);
    assert_eq!(kind(404, &body("model_not_found")), Outcome::NotFound);
    assert_eq!(kind(401, &body("invalid_api_key")), Outcome::Unauthorized);
}

#[test]
fn without_an_error_body_the_status_decides_and_a_400_is_not_the_visitors_fault() {
    let page = "<!doctype html><title>502</title>";
    assert_eq!(kind(502, page), Outcome::ServerError);
    assert_eq!(kind(403, page), Outcome::Forbidden);
    assert_eq!(kind(400, page), Outcome::Malformed);
    assert_eq!(kind(302, ""), Outcome::Malformed);
    assert_eq!(kind(402, ""), Outcome::Quota);
    assert_eq!(kind(408, ""), Outcome::Timeout);
    assert_eq!(kind(409, ""), Outcome::Busy);
}

#[test]
fn only_a_visitor_who_left_prevents_fallback() {
    for status in [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504] {
        assert!(
            classify(&ResponseHead { status, ..ResponseHead::default() }, b"").allows_fallback(),
            "{status}"
        );
    }
    for outcome in [Outcome::BadRequest, Outcome::TooLarge, Outcome::Blocked] {
        assert!(Failure::new(outcome, None).allows_fallback());
    }
    assert!(!Failure::new(Outcome::Aborted, None).allows_fallback());
}

#[test]
fn the_time_to_wait_is_the_headers_or_googles() {
    let head = ResponseHead { status: 429, retry_after: Some(" 7 ".to_owned()), ..ResponseHead::default() };
    assert_eq!(classify(&head, b"").retry_after, RetryAfter::Seconds(7));
    let body = r#"{"error":{"code":429,"details":[{"retryDelay":"41s"}]}}"#;
    assert_eq!(
        classify(&ResponseHead { status: 429, ..ResponseHead::default() }, body.as_bytes()).retry_after,
        RetryAfter::Seconds(41)
    );
}

#[test]
fn an_error_in_a_successful_answer_is_classified_by_its_body() {
    let kind = |body: &str| {
        classify_in_band(&ResponseHead { status: 200, ..ResponseHead::default() }, body.as_bytes()).outcome
    };
    assert_eq!(kind(r#"{"error":{"code":429,"message":"slow down"}}"#), Outcome::RateLimited);
    assert_eq!(kind(&cloudflare(3040)), Outcome::Busy);
    assert_eq!(kind(r#"{"error":"model crashed"}"#), Outcome::ServerError);
}

#[test]
fn an_exception_of_the_binding_is_classified_by_its_code() {
    assert_eq!(classify_exception("3040: Capacity temporarily exceeded").outcome, Outcome::Busy);
    let exhausted = classify_exception("AiError: 3036: daily free allocation");
    assert_eq!((exhausted.outcome, exhausted.retry_after), (Outcome::Quota, RetryAfter::UntilMidnightUtc));
    assert_eq!(classify_exception("9999: new").outcome, Outcome::ServerError);
    assert_eq!(classify_exception("Network connection lost.").outcome, Outcome::Network);
}
