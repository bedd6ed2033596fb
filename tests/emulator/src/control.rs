//! `/_emulator/...`: scenarios in, journal out.

use crate::{reply::Reply, state::State};
use hyper::Method;
use serde_json::json;

pub(crate) fn respond(state: &State, method: &Method, path: &str, body: &[u8]) -> Reply {
    match (method.as_str(), path) {
        ("POST", "/_emulator/scenario") => match serde_json::from_slice(body) {
            Ok(scenario) => {
                state.scenarios.set(scenario);
                Reply::json(200, &json!(state.scenarios.list()))
            }
            Err(error) => Reply::json(400, &json!({ "error": error.to_string() })),
        },
        ("POST", "/_emulator/account") => {
            match serde_json::from_slice(body).and_then(|change| state.account.empower(&change)) {
                Ok(powers) => Reply::json(200, &json!(powers)),
                Err(error) => Reply::json(400, &json!({ "error": error.to_string() })),
            }
        }
        ("POST", "/_emulator/gateway-log") => {
            let added = serde_json::from_slice(body).ok().and_then(|body| state.gateway_log.add(&body));
            match added {
                Some(rows) => Reply::json(200, &json!({ "rows": rows })),
                None => {
                    Reply::json(400, &json!({ "error": "rows: a list of entries, each with created_at" }))
                }
            }
        }
        ("GET", "/_emulator/scenario") => Reply::json(200, &json!(state.scenarios.list())),
        ("GET", "/_emulator/requests") => Reply::json(200, &json!(state.journal.list())),
        ("DELETE", "/_emulator/scenario") => {
            state.scenarios.clear();
            state.account.reset();
            state.gateway_log.reset();
            Reply::json(200, &json!([]))
        }
        ("DELETE", "/_emulator/requests") => {
            state.journal.clear();
            Reply::json(200, &json!([]))
        }
        _ => Reply::json(
            404,
            &json!({ "error": "POST or DELETE /_emulator/scenario, GET or DELETE /_emulator/requests, POST /_emulator/account, POST /_emulator/gateway-log" }),
        ),
    }
}
