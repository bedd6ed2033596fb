//! AI Gateway's log, asked over HTTP.
#![allow(clippy::unwrap_used)] // All of it is tests, which the lint cannot see.

mod client;

use emulator::Emulator;
use serde_json::{Value, json};

const ACCOUNT: &str = "/client/v4/accounts/0123456789abcdef0123456789abcdef";
const GATEWAYS: &str = "/client/v4/accounts/0123456789abcdef0123456789abcdef/ai-gateway/gateways";
const CHAT: &str = "/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1/chat/completions";
const GOOD: &str = "authorization: Bearer test-token-0000";
const THROUGH: &str = "cf-aig-gateway-id: default";

fn ask(emulator: &Emulator, method: &str, path: &str, headers: &[&str], body: &Value) -> (u16, Value) {
    let (status, _, body) = client::ask(emulator, method, path, headers, body);
    (status, serde_json::from_str(&body).unwrap_or(Value::Null))
}

fn start() -> Emulator {
    let emulator = Emulator::start(0).unwrap();
    set(&emulator, json!({ "provider": "*", "chunk_ms": 0 }));
    emulator
}

fn set(emulator: &Emulator, scenario: Value) {
    emulator.set(serde_json::from_value(scenario).unwrap());
}

fn chat(emulator: &Emulator, headers: &[&str], stream: bool) -> u16 {
    let messages = json!([{ "role": "user", "content": "Hello" }]);
    let body = json!({ "model": "google/gemini-flash-latest", "stream": stream, "messages": messages });
    ask(emulator, "POST", CHAT, headers, &body).0
}

fn log(emulator: &Emulator, query: &str) -> (u16, Value) {
    ask(emulator, "GET", &format!("{GATEWAYS}/default/logs?{query}"), &[GOOD], &Value::Null)
}

fn total(emulator: &Emulator, query: &str) -> u64 {
    log(emulator, query).1["result_info"]["total_count"].as_u64().unwrap()
}

#[test]
fn the_log_has_what_was_asked_through_the_gateway_and_nothing_else() {
    let emulator = start();
    assert_eq!(log(&emulator, "").1["result"], json!([]));
    assert_eq!(chat(&emulator, &[GOOD, THROUGH], false), 200);
    assert_eq!(chat(&emulator, &[GOOD, THROUGH], true), 200);
    assert_eq!(chat(&emulator, &[GOOD], false), 200, "not through a gateway");
    assert_eq!(chat(&emulator, &[GOOD, THROUGH, "cf-aig-collect-log: false"], false), 200);
    assert_eq!(chat(&emulator, &["authorization: Bearer invalid", THROUGH], false), 401);
    set(&emulator, json!({ "provider": "ai-gateway", "fault": "429", "times": 1 }));
    assert_eq!(chat(&emulator, &[GOOD, THROUGH], false), 429);
    let (status, body) = log(&emulator, "");
    assert_eq!((status, &body["success"]), (200, &json!(true)));
    assert_eq!(body["result_info"], json!({ "count": 3, "page": 1, "per_page": 20, "total_count": 3 }));
    let [failed, streamed, whole] = body["result"].as_array().unwrap().as_slice() else { panic!("{body}") };
    assert_eq!(
        (&failed["status_code"], &failed["success"], &failed["tokens_out"]),
        (&json!(429), &json!(false), &json!(0))
    );
    for entry in [streamed, whole] {
        assert_eq!(entry["provider"], "google-ai-studio");
        assert_eq!(entry["model"], "gemini-flash-latest");
        assert!(entry["tokens_out"].as_u64() > Some(5) && entry["cost"].as_f64() > Some(0.0), "{entry}");
    }
    assert_eq!(streamed["tokens_out"], whole["tokens_out"]);
    assert!(!body.to_string().contains("Hello"), "no prompt is listed");
}

#[test]
fn a_gateway_that_does_not_log_has_an_empty_log_and_one_that_is_not_there_has_none() {
    let emulator = start();
    let silent = json!({ "cache_ttl": 0, "cache_invalidate_on_update": false, "collect_logs": false,
        "rate_limiting_interval": 0, "rate_limiting_limit": 0 });
    assert_eq!(ask(&emulator, "PUT", &format!("{GATEWAYS}/default"), &[GOOD], &silent).0, 200);
    assert_eq!(chat(&emulator, &[GOOD, THROUGH], false), 200);
    assert_eq!(total(&emulator, ""), 0);
    let (status, missing) = ask(&emulator, "GET", &format!("{GATEWAYS}/other/logs"), &[GOOD], &Value::Null);
    assert_eq!((status, &missing["errors"][0]["code"]), (404, &json!(7002)));
    let settings = ask(&emulator, "GET", &format!("{GATEWAYS}/default"), &[GOOD], &Value::Null).1;
    assert_eq!(settings["result"]["collect_logs"], false);
    ask(&emulator, "POST", "/_emulator/account", &[], &json!({ "ai_gateway": "run" }));
    let (status, refused) = log(&emulator, "");
    assert_eq!((status, &refused["errors"][0]["code"]), (403, &json!(10000)));
    assert!(
        ask(&emulator, "GET", &format!("{ACCOUNT}/ai-gateway/gateways/default"), &[GOOD], &Value::Null).0
            == 403
    );
}

#[test]
fn the_log_is_read_page_by_page_filtered_and_in_order() {
    let emulator = start();
    let row = |n: u32| {
        json!({ "created_at": format!("2026-11-25T00:{n:02}:00Z"), "cached": n.is_multiple_of(3), "success": !n.is_multiple_of(10),
            "model": if n < 30 { "a" } else { "b" }, "tokens_out": n, "duration": n, "cost": f64::from(n) })
    };
    let rows: Vec<Value> = (0..60).map(row).collect();
    let added =
        ask(&emulator, "POST", "/_emulator/gateway-log", &[], &json!({ "gateway": "default", "rows": rows }));
    assert_eq!(added, (200, json!({ "rows": 60 })));
    assert_eq!(ask(&emulator, "POST", "/_emulator/gateway-log", &[], &json!({ "rows": [{}] })).0, 400);
    let times = |query: &str| -> Vec<String> {
        let body = log(&emulator, query).1;
        let all = body["result"].as_array().unwrap().iter();
        all.map(|entry| entry["created_at"].as_str().unwrap()[14..16].to_owned()).collect()
    };
    assert_eq!(times("per_page=2&page=2"), ["57", "56"]);
    assert_eq!(times("per_page=2&order_by_direction=asc"), ["00", "01"]);
    assert_eq!(times("per_page=50&page=2").len(), 10);
    assert_eq!(times("order_by=model&per_page=1&order_by_direction=asc"), ["00"]);
    assert_eq!(times("page=9"), [""; 0]);
    assert_eq!(total(&emulator, "cached=true&per_page=1"), 20);
    assert_eq!(total(&emulator, "success=false"), 6);
    assert_eq!(total(&emulator, "start_date=2026-11-25T00:10:00Z&end_date=2026-11-25T00:20:00.000Z"), 11);
    assert_eq!(total(&emulator, "model=a&min_duration=20"), 10);
    let filters = |json: &str| format!("filters={}", json.replace('"', "%22"));
    assert_eq!(
        total(
            &emulator,
            &filters(
                r#"[{"key":"model","operator":"eq","value":["b"]},{"key":"cached","operator":"eq","value":[true]}]"#
            )
        ),
        10
    );
    assert_eq!(total(&emulator, &filters(r#"{"key":"tokens_out","operator":"gt","value":[49]}"#)), 10);
    assert_eq!(
        total(
            &emulator,
            &filters(r#"{"key":"created_at","operator":"lt","value":["2026-11-25T00:01:00.001Z"]}"#)
        ),
        2
    );
    for bad in [
        "per_page=51",
        "per_page=0",
        "page=0",
        "order_by=size",
        "start_date=today",
        "cached=perhaps",
        "filters=x",
    ] {
        assert_eq!(log(&emulator, bad).0, 400, "{bad}");
    }
    ask(&emulator, "DELETE", "/_emulator/scenario", &[], &Value::Null);
    assert_eq!(total(&emulator, ""), 0, "a reset forgets them");
}
