//! The causes of providers' errors.

use super::site::{FAILED, GATEWAY, GEMINI, OPENAI, Site, WORKERS_AI, cloudflare_error, google};
use crate::diagnosis::{Cause, ProbeId};
use wire::{
    Outcome, ProviderId,
    report::{CheckId, Verdict},
};

#[test]
fn workers_ais_codes_have_their_causes() {
    for (status, code, verdict, expected) in [
        (400, 5007, FAILED, Cause::ModelNotFound),
        (404, 3042, FAILED, Cause::ModelNotFound),
        (403, 5018, FAILED, Cause::ModelForbidden),
        (403, 5016, FAILED, Cause::TermsNotAgreed),
        (403, 3023, FAILED, Cause::AccountBlocked),
        (429, 3036, FAILED, Cause::NeuronsExhausted),
        (429, 3040, Verdict::Warning, Cause::NoCapacity),
        (429, 10429, Verdict::Warning, Cause::RateLimited),
        (408, 3007, FAILED, Cause::Timeout),
        (400, 5004, FAILED, Cause::RequestRefused),
        (404, 7003, FAILED, Cause::WrongRoute),
        (500, 3001, FAILED, Cause::ServerError),
    ] {
        let site = Site::cloudflare().answers(WORKERS_AI, status, &cloudflare_error(code));
        assert_eq!(site.cause(CheckId::Provider(ProviderId::WorkersAi)), (verdict, expected), "{code}");
    }
}

#[test]
fn geminis_similar_errors_have_different_causes() {
    let zero = r#"{"violations":[{"quotaId":"RequestsPerDay-FreeTier","quotaValue":"0"}]}"#;
    let day = r#"{"violations":[{"quotaId":"RequestsPerDay-FreeTier","quotaValue":"50"}]}"#;
    let minute = r#"{"violations":[{"quotaId":"RequestsPerMinute-FreeTier","quotaValue":"10"}]}"#;
    for (status, body, verdict, expected) in [
        (400, google(400, "INVALID_ARGUMENT", r#"{"reason":"API_KEY_INVALID"}"#), FAILED, Cause::KeyInvalid),
        (400, google(400, "FAILED_PRECONDITION", ""), FAILED, Cause::LocationBlocked),
        (400, google(400, "INVALID_ARGUMENT", ""), FAILED, Cause::RequestRefused),
        (403, google(403, "PERMISSION_DENIED", ""), FAILED, Cause::Forbidden),
        (404, google(404, "NOT_FOUND", ""), FAILED, Cause::ModelNotFound),
        (429, google(429, "RESOURCE_EXHAUSTED", zero), FAILED, Cause::FreeTierZero),
        (429, google(429, "RESOURCE_EXHAUSTED", day), FAILED, Cause::QuotaExhausted),
        (429, google(429, "RESOURCE_EXHAUSTED", minute), Verdict::Warning, Cause::RateLimited),
        (503, google(503, "UNAVAILABLE", ""), Verdict::Warning, Cause::NoCapacity),
    ] {
        let site = Site::new(&[("GEMINI_API_KEY", "test-token-1111")]).answers(GEMINI, status, &body);
        assert_eq!(site.cause(CheckId::Provider(ProviderId::Gemini)), (verdict, expected), "{body}");
        assert_eq!(site.cause(CheckId::Chain), (FAILED, Cause::NoProvider));
    }
}

#[test]
fn a_compatible_services_errors_have_their_causes() {
    let error = |code: &str| format!(r#"{{"error":{{"message":"m","type":"t","code":"{code}"}}}}"#);
    for (status, body, expected) in [
        (401, error("invalid_api_key"), Cause::KeyInvalid),
        (404, error("model_not_found"), Cause::ModelNotFound),
        (429, error("insufficient_quota"), Cause::QuotaExhausted),
        (404, "<html>".to_owned(), Cause::WrongRoute),
        (502, "<html>".to_owned(), Cause::ServerError),
        (200, "<html>".to_owned(), Cause::UnexpectedAnswer),
        (200, String::new(), Cause::EmptyAnswer),
        (
            200,
            r#"{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}"#.to_owned(),
            Cause::AnswerBlocked,
        ),
    ] {
        let site = Site::new(&[("OPENAI_API_KEY", "test-token-2222")]).answers(OPENAI, status, &body);
        assert_eq!(site.cause(CheckId::Provider(ProviderId::Openai)), (FAILED, expected), "{body}");
    }
    for outcome in [(Outcome::Network, Cause::Unreachable), (Outcome::Timeout, Cause::Timeout)] {
        let site = Site::new(&[("OPENAI_API_KEY", "test-token-2222")]).fails(OPENAI, outcome.0);
        assert_eq!(site.cause(CheckId::Provider(ProviderId::Openai)), (FAILED, outcome.1));
    }
}

#[test]
fn a_model_that_used_its_one_token_for_reasoning_has_answered() {
    let body = r#"{"choices":[{"message":{"content":""},"finish_reason":"length"}]}"#;
    let site = Site::new(&[("OPENAI_API_KEY", "k")]).answers(OPENAI, 200, body);
    assert_eq!(site.cause(CheckId::Provider(ProviderId::Openai)), (Verdict::Ok, Cause::Ok));
    let body = r#"{"error":{"message":"Could not finish the message because max_tokens or model output limit was reached."}}"#;
    let site = Site::new(&[("OPENAI_API_KEY", "k")]).answers(OPENAI, 400, body);
    assert_eq!(site.cause(CheckId::Provider(ProviderId::Openai)), (Verdict::Ok, Cause::Ok));
}

/// The answers of the manual report that the project grew out of. Two of its five conclusions were wrong.
#[test]
fn the_recorded_answers_of_the_manual_report_are_read_correctly() {
    let recorded = |name: &str| {
        let path =
            format!("{}/../../tests/emulator/fixtures/seed-report/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let recorded: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        (recorded["status"].as_u64().unwrap() as u16, recorded["body"].to_string())
    };
    let answers = |site: Site, id, name| {
        let (status, body) = recorded(name);
        site.answers(id, status, &body)
    };
    let site = answers(Site::cloudflare(), ProbeId::UserToken, "1-token-verify");
    let site = answers(site, WORKERS_AI, "2-workers-ai-run");
    let site = answers(site, GATEWAY, "3-ai-gateway-call");
    let site = answers(site, ProbeId::Gateways, "4-ai-gateway-api");
    assert_eq!(site.cause(CheckId::Token), (Verdict::Ok, Cause::TokenActive));
    assert_eq!(
        site.cause(CheckId::Provider(ProviderId::WorkersAi)),
        (FAILED, Cause::MissingWorkersAiPermission)
    );
    assert_eq!(site.cause(CheckId::Provider(ProviderId::AiGateway)), (FAILED, Cause::GatewayMissing));
    // The cause is neither a missing permission nor a missing API: there is no such route.
    assert_eq!(site.cause(CheckId::AiGatewayApi), (FAILED, Cause::WrongRoute));
}
