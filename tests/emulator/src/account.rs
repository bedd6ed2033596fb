//! What is not chat: token checks, model lists, and the management of gateways. What the tokens may do
//! is set by `POST /_emulator/account`.

use crate::{
    d1::Databases,
    errors,
    pages::Pages,
    reply::Reply,
    route::{Endpoint, GEMINI},
    scenario::{Fault, lock},
    turnstile::Turnstile,
};
use bytes::Bytes;
use hyper::{HeaderMap, Method};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Mutex;

/// The emulated account: its gateways, and what its tokens may do.
#[derive(Debug)]
pub(crate) struct Account {
    gateways: Mutex<Vec<Value>>,
    powers: Mutex<Powers>,
    pub(crate) pages: Pages,
    databases: Databases,
    turnstile: Turnstile,
}

/// What the account's tokens may do: the body of `POST /_emulator/account`. What is left out stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Powers {
    /// *Account · Workers AI · Read*.
    workers_ai: bool,
    /// *Account · AI Gateway*: `none`, `run`, `read` or `edit`; each may do what those before it may.
    ai_gateway: GatewayPower,
    /// The ids of the accounts that the tokens belong to; any, if empty.
    accounts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GatewayPower {
    None,
    Run,
    Read,
    Edit,
}

impl Default for Powers {
    fn default() -> Self {
        Self { workers_ai: true, ai_gateway: GatewayPower::Edit, accounts: Vec::new() }
    }
}

impl Default for Account {
    fn default() -> Self {
        let gateways = Mutex::new(vec![gateway(&json!({ "id": "default" }))]);
        Self {
            gateways,
            powers: Mutex::default(),
            pages: Pages::default(),
            databases: Databases::default(),
            turnstile: Turnstile::default(),
        }
    }
}

impl Account {
    pub(crate) fn reset(&self) {
        *lock(&self.gateways) = vec![gateway(&json!({ "id": "default" }))];
        *lock(&self.powers) = Powers::default();
        self.pages.reset();
        self.databases.reset();
    }

    /// Takes over what the tokens may do from now on.
    pub(crate) fn empower(&self, change: &Value) -> Result<Powers, serde_json::Error> {
        let mut powers = lock(&self.powers);
        let mut merged = json!(*powers);
        if let (Some(fields), Some(given)) = (merged.as_object_mut(), change.as_object()) {
            fields.extend(given.clone());
        }
        *powers = serde_json::from_value(merged)?;
        Ok(powers.clone())
    }

    /// Whether a chat may be asked for, through a gateway or without.
    pub(crate) fn may_chat(&self, through_gateway: bool) -> bool {
        let powers = lock(&self.powers);
        powers.workers_ai && (!through_gateway || powers.ai_gateway >= GatewayPower::Run)
    }

    /// Whether a gateway wants a token of its own.
    pub(crate) fn is_guarded(&self, id: &str) -> bool {
        self.find(id).is_some_and(|gateway| gateway["authentication"] == true)
    }

    /// Whether there is such a gateway. The account's own is made when it is first used.
    pub(crate) fn has_gateway(&self, id: &str) -> bool {
        id == "default" || self.find(id).is_some()
    }

    /// Whether a gateway logs a chat: as it is set, unless the request says otherwise
    /// (<https://developers.cloudflare.com/ai-gateway/observability/logging/>).
    pub(crate) fn collects_logs(&self, id: &str, headers: &HeaderMap) -> bool {
        match headers.get("cf-aig-collect-log").map(|value| value.as_bytes() == b"true") {
            Some(wanted) => wanted,
            None => self.find(id).is_none_or(|gateway| gateway["collect_logs"] == true),
        }
    }

    pub(crate) fn respond(
        &self,
        method: &Method,
        endpoint: &Endpoint,
        headers: &HeaderMap,
        body: &Value,
        raw: &Bytes,
    ) -> Reply {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let token = text("authorization").strip_prefix("Bearer ").unwrap_or(text("x-goog-api-key"));
        let is_refused = token.is_empty() || token.contains("invalid");
        match endpoint {
            Endpoint::UserToken => verify(token, token.starts_with("account-")),
            Endpoint::AccountToken => verify(token, !token.starts_with("account-")),
            Endpoint::GeminiModels | Endpoint::OpenaiModels if token.contains("invalid") => {
                errors::for_fault(GEMINI, Fault::Unauthorized).unwrap_or_else(unauthorized)
            }
            Endpoint::GeminiModels => gemini_models(),
            Endpoint::OpenaiModels => openai_models(),
            Endpoint::Turnstile => self.turnstile.verify(body),
            _ if is_refused => unauthorized(),
            Endpoint::Accounts => self.accounts(),
            Endpoint::Pages(path) => self.pages.respond(method, path, text("content-type"), token, body, raw),
            Endpoint::Databases => self.databases.respond(method, body),
            Endpoint::WorkersAiModels if !self.may_chat(false) => unauthorized(),
            Endpoint::WorkersAiModels => workers_ai_models(),
            Endpoint::Gateways | Endpoint::Gateway(_) | Endpoint::GatewayLogs(_)
                if !self.may_manage(method) =>
            {
                errors::cloudflare(403, &[(10000, "Authentication error")])
            }
            Endpoint::Gateways if method == Method::POST => self.create(body),
            Endpoint::Gateways => Reply::cloudflare(&json!(*lock(&self.gateways))),
            // The log of a gateway is refused as the gateway is.
            Endpoint::Gateway(id) | Endpoint::GatewayLogs(id) => self.one(method, id, body),
            Endpoint::Chat(_) | Endpoint::Hook(_) => errors::no_route("/"),
        }
    }

    fn may_manage(&self, method: &Method) -> bool {
        let needed = if method == Method::GET { GatewayPower::Read } else { GatewayPower::Edit };
        lock(&self.powers).ai_gateway >= needed
    }

    fn accounts(&self) -> Reply {
        let account = |id: &String| json!({ "id": id, "name": "An account", "type": "standard" });
        Reply::cloudflare(&lock(&self.powers).accounts.iter().map(account).collect())
    }

    fn find(&self, id: &str) -> Option<Value> {
        lock(&self.gateways).iter().find(|gateway| gateway["id"] == id).cloned()
    }

    fn create(&self, body: &Value) -> Reply {
        let id = body["id"].as_str().unwrap_or_default();
        let required = [
            "cache_ttl",
            "cache_invalidate_on_update",
            "collect_logs",
            "rate_limiting_interval",
            "rate_limiting_limit",
        ];
        if id.is_empty() || id.len() > 64 || required.iter().any(|field| body.get(field).is_none()) {
            return errors::cloudflare(400, &[(7001, "Input validation failed")]);
        }
        if self.find(id).is_some() {
            return errors::cloudflare(409, &[(7002, "A gateway with this id already exists")]);
        }
        let created = gateway(body);
        lock(&self.gateways).push(created.clone());
        Reply::cloudflare(&created)
    }

    fn one(&self, method: &Method, id: &str, body: &Value) -> Reply {
        let mut gateways = lock(&self.gateways);
        let Some(at) = gateways.iter().position(|gateway| gateway["id"] == id) else { return no_gateway() };
        if method == Method::DELETE {
            return Reply::cloudflare(&gateways.remove(at));
        }
        if method == Method::PUT {
            let mut changed = body.clone();
            changed["id"] = json!(id);
            gateways[at] = gateway(&changed);
        }
        Reply::cloudflare(&gateways[at])
    }
}

fn gateway(body: &Value) -> Value {
    let mut gateway = json!({ "cache_ttl": 0, "cache_invalidate_on_update": false, "collect_logs": true,
        "rate_limiting_interval": 0, "rate_limiting_limit": 0, "rate_limiting_technique": "fixed",
        "authentication": false, "log_management": 100_000, "log_management_strategy": "DELETE_OLDEST", "logpush": false,
        "created_at": "2026-01-01T00:00:00.000Z", "modified_at": "2026-01-01T00:00:00.000Z" });
    if let (Some(fields), Some(given)) = (gateway.as_object_mut(), body.as_object()) {
        fields.extend(given.clone());
    }
    gateway
}

fn unauthorized() -> Reply {
    errors::cloudflare(401, &[(10000, "Authentication error")])
}

fn no_gateway() -> Reply {
    errors::cloudflare(404, &[(7002, "Gateway not found")])
}

fn verify(token: &str, is_of_the_other_kind: bool) -> Reply {
    if token.is_empty() || token.contains("invalid") || is_of_the_other_kind {
        return errors::cloudflare(401, &[(1000, "Invalid API Token")]);
    }
    let status = ["disabled", "expired"].into_iter().find(|word| token.contains(word)).unwrap_or("active");
    let result = json!({ "id": "f".repeat(32), "status": status });
    let messages = json!([{ "code": 10000, "message": "This API Token is valid and active", "type": null }]);
    let messages = if status == "active" { messages } else { json!([]) };
    Reply::json(200, &json!({ "result": result, "success": true, "errors": [], "messages": messages }))
}

fn workers_ai_models() -> Reply {
    let model = |name: &str| json!({ "name": name, "task": { "name": "Text Generation" }, "properties": [] });
    Reply::cloudflare(&json!([model("@cf/google/gemma-4-26b-a4b-it"), model("@cf/openai/gpt-oss-20b")]))
}

fn gemini_models() -> Reply {
    let model = |name: &str| {
        json!({ "name": format!("models/{name}"), "displayName": name,
            "supportedGenerationMethods": ["generateContent", "countTokens"] })
    };
    Reply::json(200, &json!({ "models": [model("gemini-flash-latest"), model("gemini-flash-lite-latest")] }))
}

fn openai_models() -> Reply {
    let model = json!({ "id": "emulator-model", "object": "model", "created": 0, "owned_by": "emulator" });
    Reply::json(200, &json!({ "object": "list", "data": [model] }))
}
