use crate::{
    alerts::{Alert, is_accepted, message},
    limits::Limit,
    secret::Secret,
};
use serde_json::Value;
use wire::ProviderId;

const SLACK: &str = "https://hooks.slack.com/services/T0/B0/test-token-0000";
const DISCORD: &str = "https://discord.com/api/webhooks/123456789/test-token-0000?thread_id=5";
const FEISHU: &str = "https://open.feishu.cn/open-apis/bot/v2/hook/test-token-0000";

fn body(url: &str, alert: &Alert) -> Value {
    let request =
        message(&Secret::new(url), alert, "chat.example", "https://chat.example", 1_798_718_400_000);
    assert_eq!((request.url.as_str(), request.method()), (url, "POST"));
    let body = request.body.unwrap_or_default();
    assert!(!body.contains("test-token"), "{body}");
    serde_json::from_str(&body).unwrap()
}

#[test]
fn each_service_gets_its_own_form() {
    let text = body(SLACK, &Alert::Down)["text"].clone();
    assert_eq!(text.as_str().unwrap().lines().count(), 2);
    let discord = serde_json::json!({ "content": text });
    let feishu = serde_json::json!({ "msg_type": "text", "content": { "text": text } });
    let slack = serde_json::json!({ "text": text });
    let other = serde_json::json!({
        "text": text, "alert": "down", "site": "chat.example", "at": "2026-12-31T12:00:00Z"
    });
    for (url, form) in [
        (SLACK, &slack),
        (DISCORD, &discord),
        ("https://discordapp.com/api/v10/webhooks/1/t", &discord),
        ("https://discord.com/api/webhooks/1/t/slack", &slack),
        ("https://proxy.example/discord/api/webhooks/1/t", &discord),
        (FEISHU, &feishu),
        ("https://open.larksuite.com/open-apis/bot/v2/hook/t", &feishu),
        ("https://alerts.example/api/webhooks/mine/t", &other),
        ("https://alerts.example/?to=/api/webhooks/1/t", &other),
        ("https://alerts.example", &other),
    ] {
        assert_eq!(&body(url, &Alert::Down), form, "{url}");
    }
}

#[test]
fn feishu_says_in_the_body_whether_it_took_a_message() {
    let taken = |url: &str, status, body: &str| is_accepted(&Secret::new(url), status, body.as_bytes());
    assert!(taken(SLACK, 200, "ok") && taken(DISCORD, 204, ""));
    assert!(taken("https://alerts.example/x", 200, r#"{"code":200}"#));
    assert!(
        !taken(SLACK, 404, "no_team") && !taken(DISCORD, 302, "") && !taken(FEISHU, 500, r#"{"code":0}"#)
    );
    assert!(taken(FEISHU, 200, r#"{"code":0,"msg":"success","data":{}}"#));
    assert!(taken(FEISHU, 200, r#"{"StatusCode":0,"StatusMessage":"success"}"#));
    for refused in
        [r#"{"code":19024,"msg":"Key Words Not Found"}"#, r#"{"code":9499,"StatusCode":0}"#, "<html>", ""]
    {
        assert!(!taken(FEISHU, 200, refused), "{refused}");
    }
}

#[test]
fn a_message_is_two_short_lines_in_two_languages() {
    let alerts = [
        Alert::Down,
        Alert::Degraded,
        Alert::Recovered,
        Alert::Budget(vec![Limit::Requests, Limit::Tokens]),
        Alert::KeyRefused(vec![ProviderId::Gemini, ProviderId::WorkersAi]),
    ];
    let texts: Vec<String> =
        alerts.iter().map(|alert| body(SLACK, alert)["text"].as_str().unwrap().to_owned()).collect();
    insta::assert_snapshot!(texts.join("\n\n"));
}
