//! A message as the owner's service takes it. All of them take JSON, but not the same: Discord wants a text where Feishu
//! wants an object, in a field of the same name. A service is known by the path of its address, which a proxy in front of
//! it keeps.
//!
//! - Slack: `text` (<https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>).
//! - Discord: `content`, at most 2,000 characters (<https://discord.com/developers/docs/resources/webhook#execute-webhook>).
//! - Feishu and Lark: `msg_type` and `content.text` (<https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot>).
//!   Each message has the word Everchat, for a bot that only passes on messages with a keyword.
//! - Anything else gets Slack's `text`, and `alert`, `site` and `at` for a program.

use super::alert::{Alert, budget_setting};
use crate::{
    http::HttpRequest,
    secret::Secret,
    time::{Millis, timestamp},
};
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Slack,
    Discord,
    Feishu,
    Other,
}

impl Service {
    fn of(url: &str) -> Self {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let mut segments = path.split('/').skip(3);
        let has = |word| segments.clone().any(|segment| segment == word);
        let is_slack = path.starts_with("https://hooks.slack.com/");
        if is_slack || path.starts_with("https://hooks.slack-gov.com/") {
            return Self::Slack;
        }
        if has("open-apis") && has("bot") && has("hook") {
            return Self::Feishu;
        }
        // `/api/webhooks/{id}/{token}`. Discord takes Slack's form too, at the same address with `/slack` behind it.
        let is_webhook = segments.any(|segment| segment == "webhooks");
        let is_id = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
        match (segments.next(), segments.next(), segments.next()) {
            (Some(id), Some(_token), None) if is_webhook && is_id(id) => Self::Discord,
            (Some(id), Some(_token), Some("slack")) if is_webhook && is_id(id) => Self::Slack,
            _ => Self::Other,
        }
    }
}

/// The request that sends a message. `host` is the site's; `origin` is its address without a path.
pub fn message(url: &Secret, alert: &Alert, host: &str, origin: &str, now: Millis) -> HttpRequest {
    let text = format!("{}\n{}", english(alert, host, origin), chinese(alert, host, origin));
    let body = match Service::of(url.reveal()) {
        Service::Slack => json!({ "text": text }),
        Service::Discord => json!({ "content": text }),
        Service::Feishu => json!({ "msg_type": "text", "content": { "text": text } }),
        Service::Other => json!({ "text": text, "alert": alert.kind(), "site": host, "at": timestamp(now) }),
    };
    HttpRequest {
        url: url.reveal().to_owned(),
        headers: vec![("content-type", Secret::new("application/json"))],
        body: Some(body.to_string()),
    }
}

/// Whether the service took a message. Feishu says 200 to everything, and in `code` what is wrong.
pub fn is_accepted(url: &Secret, status: u16, body: &[u8]) -> bool {
    let is_ok = (200..300).contains(&status);
    if !is_ok || Service::of(url.reveal()) != Service::Feishu {
        return is_ok;
    }
    let answer: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    let code = if answer["code"].is_null() { &answer["StatusCode"] } else { &answer["code"] };
    *code == 0
}

fn english(alert: &Alert, host: &str, origin: &str) -> String {
    let what = match alert {
        Alert::Down => "is down: no provider answers. What to do:".to_owned(),
        Alert::Degraded => {
            "has been degraded for ten minutes: visitors are answered, but some provider fails. Which, and why:".to_owned()
        }
        Alert::Recovered => "has recovered: visitors are answered, and no provider fails. The report:".to_owned(),
        Alert::Budget(_) => {
            format!("has used 80 % of what it may use today ({}). It begins anew at 00:00 UTC:", names(alert, ", "))
        }
        Alert::KeyRefused(_) => format!("has its key refused by {}. What to do:", names(alert, ", ")),
    };
    format!("Everchat at {host} {what} {origin}/report")
}

fn chinese(alert: &Alert, host: &str, origin: &str) -> String {
    let what = match alert {
        Alert::Down => "已无法回答：所有服务都失败了。处理办法：".to_owned(),
        Alert::Degraded => {
            "降级运行已有十分钟：访客仍能得到回答，但有服务失败。是哪一个、为什么：".to_owned()
        }
        Alert::Recovered => "已恢复：访客能得到回答，没有服务失败。报告：".to_owned(),
        Alert::Budget(_) => {
            format!("已用掉今天限额的 80%（{}）。UTC 00:00 重新计算：", names(alert, "、"))
        }
        Alert::KeyRefused(_) => format!("的密钥被{}拒绝。处理办法：", names(alert, "、")),
    };
    format!("{host} 上的 Everchat {what}{origin}/report")
}

/// What a message is about.
fn names(alert: &Alert, separator: &str) -> String {
    let names: Vec<&str> = match alert {
        Alert::Budget(limits) => limits.iter().map(|limit| budget_setting(*limit)).collect(),
        Alert::KeyRefused(providers) => providers.iter().map(|provider| provider.label()).collect(),
        Alert::Down | Alert::Degraded | Alert::Recovered => Vec::new(),
    };
    names.join(separator)
}
