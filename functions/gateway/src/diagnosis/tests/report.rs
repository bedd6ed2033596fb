//! The report as a whole.

use super::site::{ACCOUNT, FAILED, Site};
use crate::diagnosis::{Cause, guide, markdown};
use wire::{
    Environment, Language,
    report::{CheckId, Verdict},
};

#[test]
fn a_working_site_needs_no_fix() {
    let site =
        Site::cloudflare().set("GEMINI_API_KEY", "test-token-1111").set("OPENAI_API_KEY", "test-token-2222");
    let report = site.report(Language::English, Environment::Production);
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
fn a_site_without_settings_is_told_what_to_set_first() {
    let report = Site::new(&[]).report(Language::English, Environment::Local);
    insta::assert_snapshot!("guide", guide(&report));
    assert_eq!(report.verdict, FAILED);
    let config = &report.checks[0];
    assert_eq!(config.cause, "not-configured");
    let fix = config.fix.as_ref().unwrap();
    assert!(fix.text.contains("Set GEMINI_API_KEY in .dev.vars"));
    assert_eq!(fix.command.as_deref(), Some("cp -n .dev.vars.example .dev.vars"));
}

#[test]
fn the_report_of_a_broken_site_in_both_languages() {
    for (name, language, environment) in [
        ("english", Language::English, Environment::Local),
        ("chinese", Language::Chinese, Environment::Production),
    ] {
        let report = Site::broken().report(language, environment);
        insta::assert_json_snapshot!(format!("report_{name}"), report);
        insta::assert_snapshot!(format!("markdown_{name}"), markdown(&report, language));
    }
}

#[test]
fn the_report_shows_no_token_and_no_account_id() {
    for site in [Site::broken(), Site::cloudflare()] {
        let report = site.report(Language::English, Environment::Production);
        let text = serde_json::to_string(&report).unwrap() + &markdown(&report, Language::English);
        assert!(!text.contains("test-token") && !text.contains(ACCOUNT), "{text}");
    }
}
