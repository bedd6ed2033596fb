//! The texts of locks in Simplified Chinese.

use super::{
    facts::{LockFacts, grouped, setting},
    table::LockTexts,
};
use wire::{
    Environment,
    report::{LockId, LockState},
};

pub(super) static CHINESE: LockTexts = LockTexts { title, text, fix };

fn title(id: LockId) -> &'static str {
    match id {
        LockId::AccessCode => "谁可以对话",
        LockId::AdminCode => "谁能看这份报告",
        LockId::Minute => "每位访客每分钟",
        LockId::Streams => "每位访客同时进行的回答",
        LockId::Day => "所有访客每天",
        LockId::Origins => "其他网站的页面",
        LockId::Counts => "限额和流量记在哪里",
    }
}

fn text(facts: &LockFacts<'_>, id: LockId, state: LockState) -> String {
    let limits = &facts.limits;
    match (id, state) {
        (LockId::AccessCode, LockState::Open) => "任何知道网址的人，受下面的限额约束。".to_owned(),
        (LockId::AccessCode, LockState::Shut) => "知道访问码的人。".to_owned(),
        (LockId::AccessCode, _) if facts.settings.challenge().is_some() => {
            "通过 Turnstile 人机验证的任何人，受下面的限额约束。".to_owned()
        }
        (LockId::AdminCode, LockState::Shut) if facts.settings.admin_codes.is_empty() => {
            "部署之后没有人能看：没有设置管理码。".to_owned()
        }
        (LockId::AdminCode, LockState::Shut) => "知道管理码的人。".to_owned(),
        (LockId::AccessCode | LockId::AdminCode, _) => "代码不足十二个字符：慢慢试也能试出来。".to_owned(),
        (LockId::Minute | LockId::Streams, LockState::Open) => "不限。".to_owned(),
        (LockId::Minute, _) => format!("{} 个请求。", limits.rate_limit_per_minute),
        (LockId::Streams, _) => format!("{} 个回答。", limits.streams_per_visitor),
        (LockId::Day, LockState::Open) => "不限：陌生人的提问可能花费无度。".to_owned(),
        (LockId::Day, _) => match (limits.daily_requests, limits.daily_tokens) {
            (requests, 0) => format!("{} 个请求，大小不限。", grouped(requests)),
            (0, tokens) => format!("{} 个 token。", grouped(tokens)),
            (requests, tokens) => format!("{} 个请求，{} 个 token。", grouped(requests), grouped(tokens)),
        },
        (LockId::Origins, LockState::Open) => {
            format!("这些网站也可以提问：{}。", facts.settings.allowed_origins.join("、"))
        }
        (LockId::Origins, _) => "不能提问。".to_owned(),
        (LockId::Counts, LockState::Shut) => {
            "记在数据库 DB 里：限额和流量页对整个网站精确。同时进行的回答和输错的代码由每个实例自己记。".to_owned()
        }
        (LockId::Counts, _) => {
            "记在每个数据中心，由其中的实例互相转告。几个实例同时收到请求时可能超过限额，每个数据中心也各记各的。流量页只知道一个实例见过的请求。".to_owned()
        }
    }
}

fn fix(facts: &LockFacts<'_>, id: LockId) -> String {
    let name = setting(id);
    match id {
        LockId::AccessCode | LockId::AdminCode if facts.environment == Environment::Local => {
            format!("在 .dev.vars 里把 {name} 设为十二个字符以上的代码。")
        }
        LockId::AccessCode | LockId::AdminCode => {
            format!("把 {name} 设为十二个字符以上的代码，然后重新部署。")
        }
        LockId::Minute | LockId::Streams | LockId::Day => format!("设置 {name}，或删除它以使用默认值。"),
        LockId::Origins => format!("从 {name} 中去掉不该提问的网站。"),
        LockId::Counts => {
            format!(
                "`cargo xtask setup` 会创建一个 D1 数据库，并在 wrangler.toml 里绑定为 {name}。然后重新部署。"
            )
        }
    }
}
