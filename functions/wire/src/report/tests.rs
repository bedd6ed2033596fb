use super::*;
use crate::provider::ProviderId;
use proptest::prelude::*;
use serde_json::json;

fn fix() -> Fix {
    Fix {
        text: "Set it".to_owned(),
        url: Some("https://example.com/tokens".to_owned()),
        command: Some("npx wrangler pages secret put GEMINI_API_KEY".to_owned()),
    }
}

fn check(id: CheckId, verdict: Verdict) -> Check {
    Check {
        id,
        verdict,
        evidence: Evidence {
            method: Some("GET".to_owned()),
            url: Some("https://example.com/verify".to_owned()),
            status: Some(401),
            codes: vec![Code::Number(10_000), Code::Number(-1), Code::Word("api_key_invalid".to_owned())],
            ms: Some(7),
        },
        cause: "token-expired".to_owned(),
        title: "令牌".to_owned(),
        explanation: "It has expired".to_owned(),
        fix: Some(fix()),
    }
}

fn lock(id: LockId, state: LockState) -> Lock {
    Lock { id, state, title: "Code".to_owned(), text: "Everyone".to_owned(), fix: Some(fix()) }
}

fn link(provider: ProviderId) -> ChainLink {
    ChainLink {
        provider,
        model: "m".to_owned(),
        rests_until: Some("2026-11-25T00:01:00Z".to_owned()),
        missing: vec!["GEMINI_API_KEY".to_owned()],
    }
}

/// A report with every kind of part, and every field set.
fn report() -> Report {
    let ids = CheckId::all().chain([CheckId::Rotation]);
    Report {
        generated_at: "2026-11-25T00:00:00Z".to_owned(),
        verdict: Verdict::Warning,
        summary: "It works in part".to_owned(),
        checks: ids.zip(Verdict::ALL.into_iter().cycle()).map(|(id, verdict)| check(id, verdict)).collect(),
        chain: ProviderId::ALL.map(link).to_vec(),
        locks: LockId::ALL
            .into_iter()
            .zip(LockState::ALL.into_iter().cycle())
            .map(|(id, state)| lock(id, state))
            .collect(),
        environment: Environment::Preview,
        branch: Some("b".to_owned()),
        commit: Some("0123abc".to_owned()),
        built_at: Some("2026-11-24T00:00:00Z".to_owned()),
        version: "0.1.0".to_owned(),
        colo: Some("HKG".to_owned()),
        settings: vec!["ADMIN_CODE".to_owned()],
    }
}

#[test]
fn a_report_is_read_as_it_was_written() {
    assert_eq!(Report::read(&json!(report())), Some(report()));
}

#[test]
fn words_are_the_same_in_both_directions_and_no_other_is_known() {
    for verdict in Verdict::ALL {
        assert_eq!(json!(verdict), verdict.as_str());
        assert_eq!(Verdict::read(&json!(verdict)), Some(verdict));
    }
    for id in LockId::ALL {
        assert_eq!(json!(id), id.as_str());
        assert_eq!(LockId::read(&json!(id)), Some(id));
    }
    for state in LockState::ALL {
        assert_eq!(json!(state), state.as_str());
        assert_eq!(LockState::read(&json!(state)), Some(state));
    }
    for id in CheckId::all().chain([CheckId::Rotation]) {
        assert_eq!(json!(id), id.as_str());
        assert_eq!(CheckId::read(&json!(id)), Some(id));
    }
    for other in [json!("new"), json!("Ok"), json!(""), json!(null), json!(7), json!({}), json!(["ok"])] {
        assert_eq!(Verdict::read(&other), None, "{other}");
        assert_eq!(LockId::read(&other), None, "{other}");
        assert_eq!(LockState::read(&other), None, "{other}");
        assert_eq!(CheckId::read(&other), None, "{other}");
    }
}

#[test]
fn what_is_unknown_null_or_absent_loses_nothing_else() {
    let mut json = json!(report());
    json["new"] = json!({ "a": 1 });
    json["locks"] = json!(null);
    json["environment"] = json!("moon");
    json["branch"] = json!(null);
    json["commit"] = json!(7);
    for field in ["built_at", "summary", "settings"] {
        json.as_object_mut().unwrap().remove(field);
    }
    let expected = Report {
        summary: String::new(),
        locks: Vec::new(),
        environment: Environment::Production,
        branch: None,
        commit: None,
        built_at: None,
        settings: Vec::new(),
        ..report()
    };
    assert_eq!(Report::read(&json), Some(expected));
}

#[test]
fn parts_that_are_unknown_are_left_out_and_what_is_no_report_is_none() {
    let report = Report::read(&json!({
        "verdict": "failed",
        "checks": [
            { "id": "new", "verdict": "ok" }, { "id": "token", "verdict": "new" }, { "id": "token" }, null,
            { "id": "token", "verdict": "ok", "evidence": { "status": 70_000, "codes": [1.5, null, "a", 2] }, "fix": {} },
        ],
        "chain": [{ "provider": "new" }, {}, 7, { "provider": "gemini", "missing": [7, "A"] }],
        "locks": [{ "id": "new", "state": "open" }, { "id": "day" }, { "id": "day", "state": "open" }],
        "settings": ["A", null],
    }))
    .unwrap();
    let [check] = &report.checks[..] else { panic!("{:?}", report.checks) };
    assert_eq!((check.id, check.verdict, &check.fix), (CheckId::Token, Verdict::Ok, &None));
    assert_eq!((check.evidence.status, check.evidence.codes()), (None, "a, 2".to_owned()));
    let [link] = &report.chain[..] else { panic!("{:?}", report.chain) };
    assert_eq!((link.provider, &link.missing[..]), (ProviderId::Gemini, &["A".to_owned()][..]));
    assert_eq!(report.locks.iter().map(|lock| lock.id).collect::<Vec<_>>(), [LockId::Day]);
    assert_eq!(report.settings, ["A"]);
    for other in [json!({}), json!({ "verdict": null }), json!({ "verdict": "new" }), json!([]), json!(null)]
    {
        assert_eq!(Report::read(&other), None, "{other}");
    }
}

proptest! {
    #[test]
    fn what_is_optional_may_be_there_or_not(
        status in any::<Option<u16>>(),
        ms in any::<Option<u32>>(),
        codes in prop::collection::vec(
            prop_oneof![any::<i64>().prop_map(Code::Number), ".{0,8}".prop_map(Code::Word)], 0..4),
        texts in prop::array::uniform5(prop::option::of(".{0,8}")),
        has_fix: bool,
    ) {
        let [method, url, text, command, colo] = texts;
        let evidence = Evidence { method, url: url.clone(), status, codes, ms };
        let fix = Fix { text: text.unwrap_or_default(), url, command };
        let check = Check { evidence, fix: has_fix.then_some(fix), ..check(CheckId::Chain, Verdict::Failed) };
        let report = Report { checks: vec![check], colo, ..report() };
        prop_assert_eq!(Report::read(&json!(report)), Some(report));
    }
}
