//! Every endpoint of the emulated services, asked over HTTP.
#![allow(clippy::unwrap_used)] // All of it is tests, which the lint cannot see.

mod client;

use emulator::Emulator;
use serde_json::{Value, json};

const ACCOUNT: &str = "/client/v4/accounts/0123456789abcdef0123456789abcdef";
const GOOD: &str = "authorization: Bearer test-token-0000";

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// The data of each event of a stream.
    fn events(&self) -> Vec<&str> {
        self.body.lines().filter_map(|line| line.strip_prefix("data: ")).collect()
    }
}

fn ask(emulator: &Emulator, method: &str, path: &str, headers: &[&str], body: &Value) -> Answer {
    let (status, head, body) = client::ask(emulator, method, path, headers, body);
    Answer { status, head, body }
}

fn get(emulator: &Emulator, path: &str, header: &str) -> Answer {
    ask(emulator, "GET", path, &[header], &Value::Null)
}

fn post(emulator: &Emulator, path: &str, headers: &[&str], body: &Value) -> Answer {
    ask(emulator, "POST", path, headers, body)
}

fn fast() -> Emulator {
    let emulator = Emulator::start(0).unwrap();
    emulator.set(serde_json::from_value(json!({ "provider": "*", "chunk_ms": 0 })).unwrap());
    emulator
}

fn question(stream: bool) -> Value {
    json!({ "model": "m", "stream": stream, "messages": [{ "role": "user", "content": "Hello" }] })
}

#[test]
fn a_token_is_checked_as_the_users_or_as_the_accounts() {
    let emulator = fast();
    let verify = |path: &str, token: &str| {
        let answer = get(&emulator, path, &format!("authorization: Bearer {token}"));
        (answer.status, answer.json()["result"]["status"].as_str().map(str::to_owned), answer.json())
    };
    let (user, account) = ("/client/v4/user/tokens/verify", format!("{ACCOUNT}/tokens/verify"));
    let (status, state, body) = verify(user, "test-token-0000");
    assert_eq!((status, state.as_deref()), (200, Some("active")));
    assert_eq!(body["messages"][0]["code"], 10000);
    assert_eq!(verify(user, "account-token-0000").0, 401);
    assert_eq!(verify(&account, "account-token-0000").1.as_deref(), Some("active"));
    assert_eq!(verify(&account, "test-token-0000").2["errors"][0]["code"], 1000);
    assert_eq!(verify(user, "expired-token-0000").1.as_deref(), Some("expired"));
    assert_eq!(verify(user, "disabled-token-0000").1.as_deref(), Some("disabled"));
}

#[test]
fn the_gateways_are_managed_and_a_wrong_route_is_no_permission_problem() {
    let emulator = fast();
    let path = format!("{ACCOUNT}/ai-gateway/gateways");
    assert_eq!(get(&emulator, &path, GOOD).json()["result"][0]["id"], "default");
    let new = json!({ "id": "mine", "cache_ttl": 0, "cache_invalidate_on_update": false, "collect_logs": true,
        "rate_limiting_interval": 0, "rate_limiting_limit": null });
    assert_eq!(post(&emulator, &path, &[GOOD], &new).json()["result"]["id"], "mine");
    assert_eq!(post(&emulator, &path, &[GOOD], &json!({ "id": "half" })).status, 400);
    assert_eq!(get(&emulator, &format!("{path}/mine/logs"), GOOD).json()["result"], json!([]));
    assert_eq!(ask(&emulator, "DELETE", &format!("{path}/mine"), &[GOOD], &Value::Null).status, 200);
    assert_eq!(get(&emulator, &format!("{path}/mine"), GOOD).status, 404);
    assert_eq!(get(&emulator, &path, "authorization: Bearer invalid").json()["errors"][0]["code"], 10000);

    let wrong = get(&emulator, &format!("{ACCOUNT}/ai/gateways"), GOOD);
    let codes: Vec<_> =
        wrong.json()["errors"].as_array().unwrap().iter().map(|e| e["code"].clone()).collect();
    assert_eq!((wrong.status, codes), (404, vec![json!(7003), json!(7000)]));
}

#[test]
fn a_token_may_do_what_it_was_given_the_power_to_do() {
    let emulator = fast();
    let empower = |body: Value| post(&emulator, "/_emulator/account", &[], &body).status;
    let chat = format!("{ACCOUNT}/ai/v1/chat/completions");
    let refused = |header: &str| {
        let answer = post(&emulator, &chat, &[GOOD, header], &question(false));
        (answer.status == 401).then(|| answer.json()["errors"][0]["code"].clone())
    };
    let through = "cf-aig-gateway-id: default";
    assert_eq!(empower(json!({ "workers_ai": false })), 200);
    assert_eq!(refused("x-no: gateway"), Some(json!(10000)));
    assert_eq!(empower(json!({ "workers_ai": true, "ai_gateway": "none" })), 200);
    assert_eq!((refused("x-no: gateway"), refused(through)), (None, Some(json!(10000))));
    assert_eq!(empower(json!({ "ai_gateway": "read" })), 200);
    assert_eq!(refused(through), None);
    let gateways = format!("{ACCOUNT}/ai-gateway/gateways");
    assert_eq!(get(&emulator, &gateways, GOOD).status, 200);
    assert_eq!(post(&emulator, &gateways, &[GOOD], &json!({ "id": "mine" })).status, 403);
    assert_eq!(empower(json!({ "accounts": ["f"] })), 200);
    assert_eq!(get(&emulator, "/client/v4/accounts", GOOD).json()["result"][0]["id"], "f");
    assert_eq!(empower(json!({ "ai_gateway": "own" })), 400);
}

/// The report by hand that the project grew out of: an active token that lacks Workers AI.
#[test]
fn the_four_recorded_answers_are_played() {
    let emulator = fast();
    post(&emulator, "/_emulator/account", &[], &json!({ "workers_ai": false }));
    for name in ["1-token-verify", "2-workers-ai-run", "3-ai-gateway-call", "4-ai-gateway-api"] {
        let path = format!("{}/fixtures/seed-report/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let recorded: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let request = &recorded["request"];
        let url = request["url"].as_str().unwrap().split_once(".com").unwrap().1;
        let played = ask(&emulator, request["method"].as_str().unwrap(), url, &[GOOD], &request["body"]);
        assert_eq!(u64::from(played.status), recorded["status"].as_u64().unwrap(), "{name}");
        let codes = |body: &Value| {
            let list = |name: &str| body[name].as_array().cloned().unwrap_or_default();
            let all = ["errors", "error", "messages"].into_iter().flat_map(list);
            all.map(|item| item["code"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(codes(&played.json()), codes(&recorded["body"]), "{name}");
    }
}

#[test]
fn a_pages_project_takes_secrets_and_does_not_tell_them() {
    let emulator = fast();
    let projects = format!("{ACCOUNT}/pages/projects");
    let project = format!("{projects}/mine");
    assert_eq!(get(&emulator, &project, GOOD).json()["errors"][0]["code"], 8_000_007);
    let new = json!({ "name": "mine", "production_branch": "main" });
    assert_eq!(post(&emulator, &projects, &[GOOD], &new).json()["result"]["subdomain"], "mine.pages.dev");
    assert_eq!(post(&emulator, &projects, &[GOOD], &new).status, 409);
    let vars = |value: Value| json!({ "deployment_configs": { "preview": { "env_vars": { "K": value } } } });
    let secret = vars(json!({ "type": "secret_text", "value": "test-token-0000" }));
    assert_eq!(ask(&emulator, "PATCH", &project, &[GOOD], &secret).status, 200);
    let there = || get(&emulator, &project, GOOD).json()["result"]["deployment_configs"].clone();
    assert_eq!(there()["preview"]["env_vars"], json!({ "K": { "type": "secret_text", "value": "" } }));
    assert_eq!(there()["production"]["env_vars"], json!({}));
    assert_eq!(ask(&emulator, "PATCH", &project, &[GOOD], &vars(Value::Null)).status, 200);
    assert_eq!(there()["preview"]["env_vars"], json!({}));
}

#[test]
fn the_older_gateway_host_takes_any_name_for_a_gateway() {
    let emulator = fast();
    let base = "/v1/0123456789abcdef0123456789abcdef";
    let answer =
        post(&emulator, &format!("{base}/default/compat/chat/completions"), &[GOOD], &question(false));
    assert_eq!(answer.json()["object"], "chat.completion");
    assert!(answer.head.contains("cf-aig-cache-status: MISS"));
    let wrong = post(&emulator, &format!("{base}/ai/run/@cf/meta/x"), &[GOOD], &question(false));
    assert_eq!(wrong.json()["error"][0]["code"], 2001);
    let own = [GOOD, "cf-aig-authorization: Bearer invalid"];
    let refused = post(&emulator, &format!("{base}/default/compat/chat/completions"), &own, &question(false));
    assert_eq!((refused.status, refused.json()["error"][0]["code"].clone()), (401, json!(2009)));
    let guarded = json!({ "id": "guarded", "cache_ttl": 0, "cache_invalidate_on_update": false, "collect_logs": false,
        "rate_limiting_interval": 0, "rate_limiting_limit": 0, "authentication": true });
    let made = post(&emulator, &format!("{ACCOUNT}/ai-gateway/gateways"), &[GOOD], &guarded);
    assert_eq!(made.status, 200);
    let path = format!("{base}/guarded/compat/chat/completions");
    assert_eq!(post(&emulator, &path, &[GOOD], &question(false)).json()["error"][0]["code"], 2009);
    let gateway_token = [GOOD, "cf-aig-authorization: Bearer test-token-3333"];
    assert_eq!(post(&emulator, &path, &gateway_token, &question(false)).status, 200);
}

#[test]
fn workers_ai_speaks_both_dialects_and_cuts_where_no_limit_is_sent() {
    let emulator = fast();
    let models = get(&emulator, &format!("{ACCOUNT}/ai/models/search?task=Text%20Generation"), GOOD);
    assert!(models.json()["result"][0]["name"].as_str().unwrap().starts_with("@cf/"));

    let run = format!("{ACCOUNT}/ai/run/@cf/google/gemma-4-26b-a4b-it");
    let native = post(&emulator, &run, &[GOOD], &question(false));
    assert!(native.json()["result"]["response"].as_str().unwrap().contains("emulator"));
    let streamed = post(&emulator, &run, &[GOOD], &question(true));
    let events = streamed.events();
    assert!(events[1].starts_with(r#"{"response":"#) && *events.last().unwrap() == "[DONE]", "{events:?}");

    emulator.set(serde_json::from_value(json!({ "provider": "*", "chunk_ms": 0, "chunks": 300 })).unwrap());
    let path = format!("{ACCOUNT}/ai/v1/chat/completions");
    let finish =
        |body: &Value| post(&emulator, &path, &[GOOD], body).json()["choices"][0]["finish_reason"].clone();
    assert_eq!(finish(&question(false)), "length");
    let mut limited = question(false);
    limited["max_tokens"] = json!(400);
    assert_eq!(finish(&limited), "stop");
}

#[test]
fn a_tool_is_called_whole_or_in_pieces_and_then_its_result_is_answered() {
    let emulator = fast();
    let arguments = r#"{"city":"Paris"}"#;
    let call = json!({ "name": "weather", "arguments": arguments });
    emulator
        .set(serde_json::from_value(json!({ "provider": "*", "chunk_ms": 0, "tool_call": call })).unwrap());
    let ask = |body: &Value| post(&emulator, "/openai/v1/chat/completions", &[GOOD], body);
    let mut body = question(false);
    assert_eq!(ask(&body).json()["choices"][0]["finish_reason"], "stop", "no tool is offered");

    body["tools"] = json!([{ "type": "function", "function": { "name": "weather", "parameters": {} } }]);
    let whole = ask(&body).json();
    assert_eq!(whole["choices"][0]["finish_reason"], "tool_calls");
    assert_eq!(whole["choices"][0]["message"]["content"], Value::Null);
    assert_eq!(whole["choices"][0]["message"]["tool_calls"][0]["function"], call);

    body["stream"] = json!(true);
    let streamed = ask(&body);
    let events = streamed.events();
    let chunks = events.iter().filter_map(|event| serde_json::from_str::<Value>(event).ok());
    let calls: Vec<Value> =
        chunks.map(|chunk| chunk["choices"][0]["delta"]["tool_calls"][0].clone()).collect();
    let pieces = calls.iter().filter_map(|call| call["function"]["arguments"].as_str());
    assert_eq!(pieces.collect::<String>(), arguments);
    assert!(calls.len() > 3 && calls[0]["function"]["name"] == "weather" && calls[1]["id"].is_null());

    let result = json!({ "role": "tool", "tool_call_id": calls[0]["id"], "content": "21 degrees" });
    body["messages"].as_array_mut().unwrap().push(result);
    body["stream"] = json!(false);
    assert!(ask(&body).body.contains("> 21 degrees"), "the result is quoted");
}

#[test]
fn gemini_speaks_both_dialects_and_says_400_for_a_bad_key() {
    let emulator = fast();
    let key = "x-goog-api-key: test-token-1111";
    let models = get(&emulator, "/v1beta/models", key).json();
    assert_eq!(models["models"][0]["name"], "models/gemini-flash-latest");
    assert_eq!(get(&emulator, "/v1beta/openai/models", GOOD).json()["object"], "list");

    let contents = json!({ "contents": [{ "role": "user", "parts": [{ "text": "Hello" }] }] });
    let path = "/v1beta/models/gemini-flash-latest:streamGenerateContent?alt=sse";
    let native = post(&emulator, path, &[key], &contents);
    let last: Value = serde_json::from_str(native.events().last().unwrap()).unwrap();
    assert_eq!(last["candidates"][0]["finishReason"], "STOP");

    let bad = ["authorization: Bearer invalid"];
    let refused = post(&emulator, "/v1beta/openai/chat/completions", &bad, &question(true));
    let error = &refused.json()[0]["error"];
    assert_eq!((refused.status, &error["details"][0]["reason"]), (400, &json!("API_KEY_INVALID")));
}

#[test]
fn the_journal_keeps_what_was_received_without_credentials() {
    let emulator = fast();
    post(&emulator, "/openai/v1/chat/completions", &[GOOD], &question(true));
    let journal = get(&emulator, "/_emulator/requests", "x: y");
    let entry = journal.json()[0].clone();
    assert_eq!(entry["headers"]["authorization"], "Bearer …0000");
    assert_eq!((entry["end"].clone(), entry["body"]["stream"].clone()), (json!("done"), json!(true)));
    assert!(!journal.body.contains("test-token"));
    ask(&emulator, "DELETE", "/_emulator/requests", &[], &Value::Null);
    assert_eq!(get(&emulator, "/_emulator/requests", "x: y").json(), json!([]));
    let unknown = json!({ "provider": "gemini", "fault": "meteor" });
    assert_eq!(post(&emulator, "/_emulator/scenario", &[], &unknown).status, 400);
}

#[test]
fn a_webhook_takes_what_its_service_takes_and_has_faults_of_its_own() {
    let emulator = fast();
    let text = json!({ "text": "x" });
    let send = |path: &str, body: &Value| {
        let answer = post(&emulator, &format!("/hooks/{path}"), &[], body);
        (answer.status, answer.body)
    };
    assert_eq!(send("services/T0/B0/test-token-0000", &text), (200, "ok".to_owned()));
    assert_eq!(send("mine", &json!({ "content": "x" })).0, 400);
    let (discord, feishu) = ("api/webhooks/1/test-token-0000", "open-apis/bot/v2/hook/test-token-0000");
    assert_eq!(send(discord, &json!({ "content": "x" })), (204, String::new()));
    assert_eq!(send(discord, &text).0, 400);
    let message = json!({ "msg_type": "text", "content": { "text": "x" } });
    assert!(send(feishu, &message).1.contains(r#""code":0"#));
    let (status, refused) = send(feishu, &text);
    assert!(status == 200 && refused.contains("9499"), "{status} {refused}");
    emulator.set(serde_json::from_value(json!({ "provider": "*", "fault": "401" })).unwrap());
    assert_eq!(send("mine", &text).0, 200, "it is no provider");
    emulator
        .set(serde_json::from_value(json!({ "provider": "webhook", "fault": "500", "times": 1 })).unwrap());
    assert_eq!([send("mine", &text).0, send("mine", &text).0], [500, 200]);
    let journal = get(&emulator, "/_emulator/requests", GOOD).json();
    assert_eq!(journal[0]["body"], text);
    assert_eq!(journal[0]["provider"], "webhook");
}
