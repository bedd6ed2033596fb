//! Webhooks that take messages. Behind `/hooks` stands the path of the service that is meant; any other path takes what
//! Slack takes. What came is in the journal.

use crate::{
    errors,
    reply::Reply,
    route::{Hook, WEBHOOK},
    scenario::{Fault, Scenario},
};
use serde_json::{Value, json};

/// Takes a message, after the scenario's time; `None` if the connection is to break.
pub(crate) async fn respond(hook: Hook, body: &Value, scenario: &Scenario) -> Option<Reply> {
    tokio::time::sleep(scenario.delay()).await;
    match scenario.fault {
        Fault::Hang => std::future::pending().await,
        Fault::Reset => return None,
        _ => {}
    }
    if let Some(reply) = errors::for_fault(WEBHOOK, scenario.fault) {
        return Some(reply);
    }
    Some(match hook {
        Hook::Slack if body["text"].is_string() => Reply::text(200, "ok"),
        Hook::Slack => Reply::text(400, "no_text"),
        Hook::Discord if body["content"].is_string() => Reply::text(204, ""),
        Hook::Discord => {
            Reply::json(400, &json!({ "message": "Cannot send an empty message", "code": 50006 }))
        }
        Hook::Feishu if body["msg_type"] == "text" && body["content"]["text"].is_string() => {
            Reply::json(200, &json!({ "code": 0, "msg": "success", "data": {} }))
        }
        Hook::Feishu => Reply::json(200, &json!({ "code": 9499, "msg": "Bad Request", "data": {} })),
    })
}
