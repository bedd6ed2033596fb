//! Why nothing can be shown, and how to fix it.

use super::api::{Api, NOT_FOUND, REFUSED};
use wire::report::{Check, Verdict};

fn problem(api: &mut Api) -> Check {
    let told = api.told("");
    assert_eq!((told.counts, told.sums, told.list), (None, None, None));
    told.problem.unwrap()
}

fn refused() -> Api {
    Api::new(Vec::new()).answers("/ai-gateway/", 403, REFUSED)
}

#[test]
fn a_missing_permission_is_told_with_its_name() {
    let mut api = refused();
    let check = problem(&mut api);
    assert_eq!((check.cause.as_str(), check.verdict), ("missing-ai-gateway-permission", Verdict::Warning));
    assert!(check.fix.unwrap().text.contains("Account · AI Gateway · Read"));
    assert_eq!(check.evidence.status, Some(403));
    assert_eq!(
        check.evidence.url.as_deref(),
        Some("https://api.cloudflare.com/client/v4/accounts/{account}/ai-gateway/gateways/everchat")
    );
    assert_eq!(api.rounds.len(), 2, "the token is asked for once");
    let chinese = refused().told("lang=zh").problem.unwrap();
    assert!(chinese.fix.unwrap().text.contains("Account · AI Gateway · Read"));
}

#[test]
fn a_later_page_that_is_refused_says_why_too() {
    let check = refused().told("page=2").problem.unwrap();
    assert_eq!(check.cause, "missing-ai-gateway-permission");
}

#[test]
fn a_token_that_is_dead_or_anothers_is_no_missing_permission() {
    let dead = r#"{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}]}"#;
    let mut invalid = refused().answers("tokens/verify", 401, dead);
    assert_eq!(problem(&mut invalid).cause, "token-invalid");
    let mut unknown = refused().answers("tokens/verify", 0, "");
    assert_eq!(problem(&mut unknown).cause, "unauthorized");
    let mut other = refused().answers("/accounts?", 200, r#"{"result":[{"id":"f"}]}"#);
    assert_eq!(problem(&mut other).cause, "account-mismatch");
}

#[test]
fn a_gateway_that_is_not_there_is_told_from_an_address_that_is_not_there() {
    let mut missing = Api::new(Vec::new()).answers("/ai-gateway/", 404, NOT_FOUND);
    let check = problem(&mut missing);
    assert_eq!(check.cause, "gateway-missing");
    assert!(check.explanation.contains("everchat") && check.fix.unwrap().command.is_some());
    let route = r#"{"success":false,"errors":[{"code":7003},{"code":7000}]}"#;
    let mut nowhere = Api::new(Vec::new()).answers("/ai-gateway/", 404, route);
    assert_eq!(problem(&mut nowhere).cause, "wrong-route");
}

#[test]
fn what_cannot_be_reached_or_read_is_told() {
    for (status, body, cause) in [
        (0, "", "unreachable"),
        (200, "<html>", "unexpected-answer"),
        (500, "", "server-error"),
        (400, REFUSED, "missing-ai-gateway-permission"),
    ] {
        assert_eq!(problem(&mut Api::new(Vec::new()).answers("/ai-gateway/", status, body)).cause, cause);
    }
    // The log is shown without the settings, and the settings without the log.
    let mut log_alone = Api::new(vec![super::api::entry(1)]).answers("gateways/everchat", 500, "");
    log_alone.others.insert(0, ("/logs?", 200, r#"{"result":[],"result_info":{"total_count":0}}"#));
    let told = log_alone.told("");
    assert_eq!((told.problem.unwrap().cause.as_str(), told.settings.len()), ("server-error", 0));
    assert!(told.counts.is_some() && told.list.is_some());
    let told = Api::new(Vec::new()).answers("/logs?", 500, "").told("");
    assert_eq!((told.problem.unwrap().cause.as_str(), told.settings.len()), ("server-error", 6));
}

#[test]
fn settings_that_are_missing_or_wrong_are_named_and_nobody_is_asked() {
    let told = |leave_out: &str, bad: Option<(&'static str, &'static str)>| {
        let mut api = Api::new(Vec::new());
        api.site.retain(|(name, _)| *name != leave_out);
        api.site.extend(bad);
        let check = problem(&mut api);
        assert!(api.rounds.is_empty());
        (check.cause, check.verdict, check.fix.unwrap().text)
    };
    let (cause, verdict, fix) = told("AI_GATEWAY_ID", None);
    assert_eq!((cause.as_str(), verdict), ("not-configured", Verdict::Skipped));
    assert!(fix.contains("AI_GATEWAY_ID"), "{fix}");
    for name in ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN"] {
        let (cause, _, fix) = told(name, None);
        assert_eq!(cause, "not-configured");
        assert!(fix.contains("CLOUDFLARE_ACCOUNT_ID") && fix.contains("CLOUDFLARE_API_TOKEN"), "{fix}");
    }
    assert_eq!(told("AI_GATEWAY_ID", Some(("AI_GATEWAY_ID", "a b"))).0, "not-tested");
}
