use super::*;

fn kind(status: u16, body: &str) -> Outcome {
    classify(&Head { status, ..Head::default() }, body.as_bytes()).outcome
}

fn cloudflare(code: u16) -> String {
    format!(r#"{{"success":false,"errors":[{{"code":{code},"message":"m"}}],"messages":[],"result":null}}"#)
}

#[test]
fn workers_ais_codes_decide_over_their_statuses() {
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
    ] {
        assert_eq!(kind(status, &cloudflare(code)), expected, "{code}");
    }
}

#[test]
fn ai_gateways_own_errors_are_read_in_both_shapes() {
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
fn geminis_errors_are_told_apart_bare_and_in_an_array() {
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
fn openais_codes_are_read() {
    let body = |code: &str| format!(r#"{{"error":{{"message":"m","type":"t","code":"{code}"}}}}"#);
    assert_eq!(kind(429, &body("insufficient_quota")), Outcome::Quota);
    assert_eq!(kind(429, &body("rate_limit_exceeded")), Outcome::RateLimited);
    assert_eq!(kind(400, &body("context_length_exceeded")), Outcome::TooLarge);
    assert_eq!(kind(404, &body("model_not_found")), Outcome::NotFound);
    assert_eq!(kind(401, &body("invalid_api_key")), Outcome::Unauthorized);
}

#[test]
fn without_a_readable_body_the_status_decides_and_no_blame_falls_on_the_visitor() {
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
fn rule_one_moves_on_and_rule_two_does_not() {
    for status in [401, 402, 403, 404, 408, 409, 429, 500, 502, 503, 504] {
        assert!(classify(&Head { status, ..Head::default() }, b"").moves_on(), "{status}");
    }
    for outcome in [Outcome::BadRequest, Outcome::TooLarge, Outcome::Aborted] {
        assert!(!Fault::new(outcome, None).moves_on());
    }
}

#[test]
fn the_time_to_wait_comes_from_the_header_or_from_google() {
    let head = Head { status: 429, retry_after: Some(" 7 ".to_owned()), ..Head::default() };
    assert_eq!(classify(&head, b"").wait, Wait::Seconds(7));
    let body = r#"{"error":{"code":429,"details":[{"retryDelay":"41s"}]}}"#;
    assert_eq!(classify(&Head { status: 429, ..Head::default() }, body.as_bytes()).wait, Wait::Seconds(41));
}

#[test]
fn an_error_in_a_successful_answer_is_classified_by_what_it_says() {
    let kind =
        |body: &str| classify_in_band(&Head { status: 200, ..Head::default() }, body.as_bytes()).outcome;
    assert_eq!(kind(r#"{"error":{"code":429,"message":"slow down"}}"#), Outcome::RateLimited);
    assert_eq!(kind(&cloudflare(3040)), Outcome::Busy);
    assert_eq!(kind(r#"{"error":"model crashed"}"#), Outcome::ServerError);
}

#[test]
fn what_the_binding_throws_is_told_by_its_code() {
    assert_eq!(classify_thrown("3040: Capacity temporarily exceeded").outcome, Outcome::Busy);
    let spent = classify_thrown("AiError: 3036: daily free allocation");
    assert_eq!((spent.outcome, spent.wait), (Outcome::Quota, Wait::UntilMidnightUtc));
    assert_eq!(classify_thrown("9999: new").outcome, Outcome::ServerError);
    assert_eq!(classify_thrown("Network connection lost.").outcome, Outcome::Network);
}
