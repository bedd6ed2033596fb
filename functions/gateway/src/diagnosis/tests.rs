mod rotation;

use super::*;
use crate::{
    classify::{Fault, Head},
    providers,
};
use wire::Outcome;

const ACCOUNT: &str = "0123456789abcdef0123456789abcdef";
const CLOUDFLARE: [(&str, &str); 3] = [
    ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
    ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
    ("AI_GATEWAY_ID", "everchat"),
];
const ACTIVE: &str = r#"{"success":true,"result":{"id":"f","status":"active"},"messages":[{"code":10000}]}"#;
const REFUSED: &str = r#"{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}"#;
const INVALID: &str = r#"{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}]}"#;
const ANSWER: &str = r#"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"#;
const GATEWAYS: &str = r#"{"success":true,"result":[{"id":"everchat"}]}"#;

/// A deployment whose services answer as told, and otherwise well.
struct Site {
    settings: Vec<(&'static str, &'static str)>,
    answers: Vec<(ProbeId, Answer)>,
    /// To what is asked with the secret that is to take another's place.
    next_answers: Vec<(ProbeId, Answer)>,
}

impl Site {
    fn new(settings: &[(&'static str, &'static str)]) -> Self {
        Self { settings: settings.to_vec(), answers: Vec::new(), next_answers: Vec::new() }
    }

    fn cloudflare() -> Self {
        Self::new(&CLOUDFLARE)
    }

    fn set(mut self, name: &'static str, value: &'static str) -> Self {
        self.settings.retain(|(old, _)| *old != name);
        self.settings.push((name, value));
        self
    }

    fn answers(mut self, id: ProbeId, status: u16, body: &str) -> Self {
        self.answers.push((id, Ok(came(status, body))));
        self
    }

    fn next_answers(mut self, id: ProbeId, status: u16, body: &str) -> Self {
        self.next_answers.push((id, Ok(came(status, body))));
        self
    }

    fn fails(mut self, id: ProbeId, outcome: Outcome) -> Self {
        self.answers.push((id, Err(Fault::new(outcome, None))));
        self
    }

    fn with<T>(&self, look: impl FnOnce(&Subject<'_>, &[Finding]) -> T) -> T {
        let lookup =
            |name: &str| self.settings.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let (settings, errors) = Settings::read_what_can_be(&lookup);
        let chain = providers::chain(&settings);
        let subject = Subject {
            settings: &settings,
            errors: &errors,
            chain: &chain,
            unreadable: None,
            is_emulated: false,
        };
        let taken: Vec<(Probe, Taken)> = plan(&subject)
            .into_iter()
            .map(|probe| {
                let answers = if probe.is_next { &self.next_answers } else { &self.answers };
                let told = answers.iter().find(|(id, _)| *id == probe.id);
                let answer = told.map_or_else(|| Ok(well(probe.id)), |(_, answer)| answer.clone());
                (probe, Taken { answer, ms: 12 })
            })
            .collect();
        look(&subject, &conclude(&subject, &taken))
    }

    fn finding(&self, id: CheckId) -> Finding {
        self.with(|_, findings| findings.iter().find(|finding| finding.id == id).unwrap().clone())
    }

    fn cause(&self, id: CheckId) -> (Verdict, Cause) {
        let finding = self.finding(id);
        (finding.verdict, finding.cause)
    }

    fn report(&self, language: Language, environment: &str) -> Report {
        let deployment = Deployment { environment: environment.to_owned(), ..Deployment::default() };
        let context = Context {
            language,
            deployment: &deployment,
            version: "0.1.0",
            colo: Some("HKG"),
            at: 1_795_564_800_000,
            rests: &[None, Some(1_795_564_860_000)],
            seen: self.settings.iter().map(|(name, _)| *name).collect(),
        };
        self.with(|subject, findings| report(subject, findings, &context))
    }
}

fn well(id: ProbeId) -> (Head, Vec<u8>) {
    match id {
        ProbeId::UserToken => came(200, ACTIVE),
        ProbeId::AccountToken => came(401, INVALID),
        ProbeId::Accounts => {
            came(200, r#"{"success":true,"result":[{"id":"0123456789abcdef0123456789abcdef"}]}"#)
        }
        ProbeId::Gateways => came(200, GATEWAYS),
        ProbeId::Answer(_) => came(200, ANSWER),
    }
}

fn came(status: u16, body: &str) -> (Head, Vec<u8>) {
    let content_type = if body.starts_with('<') { "text/html" } else { "application/json" };
    let head = Head { status, content_type: Some(content_type.to_owned()), retry_after: None };
    (head, body.as_bytes().to_vec())
}

fn cloudflare(code: u16) -> String {
    format!(r#"{{"success":false,"errors":[{{"code":{code},"message":"m"}}],"messages":[],"result":null}}"#)
}

fn google(status: u16, word: &str, details: &str) -> String {
    format!(r#"[{{"error":{{"code":{status},"message":"m","status":"{word}","details":[{details}]}}}}]"#)
}

const WORKERS_AI: ProbeId = ProbeId::Answer(ProviderId::WorkersAi);
const GATEWAY: ProbeId = ProbeId::Answer(ProviderId::AiGateway);
const GEMINI: ProbeId = ProbeId::Answer(ProviderId::Gemini);
const OPENAI: ProbeId = ProbeId::Answer(ProviderId::Openai);
const FAILED: Verdict = Verdict::Failed;

#[test]
fn a_site_that_is_well_has_nothing_to_mend() {
    let site =
        Site::cloudflare().set("GEMINI_API_KEY", "test-token-1111").set("OPENAI_API_KEY", "test-token-2222");
    let report = site.report(Language::English, "production");
    assert_eq!(report.verdict, Verdict::Ok);
    assert!(
        report.checks.iter().all(|check| check.verdict == Verdict::Ok && check.fix.is_none()),
        "{report:#?}"
    );
    let ids: Vec<&str> = report.checks.iter().map(|check| check.id.as_str()).collect();
    let contract =
        ["config", "token", "workers-ai", "ai-gateway-api", "ai-gateway", "gemini", "openai", "chain"];
    assert_eq!(ids, contract);
    assert_eq!(site.cause(CheckId::Token), (Verdict::Ok, Cause::TokenActive));
}

#[test]
fn a_refused_token_is_told_apart_by_the_token_itself() {
    let refused = || Site::cloudflare().answers(WORKERS_AI, 401, REFUSED);
    let cause = |site: Site| site.cause(CheckId::Provider(ProviderId::WorkersAi));
    assert_eq!(cause(refused()), (FAILED, Cause::MissingWorkersAiPermission));
    for (status, expected) in [("expired", Cause::TokenExpired), ("disabled", Cause::TokenDisabled)] {
        let dead = || refused().answers(ProbeId::UserToken, 200, &ACTIVE.replace("active", status));
        assert_eq!(cause(dead()), (FAILED, expected));
        assert_eq!(dead().cause(CheckId::Token), (FAILED, expected));
    }
    let unknown = || refused().answers(ProbeId::UserToken, 401, INVALID);
    assert_eq!(unknown().cause(CheckId::Token), (FAILED, Cause::TokenInvalid));
    assert_eq!(cause(unknown()), (FAILED, Cause::TokenInvalid));
    let accounts_own = || unknown().answers(ProbeId::AccountToken, 200, ACTIVE);
    assert_eq!(accounts_own().cause(CheckId::Token), (Verdict::Ok, Cause::TokenActive));
    assert_eq!(cause(accounts_own()), (FAILED, Cause::MissingWorkersAiPermission));
    let unverified = refused().fails(ProbeId::UserToken, Outcome::Timeout);
    assert_eq!(unverified.cause(CheckId::Token), (FAILED, Cause::Timeout));
    assert_eq!(cause(unverified), (FAILED, Cause::Unauthorized));
    let elsewhere = refused().answers(ProbeId::Accounts, 200, r#"{"success":true,"result":[{"id":"f"}]}"#);
    assert_eq!(cause(elsewhere), (FAILED, Cause::AccountMismatch));
}

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
        let site = Site::cloudflare().answers(WORKERS_AI, status, &cloudflare(code));
        assert_eq!(site.cause(CheckId::Provider(ProviderId::WorkersAi)), (verdict, expected), "{code}");
    }
}

#[test]
fn the_gateways_own_refusals_are_not_taken_for_the_providers() {
    let own = |status, code: u16, expected| {
        let body = format!(r#"{{"success":false,"result":[],"error":[{{"code":{code},"message":"m"}}]}}"#);
        let site = Site::cloudflare().answers(GATEWAY, status, &body);
        assert_eq!(site.cause(CheckId::Provider(ProviderId::AiGateway)), (FAILED, expected));
        assert_eq!(site.cause(CheckId::Chain), (Verdict::Warning, Cause::Degraded));
    };
    own(400, 2001, Cause::GatewayMissing);
    own(401, 2009, Cause::GatewayUnauthorized);
    own(402, 2021, Cause::GatewayBilling);
    let site = Site::cloudflare().answers(GATEWAY, 402, r#"{"name":"AiGatewayError","internalCode":2021}"#);
    assert_eq!(site.cause(CheckId::Provider(ProviderId::AiGateway)), (FAILED, Cause::GatewayBilling));
    // Code 10000 is about whichever permission the token lacks.
    let refused = || Site::cloudflare().answers(GATEWAY, 401, REFUSED);
    assert_eq!(
        refused().cause(CheckId::Provider(ProviderId::AiGateway)),
        (FAILED, Cause::MissingAiGatewayPermission)
    );
    let both = refused().answers(WORKERS_AI, 401, REFUSED);
    assert_eq!(
        both.cause(CheckId::Provider(ProviderId::AiGateway)),
        (FAILED, Cause::MissingWorkersAiPermission)
    );
    let older = refused().set("AI_GATEWAY_BASE_URL", "http://127.0.0.1:9/v1");
    assert_eq!(
        older.cause(CheckId::Provider(ProviderId::AiGateway)),
        (FAILED, Cause::MissingWorkersAiPermission)
    );
}

#[test]
fn the_list_of_gateways_says_whether_the_wanted_one_is_there() {
    let list = |site: Site| site.cause(CheckId::AiGatewayApi);
    assert_eq!(list(Site::cloudflare()), (Verdict::Ok, Cause::Ok));
    let other = Site::cloudflare().set("AI_GATEWAY_ID", "other");
    assert_eq!(other.finding(CheckId::AiGatewayApi).names, ["everchat"]);
    assert_eq!(list(other), (FAILED, Cause::GatewayMissing));
    assert_eq!(list(Site::cloudflare().set("AI_GATEWAY_ID", "default")), (Verdict::Ok, Cause::Ok));
    let forbidden = Site::cloudflare().answers(ProbeId::Gateways, 403, REFUSED);
    assert_eq!(list(forbidden), (Verdict::Warning, Cause::MissingAiGatewayPermission));
    // No such route is no question of permissions.
    let route = Site::cloudflare().answers(ProbeId::Gateways, 404, &cloudflare(7000));
    assert_eq!(list(route), (FAILED, Cause::WrongRoute));
    let page = Site::cloudflare().answers(ProbeId::Gateways, 200, "<html>");
    assert_eq!(list(page), (FAILED, Cause::UnexpectedAnswer));
}

#[test]
fn geminis_look_alikes_are_told_apart() {
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
fn a_model_that_spent_its_one_token_on_reasoning_has_answered() {
    let body = r#"{"choices":[{"message":{"content":""},"finish_reason":"length"}]}"#;
    let site = Site::new(&[("OPENAI_API_KEY", "k")]).answers(OPENAI, 200, body);
    assert_eq!(site.cause(CheckId::Provider(ProviderId::Openai)), (Verdict::Ok, Cause::Ok));
    let body = r#"{"error":{"message":"Could not finish the message because max_tokens or model output limit was reached."}}"#;
    let site = Site::new(&[("OPENAI_API_KEY", "k")]).answers(OPENAI, 400, body);
    assert_eq!(site.cause(CheckId::Provider(ProviderId::Openai)), (Verdict::Ok, Cause::Ok));
}

#[test]
fn what_was_not_checked_says_so_and_has_not_failed() {
    let site = Site::new(&[("GEMINI_API_KEY", "test-token-1111")]);
    for id in [
        CheckId::Token,
        CheckId::Provider(ProviderId::WorkersAi),
        CheckId::AiGatewayApi,
        CheckId::Provider(ProviderId::AiGateway),
        CheckId::Provider(ProviderId::Openai),
    ] {
        assert_eq!(site.cause(id), (Verdict::Skipped, Cause::NotConfigured), "{id:?}");
    }
    assert_eq!(site.report(Language::English, "local").verdict, Verdict::Ok);
    let left_out = Site::cloudflare().set("PROVIDERS", "ai-gateway");
    assert_eq!(left_out.cause(CheckId::Provider(ProviderId::WorkersAi)), (Verdict::Skipped, Cause::LeftOut));
    let half = Site::new(&CLOUDFLARE[..1]);
    assert_eq!(
        half.cause(CheckId::Provider(ProviderId::WorkersAi)),
        (Verdict::Skipped, Cause::SettingMissing)
    );
    assert_eq!(half.cause(CheckId::Token), (Verdict::Skipped, Cause::SettingMissing));
    assert_eq!(half.cause(CheckId::Config), (Verdict::Warning, Cause::SettingMissing));
}

#[test]
fn bad_settings_are_named_and_the_rest_is_checked_all_the_same() {
    let site = Site::cloudflare()
        .set("MAX_TOKENS", "many")
        .set("GEMINI_BASE_URL", "ftp://x")
        .set("GEMINI_API_KEY", "k");
    let config = site.finding(CheckId::Config);
    assert_eq!((config.verdict, config.cause), (FAILED, Cause::BadSetting));
    assert_eq!(
        config.problems.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["GEMINI_BASE_URL", "MAX_TOKENS"]
    );
    assert_eq!(site.cause(CheckId::Provider(ProviderId::WorkersAi)), (Verdict::Ok, Cause::Ok));
    assert_eq!(site.cause(CheckId::Chain), (FAILED, Cause::BadSetting));
    let bad_token = Site::cloudflare().set("CLOUDFLARE_API_TOKEN", "with space");
    assert_eq!(bad_token.cause(CheckId::Token), (Verdict::Skipped, Cause::NotTested));
    assert_eq!(
        bad_token.cause(CheckId::Provider(ProviderId::AiGateway)),
        (Verdict::Skipped, Cause::NotTested)
    );
    let short =
        Site::cloudflare().set("CLOUDFLARE_ACCOUNT_ID", "123").answers(WORKERS_AI, 404, &cloudflare(7003));
    assert_eq!(short.cause(CheckId::Config), (FAILED, Cause::AccountMismatch));
    assert_eq!(short.cause(CheckId::Provider(ProviderId::WorkersAi)), (FAILED, Cause::AccountMismatch));
}

#[test]
fn nothing_set_is_a_finding_with_a_way_out() {
    let report = Site::new(&[]).report(Language::English, "local");
    insta::assert_snapshot!("guide", guide(&report));
    assert_eq!(report.verdict, FAILED);
    let config = &report.checks[0];
    assert_eq!(config.cause, "not-configured");
    let fix = config.fix.as_ref().unwrap();
    assert!(fix.text.contains("Set GEMINI_API_KEY in .dev.vars"));
    assert_eq!(fix.command.as_deref(), Some("cp -n .dev.vars.example .dev.vars"));
}

/// The answers of the report by hand that the project grew out of. Of its five conclusions two were wrong.
#[test]
fn the_recorded_answers_of_the_report_by_hand_are_read_right() {
    let recorded = |name: &str| {
        let path =
            format!("{}/../../tests/emulator/fixtures/seed-report/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let recorded: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        (recorded["status"].as_u64().unwrap() as u16, recorded["body"].to_string())
    };
    let played = |site: Site, id, name| {
        let (status, body) = recorded(name);
        site.answers(id, status, &body)
    };
    let site = played(Site::cloudflare(), ProbeId::UserToken, "1-token-verify");
    let site = played(site, WORKERS_AI, "2-workers-ai-run");
    let site = played(site, GATEWAY, "3-ai-gateway-call");
    let site = played(site, ProbeId::Gateways, "4-ai-gateway-api");
    assert_eq!(site.cause(CheckId::Token), (Verdict::Ok, Cause::TokenActive));
    assert_eq!(
        site.cause(CheckId::Provider(ProviderId::WorkersAi)),
        (FAILED, Cause::MissingWorkersAiPermission)
    );
    assert_eq!(site.cause(CheckId::Provider(ProviderId::AiGateway)), (FAILED, Cause::GatewayMissing));
    // Neither "no permission" nor "it cannot be done by API": there is no such route.
    assert_eq!(site.cause(CheckId::AiGatewayApi), (FAILED, Cause::WrongRoute));
}

/// Every cause, at every check where it can be told, in every place and language: no finding that is not
/// ok is without a fix, and no text is empty.
#[test]
fn every_cause_has_its_words_in_both_languages() {
    let site = Site::cloudflare();
    let all: Vec<Cause> = serde_json::from_str(ALL_CAUSES).unwrap();
    for cause in all {
        assert_eq!(serde_json::to_value(cause).unwrap(), cause.as_str());
        for id in CheckId::all().chain([CheckId::Rotation]) {
            for (language, environment) in [
                (Language::English, "local"),
                (Language::Chinese, "preview"),
                (Language::Chinese, "production"),
            ] {
                let finding = Finding {
                    model: "m".to_owned(),
                    problems: vec![("MAX_TOKENS".to_owned(), Problem::Switch)],
                    ..Finding::new(id, FAILED, cause).naming(["X"])
                };
                let deployment = Deployment { environment: environment.to_owned(), ..Deployment::default() };
                let (version, colo, at, rests, seen) = ("0", None, 0, &[][..], Vec::new());
                let context = Context { language, deployment: &deployment, version, colo, at, rests, seen };
                let check = site.with(|subject, _| check(&finding, subject, &context));
                assert!(!check.explanation.is_empty() && !check.title.is_empty(), "{cause:?}");
                let fix = check.fix.unwrap();
                assert_eq!(
                    fix.text.is_empty(),
                    matches!(
                        cause,
                        Cause::Ok | Cause::TokenActive | Cause::RotationReady | Cause::RotationBothOpen
                    ),
                    "{cause:?}"
                );
                assert_eq!(
                    language == Language::Chinese,
                    !check.explanation.is_ascii() && check.explanation.contains(['。', '：']),
                    "{cause:?}"
                );
            }
        }
    }
}

const ALL_CAUSES: &str = r#"["ok","not-configured","emulator","left-out","setting-missing","bad-setting","dev-vars-unreadable",
    "account-mismatch","not-tested","token-active","token-invalid","token-expired","token-disabled","unauthorized",
    "missing-workers-ai-permission","missing-ai-gateway-permission","gateway-missing","gateway-unauthorized",
    "gateway-billing","neurons-exhausted","no-capacity","model-forbidden","terms-not-agreed","account-blocked",
    "wrong-route","model-not-found","key-invalid","forbidden","location-blocked","free-tier-zero","quota-exhausted",
    "rate-limited","answer-blocked","request-refused","server-error","unreachable","timeout","empty-answer",
    "unexpected-answer","no-provider","degraded","rotation-ready","rotation-next-used","rotation-next-refused",
    "rotation-both-refused","rotation-unknown","rotation-both-open"]"#;

/// A deployment with much to say.
fn troubled() -> Site {
    Site::cloudflare()
        .set("GEMINI_API_KEY", "test-token-1111")
        .answers(WORKERS_AI, 401, REFUSED)
        .answers(ProbeId::Gateways, 200, r#"{"success":true,"result":[{"id":"default"}]}"#)
        .answers(GATEWAY, 400, r#"{"success":false,"error":[{"code":2001,"message":"m"}]}"#)
        .answers(GEMINI, 400, &google(400, "FAILED_PRECONDITION", ""))
}

#[test]
fn the_report_reads_well_in_both_languages() {
    for (name, language, environment) in
        [("english", Language::English, "local"), ("chinese", Language::Chinese, "production")]
    {
        let report = troubled().report(language, environment);
        insta::assert_json_snapshot!(format!("report_{name}"), report);
        insta::assert_snapshot!(format!("markdown_{name}"), markdown(&report, language));
    }
}

#[test]
fn no_token_and_no_account_is_in_the_report() {
    for site in [troubled(), Site::cloudflare()] {
        let report = site.report(Language::English, "production");
        let text = serde_json::to_string(&report).unwrap() + &markdown(&report, Language::English);
        assert!(!text.contains("test-token") && !text.contains(ACCOUNT), "{text}");
    }
}
