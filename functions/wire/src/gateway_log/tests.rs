use super::*;
use crate::{
    report::{Check, CheckId, Evidence, Fix, Verdict},
    traffic::{Percentiles, Tokens},
};
use proptest::prelude::*;
use serde_json::json;

const TOKENS: Tokens = Tokens { input: 11, output: 7 };
const TIMES: Percentiles = Percentiles { p50: Some(100), p95: Some(900) };

fn advice(id: &str, verdict: Verdict) -> Advice {
    let fix = Fix { text: "Set it".to_owned(), url: None, command: None };
    Advice {
        id: id.to_owned(),
        verdict,
        title: "缓存".to_owned(),
        value: "0 s".to_owned(),
        text: "No answer is kept".to_owned(),
        fix: Some(fix),
    }
}

fn entry() -> LogEntry {
    LogEntry {
        id: "01J".to_owned(),
        at: "2026-11-25T00:00:00.000Z".to_owned(),
        provider: "workers-ai".to_owned(),
        model: "m".to_owned(),
        path: "chat/completions".to_owned(),
        step: Some(0),
        status: Some(200),
        success: true,
        cached: true,
        duration_ms: 123,
        tokens: Some(TOKENS),
        cost_micro_usd: Some(5),
    }
}

fn of_model() -> OfModel {
    OfModel {
        provider: "workers-ai".to_owned(),
        model: "m".to_owned(),
        requests: 9,
        cached: 2,
        failed: 1,
        tokens: TOKENS,
        cost_micro_usd: 42,
        with_cost: 6,
        duration_ms: TIMES,
    }
}

/// A log with every field set.
fn log() -> GatewayLog {
    GatewayLog {
        gateway: Some("default".to_owned()),
        from: "2026-11-24T00:00:00.000Z".to_owned(),
        to: "2026-11-25T00:00:00.000Z".to_owned(),
        problem: Some(Check {
            id: CheckId::AiGatewayApi,
            verdict: Verdict::Warning,
            evidence: Evidence { status: Some(403), ..Evidence::default() },
            cause: "missing-ai-gateway-permission".to_owned(),
            title: "API".to_owned(),
            explanation: "It may not".to_owned(),
            fix: None,
        }),
        settings: vec![advice("cache", Verdict::Warning), advice("rate-limit", Verdict::Ok)],
        counts: Some(LogCounts { requests: Some(9), cached: Some(2), failed: Some(1) }),
        sums: Some(LogSums {
            entries: 9,
            is_whole: true,
            since: Some("2026-11-24T00:00:01.000Z".to_owned()),
            tokens: TOKENS,
            cost_micro_usd: 42,
            with_cost: 6,
            duration_ms: TIMES,
            models: vec![of_model()],
        }),
        list: Some(LogPage {
            page: 2,
            per_page: 50,
            total: Some(101),
            next_page: Some(3),
            entries: vec![entry()],
        }),
        hint: Some(advice("empty", Verdict::Skipped)),
    }
}

#[test]
fn a_log_is_read_as_it_was_written() {
    assert_eq!(GatewayLog::read(&json!(log())), Some(log()));
    let later = GatewayLog {
        gateway: None,
        problem: None,
        settings: Vec::new(),
        counts: None,
        sums: None,
        hint: None,
        ..log()
    };
    assert_eq!(GatewayLog::read(&json!(later)), Some(later));
}

#[test]
fn what_is_unknown_null_or_absent_loses_nothing_else() {
    let mut json = json!(log());
    json["new"] = json!([1]);
    json["gateway"] = json!(null);
    json["problem"]["id"] = json!("new");
    json.as_object_mut().unwrap().remove("hint");
    json["counts"]["cached"] = json!(null);
    json["sums"]["since"] = json!(7);
    json["sums"]["tokens"] = json!(null);
    json["sums"]["models"][0]["duration_ms"]["p95"] = json!("slow");
    json["list"]["entries"][0]["tokens"] = json!({ "input": 1 });
    json["list"]["entries"][0]["new"] = json!(true);
    let mut expected = GatewayLog { gateway: None, problem: None, hint: None, ..log() };
    expected.counts.as_mut().unwrap().cached = None;
    let sums = expected.sums.as_mut().unwrap();
    (sums.since, sums.tokens) = (None, Tokens::default());
    sums.models[0].duration_ms.p95 = None;
    expected.list.as_mut().unwrap().entries[0].tokens = None;
    assert_eq!(GatewayLog::read(&json), Some(expected));
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let mut json = json!(log());
    json["settings"][0]["verdict"] = json!("new");
    json["sums"]["models"] = json!([{ "provider": "p" }, null, of_model()]);
    json["list"]["entries"] = json!([{ "id": "x" }, 7, entry()]);
    let expected = GatewayLog { settings: vec![advice("rate-limit", Verdict::Ok)], ..log() };
    assert_eq!(GatewayLog::read(&json), Some(expected));
    let without = |field: &str| {
        let mut json = json!(log());
        json[field] = json!({});
        GatewayLog::read(&json)
    };
    assert_eq!(without("sums"), Some(GatewayLog { sums: None, ..log() }));
    assert_eq!(without("list"), Some(GatewayLog { list: None, ..log() }));
    assert_eq!(without("from"), None);
    assert_eq!(without("to"), None);
    for other in [json!({}), json!(null), json!([]), json!("log")] {
        assert_eq!(GatewayLog::read(&other), None, "{other}");
    }
}

proptest! {
    #[test]
    fn an_entry_is_read_as_it_was_written(
        texts in prop::array::uniform5(".{0,8}"),
        step in any::<Option<u32>>(),
        status in any::<Option<u16>>(),
        flags in any::<(bool, bool)>(),
        duration_ms: u32,
        // JavaScript holds these exactly.
        tokens in prop::option::of((0..1_u64 << 53, 0..1_u64 << 53)),
        cost_micro_usd in prop::option::of(0..1_u64 << 53),
    ) {
        let [id, at, provider, model, path] = texts;
        let tokens = tokens.map(|(input, output)| Tokens { input, output });
        let (success, cached) = flags;
        let entry = LogEntry {
            id, at, provider, model, path, step, status, success, cached, duration_ms, tokens, cost_micro_usd,
        };
        prop_assert_eq!(LogEntry::read(&json!(entry)), Some(entry));
    }
}
