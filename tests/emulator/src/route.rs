//! Which service and which of its endpoints a path means.

use hyper::http::request::Parts;

/// The services, by the ids that Everchat gives them.
pub(crate) const AI_GATEWAY: &str = "ai-gateway";
pub(crate) const WORKERS_AI: &str = "workers-ai";
pub(crate) const GEMINI: &str = "gemini";
pub(crate) const OPENAI: &str = "openai";
/// The Cloudflare API but for its models: tokens and management.
pub(crate) const CLOUDFLARE: &str = "cloudflare";

/// Where messages are sent to.
pub(crate) const WEBHOOK: &str = "webhook";

/// The way a chat is asked for and answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// OpenAI chat completions.
    Openai,
    /// `/ai/run/{model}`.
    WorkersAiRun { model: String },
    /// `/models/{model}:generateContent` and `:streamGenerateContent`.
    GeminiNative { model: String, stream: bool },
}

/// The service that a webhook belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hook {
    /// <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>
    Slack,
    /// <https://discord.com/developers/docs/resources/webhook#execute-webhook>
    Discord,
    /// <https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot>
    Feishu,
}

impl Hook {
    /// The service of a path, by what stands behind `/hooks`.
    fn of(path: &[&str]) -> Self {
        match path {
            ["api", "webhooks", _, _] => Self::Discord,
            ["open-apis", "bot", "v2", "hook", _] => Self::Feishu,
            _ => Self::Slack,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Chat(Dialect),
    UserToken,
    AccountToken,
    Accounts,
    WorkersAiModels,
    Gateways,
    Gateway(String),
    GatewayLogs(String),
    /// Cloudflare Pages: what stands behind `/pages/` in the path.
    Pages(Vec<String>),
    /// D1: the databases.
    Databases,
    GeminiModels,
    OpenaiModels,
    /// Turnstile's `siteverify`.
    Turnstile,
    /// A webhook.
    Hook(Hook),
}

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) provider: &'static str,
    pub(crate) endpoint: Endpoint,
    /// The gateway that it goes through.
    pub(crate) gateway: Option<String>,
}

/// Finds the endpoint; `None` where the real service has none.
pub(crate) fn target(head: &Parts) -> Option<Target> {
    let path = head.uri.path();
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let gateway = head.headers.get("cf-aig-gateway-id").and_then(|value| value.to_str().ok());
    match (head.method.as_str(), parts.as_slice()) {
        (method, ["client", "v4", rest @ ..]) => cloudflare(method, rest, gateway),
        ("POST", ["v1beta", "openai", "chat", "completions"]) => Some(chat(GEMINI, Dialect::Openai)),
        ("GET", ["v1beta", "openai", "models"]) => Some(plain(GEMINI, Endpoint::OpenaiModels)),
        ("GET", ["v1beta", "models"]) => Some(plain(GEMINI, Endpoint::GeminiModels)),
        ("POST", ["v1beta", "models", call]) => gemini_native(call),
        ("POST", ["openai", "v1", "chat", "completions"]) => Some(chat(OPENAI, Dialect::Openai)),
        ("GET", ["openai", "v1", "models"]) => Some(plain(OPENAI, Endpoint::OpenaiModels)),
        // Any service's paths, below an address of its own.
        ("POST", ["services", _id, .., "chat", "completions"]) => Some(chat(OPENAI, Dialect::Openai)),
        ("POST", ["turnstile", "v0", "siteverify"]) => Some(plain(CLOUDFLARE, Endpoint::Turnstile)),
        ("POST", ["hooks", rest @ ..]) => Some(plain(WEBHOOK, Endpoint::Hook(Hook::of(rest)))),
        ("POST", ["v1", _account, gateway, rest @ ..]) => older_host(gateway, rest),
        _ => None,
    }
}

fn cloudflare(method: &str, parts: &[&str], gateway: Option<&str>) -> Option<Target> {
    let provider = if gateway.is_some() { AI_GATEWAY } else { WORKERS_AI };
    let through = |target: Target| Target { gateway: gateway.map(str::to_owned), ..target };
    match (method, parts) {
        ("GET", ["user", "tokens", "verify"]) => Some(plain(CLOUDFLARE, Endpoint::UserToken)),
        ("GET", ["accounts"]) => Some(plain(CLOUDFLARE, Endpoint::Accounts)),
        ("GET", ["accounts", _, "tokens", "verify"]) => Some(plain(CLOUDFLARE, Endpoint::AccountToken)),
        ("GET", ["accounts", _, "ai", "models", "search"]) => {
            Some(plain(WORKERS_AI, Endpoint::WorkersAiModels))
        }
        ("POST", ["accounts", _, "ai", "v1", "chat", "completions"]) => {
            Some(through(chat(provider, Dialect::Openai)))
        }
        ("POST", ["accounts", _, "ai", "run", model @ ..]) if !model.is_empty() => {
            Some(through(chat(provider, Dialect::WorkersAiRun { model: model.join("/") })))
        }
        (_, ["accounts", _, "pages", rest @ ..] | ["pages", rest @ ..]) => {
            let rest = rest.iter().map(|part| (*part).to_owned()).collect();
            Some(plain(CLOUDFLARE, Endpoint::Pages(rest)))
        }
        ("GET" | "POST", ["accounts", _, "d1", "database"]) => Some(plain(CLOUDFLARE, Endpoint::Databases)),
        ("GET" | "POST", ["accounts", _, "ai-gateway", "gateways"]) => {
            Some(plain(CLOUDFLARE, Endpoint::Gateways))
        }
        ("GET" | "PUT" | "DELETE", ["accounts", _, "ai-gateway", "gateways", id]) => {
            Some(plain(CLOUDFLARE, Endpoint::Gateway((*id).to_owned())))
        }
        ("GET", ["accounts", _, "ai-gateway", "gateways", id, "logs"]) => {
            Some(plain(CLOUDFLARE, Endpoint::GatewayLogs((*id).to_owned())))
        }
        _ => None,
    }
}

/// On the older host any path is taken for a gateway's, so that `/v1/{id}/ai/run/...` asks for a
/// gateway called `ai`.
fn older_host(gateway: &str, rest: &[&str]) -> Option<Target> {
    let dialect = match rest {
        ["compat", "chat", "completions"] | ["workers-ai", "v1", "chat", "completions"] | ["run", ..] => {
            Dialect::Openai
        }
        ["workers-ai", model @ ..] if !model.is_empty() => Dialect::WorkersAiRun { model: model.join("/") },
        _ => return None,
    };
    Some(Target { gateway: Some(gateway.to_owned()), ..chat(AI_GATEWAY, dialect) })
}

fn gemini_native(call: &str) -> Option<Target> {
    let (model, method) = call.rsplit_once(':')?;
    let stream = match method {
        "generateContent" => false,
        "streamGenerateContent" => true,
        _ => return None,
    };
    Some(chat(GEMINI, Dialect::GeminiNative { model: model.to_owned(), stream }))
}

fn chat(provider: &'static str, dialect: Dialect) -> Target {
    plain(provider, Endpoint::Chat(dialect))
}

fn plain(provider: &'static str, endpoint: Endpoint) -> Target {
    Target { provider, endpoint, gateway: None }
}
