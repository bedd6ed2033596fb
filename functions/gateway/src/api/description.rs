//! Holds `public/openapi.json` against what is taken and answered.

use super::{
    headers::CORS_RESPONSE_HEADERS,
    refusal::Refusal,
    route::{Route, find_route},
};
use crate::{
    request, responses,
    traffic::{Format, Origin, Prices, Questions, Sums, TrafficQuery, view},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use wire::{
    Attempt, ErrorCode, ModelList, Outcome, ProviderId,
    gateway_log::{Advice, GatewayLog, LogCounts, LogEntry, LogPage, LogSums, OfModel},
    report::Verdict,
    traffic::{
        Client, DatabaseState, Ending, NeuronsOfDay, Percentiles, Record, RequestList, Source, Tokens,
    },
};

fn description() -> Value {
    serde_json::from_str(include_str!("../../../../public/openapi.json")).unwrap()
}

fn names(object: &Value) -> BTreeSet<String> {
    object.as_object().unwrap().keys().cloned().collect()
}

fn properties(schema: &str) -> BTreeSet<String> {
    names(&description()["components"]["schemas"][schema]["properties"])
}

fn owned<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_path_and_method_is_a_route_and_no_other_method_is() {
    let description = description();
    for (path, item) in description["paths"].as_object().unwrap() {
        let path = format!("/api{}", path.replace("{id}", "auto"));
        for method in ["get", "post", "delete", "put", "patch"] {
            let is_described = item.get(method).is_some();
            let route = find_route(&method.to_uppercase(), &path);
            assert_eq!(route.is_ok(), is_described, "{method} {path}");
        }
    }
}

#[test]
fn every_field_that_is_taken_is_described_and_no_other() {
    assert_eq!(properties("ChatRequest"), owned(request::known_fields()));
    assert_eq!(properties("ResponsesRequest"), owned(responses::known_fields()));
}

#[test]
fn every_header_that_pages_of_other_sites_may_read_is_described() {
    let described = names(&description()["components"]["headers"]);
    let mut readable = owned(CORS_RESPONSE_HEADERS.split(',').map(str::trim));
    readable.remove("retry-after");
    assert_eq!(described, readable);
}

#[test]
fn every_error_code_and_field_is_described() {
    let description = description();
    let error = &description["components"]["schemas"]["Error"]["properties"]["error"]["properties"];
    let codes = error["code"]["description"].as_str().unwrap();
    for word in ErrorCode::WORDS.into_iter().filter(|word| *word != "unreachable") {
        assert!(codes.contains(word), "{word}");
    }
    let body = json!(Refusal::not_found().body("r", &[]));
    assert_eq!(names(error), names(&body["error"]));
    assert_eq!(names(&error["everchat"]["properties"]), names(&body["error"]["everchat"]));
}

#[test]
fn what_is_answered_has_the_fields_that_are_described() {
    let models = json!(ModelList::new([]));
    assert_eq!(names(&models), properties("ModelList"));
    assert_eq!(names(&models["data"][0]), properties("Model"));
}

#[test]
fn what_the_owner_is_told_of_traffic_has_the_fields_that_are_described() {
    let failed = Attempt {
        provider: ProviderId::Gemini,
        model: "m".to_owned(),
        outcome: Outcome::Busy,
        status: None,
        ms: 1,
    };
    let served = Attempt { outcome: Outcome::Served, ..failed.clone() };
    let record = Record {
        at: 0,
        request_id: "r".to_owned(),
        client: Client::Api,
        is_stream: false,
        is_rescue: false,
        attempts: vec![failed, served],
        outcome: Outcome::Served,
        first_words_ms: Some(1),
        total_ms: 1,
        ending: Some(Ending::Whole),
        tokens: Some(Tokens::default()),
        is_from_cache: false,
        colo: None,
    };
    let mut sums = Sums::default();
    sums.add(&record);
    let origin = Origin { source: Source::Database, database: DatabaseState::Ok, is_demo: false };
    let prices = Prices::default();
    let caching = Questions::default().view(0, 1, 1, &prices);
    let query = TrafficQuery { from: 0, to: 60_000, step: 60_000, format: Format::Json };
    let traffic = json!(view(&sums, &query, &[], &prices, caching, origin));
    let neurons = json!(NeuronsOfDay { day: "2026-11-29".to_owned(), used: 1, free: 10_000 });
    let list = json!(RequestList {
        source: origin.source,
        database: origin.database,
        requests: vec![record],
        next_before: None
    });
    for (schema, answer) in [
        ("Traffic", &traffic),
        ("Totals", &traffic["totals"]),
        ("Percentiles", &traffic["totals"]["total_ms"]),
        ("Tokens", &traffic["totals"]["tokens"]),
        ("Estimate", &traffic["totals"]["cost"]),
        ("NeuronsOfDay", &neurons),
        ("PricesFrom", &traffic["prices"][0]),
        ("Caching", &traffic["caching"]),
        ("OfTtl", &traffic["caching"]["ttls"][0]),
        ("Point", &traffic["series"][0]),
        ("OfProvider", &traffic["providers"][0]),
        ("Failures", &traffic["failures"][0]),
        ("RequestList", &list),
        ("Record", &list["requests"][0]),
    ] {
        assert_eq!(names(answer), properties(schema), "{schema}");
    }
}

#[test]
fn what_the_owner_is_told_of_the_gateways_log_has_the_fields_that_are_described() {
    let text = String::new;
    let entry = LogEntry {
        id: text(),
        at: text(),
        provider: text(),
        model: text(),
        path: text(),
        step: None,
        status: None,
        success: true,
        cached: false,
        duration_ms: 0,
        tokens: None,
        cost_micro_usd: None,
    };
    let of_model = OfModel {
        provider: text(),
        model: text(),
        requests: 0,
        cached: 0,
        failed: 0,
        tokens: Tokens::default(),
        cost_micro_usd: 0,
        with_cost: 0,
        duration_ms: Percentiles::default(),
    };
    let sums = LogSums {
        entries: 0,
        is_whole: true,
        since: None,
        tokens: Tokens::default(),
        cost_micro_usd: 0,
        with_cost: 0,
        duration_ms: Percentiles::default(),
        models: vec![of_model],
    };
    let advice =
        Advice { id: text(), verdict: Verdict::Ok, title: text(), value: text(), text: text(), fix: None };
    let log = json!(GatewayLog {
        gateway: None,
        from: text(),
        to: text(),
        problem: None,
        settings: vec![advice],
        counts: Some(LogCounts { requests: None, cached: None, failed: None }),
        sums: Some(sums),
        list: Some(LogPage { page: 1, per_page: 50, total: None, next_page: None, entries: vec![entry] }),
        hint: None,
    });
    for (schema, answer) in [
        ("GatewayLog", &log),
        ("Advice", &log["settings"][0]),
        ("LogCounts", &log["counts"]),
        ("LogSums", &log["sums"]),
        ("OfModel", &log["sums"]["models"][0]),
        ("LogPage", &log["list"]),
        ("LogEntry", &log["list"]["entries"][0]),
    ] {
        assert_eq!(names(answer), properties(schema), "{schema}");
    }
    assert_eq!(find_route("GET", "/api/gateway"), Ok(Route::GatewayLog));
}
