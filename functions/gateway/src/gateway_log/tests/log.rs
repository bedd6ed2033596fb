//! The log: counts, sums and pages.

use super::api::{Api, entry};
use proptest::prelude::*;
use serde_json::{Value, json};
use wire::{
    gateway_log::{GatewayLog, LogCounts},
    report::Verdict,
    traffic::Tokens,
};

fn with(mut entry: Value, fields: &Value) -> Value {
    entry.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    entry
}

fn log(count: u32) -> Vec<Value> {
    (0..count).map(entry).collect()
}

#[test]
fn a_short_log_is_added_up_whole_in_one_round() {
    let mut api = Api::new(vec![
        with(entry(0), &json!({ "cached": true, "duration": 5, "cost": 0 })),
        with(
            entry(1),
            &json!({ "success": false, "status_code": 429, "duration": 7, "tokens_in": 0, "tokens_out": 0 }),
        ),
        with(entry(2), &json!({ "model": "n", "cost": null, "tokens_in": null, "tokens_out": null })),
        with(entry(3), &json!({ "duration": 300 })),
        with(entry(4), &json!({ "created_at": "2026-11-25T11:00:00.250Z" })),
    ]);
    let told = api.told("");
    assert_eq!(api.rounds.len(), 1);
    assert_eq!(told.problem, None);
    assert_eq!(told.counts, Some(LogCounts { requests: Some(5), cached: Some(1), failed: Some(1) }));
    let sums = told.sums.unwrap();
    assert!(sums.is_whole);
    assert_eq!(
        (sums.entries, sums.with_cost, sums.since.as_deref()),
        (5, 4, Some("2026-11-25T11:00:00.250Z"))
    );
    assert_eq!(sums.tokens, Tokens { input: 30, output: 60 });
    // Three times 0.4 millionths: rounded once, and not thrice.
    assert_eq!(sums.cost_micro_usd, 1);
    assert_eq!((sums.duration_ms.p50, sums.models.len()), (Some(98), 2));
    let models: Vec<_> =
        sums.models.iter().map(|of| (of.model.as_str(), of.requests, of.cached, of.failed)).collect();
    assert_eq!(models, [("m", 4, 1, 1), ("n", 1, 0, 0)]);
    let list = told.list.unwrap();
    assert_eq!((list.page, list.total, list.next_page, list.entries.len()), (1, Some(5), None, 5));
    assert_eq!((list.entries[2].tokens, list.entries[2].cost_micro_usd), (None, None));
    assert_eq!((list.entries[1].status, list.entries[1].success), (Some(429), false));
}

#[test]
fn of_a_long_log_the_newest_pages_are_added_up_and_the_counts_are_still_exact() {
    let mut api = Api::new((0..1_234).map(|n| with(entry(n), &json!({ "cached": n % 2 == 0 }))).collect());
    let told = api.told("");
    assert_eq!(api.rounds.iter().map(Vec::len).collect::<Vec<_>>(), [4, 3]);
    assert_eq!(told.counts, Some(LogCounts { requests: Some(1_234), cached: Some(617), failed: Some(0) }));
    let sums = told.sums.unwrap();
    assert_eq!(
        (sums.entries, sums.is_whole, sums.since.as_deref()),
        (200, false, Some("2026-11-25T11:56:40.000Z"))
    );
    assert_eq!(told.list.unwrap().next_page, Some(2));
}

#[test]
fn a_later_page_is_the_list_alone_and_filters_are_for_the_list_alone() {
    let mut api = Api::new((0..120).map(|n| with(entry(n), &json!({ "success": n % 2 == 0 }))).collect());
    let GatewayLog { settings, counts, sums, list, problem, .. } = api.told("page=3");
    assert_eq!((settings.len(), counts, sums, problem), (0, None, None, None));
    let list = list.unwrap();
    assert_eq!((list.page, list.entries.len(), list.next_page), (3, 20, None));
    assert_eq!(api.rounds.concat().len(), 1);
    let told = api.told("status=failed&model=m");
    assert_eq!(told.counts.unwrap().requests, Some(120));
    let list = told.list.unwrap();
    assert_eq!(
        (list.total, list.next_page, list.entries.iter().all(|entry| !entry.success)),
        (Some(60), Some(2), true)
    );
    assert_eq!(api.told("status=failed&page=2").list.unwrap().entries.len(), 10);
    assert_eq!(api.told("page=4").list.unwrap().entries, []);
}

#[test]
fn an_entry_that_moves_to_the_next_page_meanwhile_counts_once() {
    let mut log = log(60);
    log.insert(50, entry(49));
    let sums = Api::new(log).told("").sums.unwrap();
    assert_eq!((sums.entries, sums.is_whole), (60, false));
}

#[test]
fn the_sums_end_where_a_page_could_not_be_read() {
    let told = Api::new(log(180)).answers("page=3&", 500, "").told("");
    assert_eq!((told.problem, told.sums.unwrap().entries), (None, 100));
}

#[test]
fn a_filter_that_the_api_does_not_apply_makes_no_count() {
    let mut api = Api::new(log(3));
    api.ignores_filters = true;
    let told = api.told("");
    assert_eq!(told.counts, Some(LogCounts { requests: Some(3), cached: None, failed: None }));
    // An entry of another time shows that the time was not looked at.
    let told = api.told("to=2026-11-24");
    assert_eq!(told.counts, None);
    assert_eq!(told.problem.unwrap().cause, "unexpected-answer");
}

#[test]
fn an_empty_log_says_why() {
    let told = Api::new(Vec::new()).told("");
    assert_eq!(told.counts, Some(LogCounts { requests: Some(0), cached: Some(0), failed: Some(0) }));
    assert!(told.sums.is_some_and(|sums| sums.is_whole && sums.since.is_none()));
    let hint = told.hint.unwrap();
    assert_eq!((hint.id.as_str(), hint.verdict), ("log-empty", Verdict::Skipped));
    let mut silent = Api::new(Vec::new());
    silent.gateway["collect_logs"] = json!(false);
    assert_eq!(silent.told("lang=zh").hint.unwrap().text, "网关没有记录任何请求，因为日志已关闭。");
    assert_eq!(Api::new(log(1)).told("").hint, None);
    // A gateway that is there, and has no log here.
    let elsewhere = Api::new(Vec::new()).answers("/logs?", 404, super::api::NOT_FOUND).told("");
    assert!(elsewhere.problem.is_none() && elsewhere.hint.is_some() && elsewhere.settings.len() == 6);
}

#[test]
fn neither_metadata_nor_prompts_nor_credentials_are_passed_on() {
    let told = json!(Api::new(log(3)).told("")).to_string();
    assert!(!told.contains("canary") && !told.contains("test-token"), "{told}");
}

proptest! {
    /// Whatever the order and the models, the sums of the models are those of all entries, the most requests first.
    #[test]
    fn the_models_add_up_to_all(entries in prop::collection::vec((0..5_u8, 0..2_000_000_u32, any::<bool>()), 0..50)) {
        let entries: Vec<Value> = entries.iter().zip(0..).map(|((model, nano, cached), n)| {
            let cost = f64::from(*nano) / 1e9;
            with(entry(n), &json!({ "model": model.to_string(), "cost": cost, "cached": cached }))
        }).collect();
        let nano: f64 = entries.iter().map(|entry| entry["cost"].as_f64().unwrap() * 1e9).sum();
        let sums = Api::new(entries.clone()).told("").sums.unwrap();
        prop_assert_eq!(sums.models.iter().map(|of| of.requests).sum::<u64>(), entries.len() as u64);
        prop_assert_eq!(sums.models.iter().map(|of| of.tokens.output).sum::<u64>(), sums.tokens.output);
        prop_assert!(sums.models.is_sorted_by_key(|of| std::cmp::Reverse(of.requests)));
        prop_assert!((sums.cost_micro_usd as f64 - nano / 1e3).abs() <= 0.51, "{}", nano);
    }
}
