//! The texts of advice in Simplified Chinese.

use super::table::AdviceTexts;
use crate::gateway_log::setting::Setting;

pub(super) static CHINESE: AdviceTexts = AdviceTexts {
    title,
    value,
    text,
    fix,
    log: "日志",
    logs_nothing: "网关没有记录任何请求，因为日志已关闭。",
    nothing_logged: "网关的日志里没有这段时间的请求。可能没有请求经过网关，也可能这个账户的日志在别处：2026 年 9 月 24 日及之后建立的账户，\
                     日志在 Workers Observability 里，这里无法读取。",
    other_log: "如果应该有请求，请在 Cloudflare 控制台中查找。",
};

fn title(setting: &Setting) -> &'static str {
    match setting {
        Setting::Logging { .. } => "日志记录",
        Setting::LogStorage { .. } => "日志容量",
        Setting::Cache { .. } => "缓存",
        Setting::CacheInvalidation { .. } => "清空缓存",
        Setting::RateLimit { .. } => "速率限制",
        Setting::Authentication { .. } => "身份验证",
    }
}

fn value(setting: &Setting) -> String {
    match *setting {
        Setting::Logging { on }
        | Setting::CacheInvalidation { on, .. }
        | Setting::Authentication { on, .. } => on_or_off(on),
        Setting::LogStorage { most: Some(most), .. } => format!("最多 {most} 条"),
        Setting::LogStorage { most: None, .. } => "未说明".to_owned(),
        Setting::Cache { seconds: 0, .. } => on_or_off(false),
        Setting::Cache { seconds, .. } => format!("{seconds} 秒"),
        Setting::RateLimit { requests, seconds, is_sliding, .. } if setting.is_limited() => {
            let window = if is_sliding { "滑动" } else { "固定" };
            format!("{seconds} 秒内 {requests} 个请求（{window}窗口）")
        }
        Setting::RateLimit { .. } => on_or_off(false),
    }
}

fn text(setting: &Setting) -> String {
    match *setting {
        Setting::Logging { on: true } => {
            "网关会记录每个请求。除非开启了 AI_GATEWAY_LOG_PAYLOAD，本站要求网关既不保存提问，也不保存回答。"
        }
        Setting::Logging { on: false } => "网关什么都不记录，所以这里没有内容可显示。",
        Setting::LogStorage { deletes_oldest: Some(true), .. } => "日志满了以后，会删除最旧的记录。",
        Setting::LogStorage { deletes_oldest: Some(false), .. } => {
            "日志满了以后，网关不再记录，这里的内容也就停在那一刻。"
        }
        Setting::LogStorage { deletes_oldest: None, .. } => "API 没有说明日志满了以后会怎样。",
        Setting::Cache { own_seconds: None, .. } => {
            "这项设置对本站没有影响：本站要求网关不用缓存回答。要改变这一点，请设置 AI_GATEWAY_CACHE_TTL。"
        }
        Setting::Cache { own_seconds: Some(seconds), .. } => {
            return format!(
                "这项设置对本站没有影响：本站要求网关把回答保留 {seconds} 秒（AI_GATEWAY_CACHE_TTL）。"
            );
        }
        Setting::CacheInvalidation { is_cache_used: false, .. } => "本站不用缓存，没有需要清空的内容。",
        Setting::CacheInvalidation { on: true, .. } => "更改网关的设置时，缓存会被清空。",
        Setting::CacheInvalidation { on: false, .. } => {
            "更改网关的设置时，缓存保持不变，旧的回答到期后才消失。"
        }
        Setting::RateLimit { .. } if setting.is_limited() => {
            "它对所有访客一起计算。超过后网关会拒绝，本站会改问下一个服务。"
        }
        Setting::RateLimit { has_daily_limit: true, .. } => "网关不限制请求数，但本站的每日限额控制了费用。",
        Setting::RateLimit { has_daily_limit: false, .. } => {
            "网关不限制请求数，本站也没有每日限额。除非网关设有支出限额，费用没有上限。"
        }
        Setting::Authentication { on: true, lacks_token: true } => {
            "网关的旧地址要求自己的令牌，而 AI_GATEWAY_TOKEN 没有设置：网关会拒绝本站。"
        }
        Setting::Authentication { on: true, lacks_token: false } => "网关只接受带令牌的请求。",
        Setting::Authentication { on: false, .. } => {
            "任何人只要知道账户 ID 和网关的名称，就能通过它发送请求，这会占用日志，也会计入限额。"
        }
    }
    .to_owned()
}

fn fix(setting: &Setting) -> &'static str {
    match setting {
        Setting::Logging { on: false } => "请在网关的设置中开启日志记录。",
        Setting::LogStorage { deletes_oldest: Some(false), .. } => {
            "请在网关的设置中开启自动删除日志（Automatic Log Deletion）。"
        }
        Setting::RateLimit { has_daily_limit: false, .. } if !setting.is_limited() => {
            "请在网关的设置中设定速率限制，或为本站设置 DAILY_REQUESTS 或 DAILY_TOKENS。"
        }
        Setting::Authentication { on: true, lacks_token: true } => {
            "请把 AI_GATEWAY_TOKEN 设为带有 Account · AI Gateway · Run 权限的令牌，或者去掉 AI_GATEWAY_BASE_URL：\
             那样本站自己的令牌就够了。"
        }
        Setting::Authentication { on: false, lacks_token: true } => {
            "请先把 AI_GATEWAY_TOKEN 设为带有 Account · AI Gateway · Run 权限的令牌并部署，再在网关的设置中开启身份验证\
             （Authenticated Gateway）。"
        }
        Setting::Authentication { on: false, .. } => {
            "请在网关的设置中开启身份验证（Authenticated Gateway）。本站发送的请求已经带有令牌。"
        }
        _ => "",
    }
}

fn on_or_off(on: bool) -> String {
    if on { "开启" } else { "关闭" }.to_owned()
}
