//! The texts of advice in English.

use super::table::AdviceTexts;
use crate::gateway_log::setting::Setting;

pub(super) static ENGLISH: AdviceTexts = AdviceTexts {
    title,
    value,
    text,
    fix,
    log: "Log",
    logs_nothing: "The gateway logs nothing, since its logging is off.",
    nothing_logged: "The gateway's log has no request of this time. Either none came through the gateway, or this account has \
                     its log elsewhere: accounts that were made on or after 24 September 2026 have it in Workers \
                     Observability, which cannot be read here.",
    other_log: "If requests should be there, look for them in Cloudflare's dashboard.",
};

fn title(setting: &Setting) -> &'static str {
    match setting {
        Setting::Logging { .. } => "Logging",
        Setting::LogStorage { .. } => "Size of the log",
        Setting::Cache { .. } => "Cache",
        Setting::CacheInvalidation { .. } => "Emptying the cache",
        Setting::RateLimit { .. } => "Rate limit",
        Setting::Authentication { .. } => "Authentication",
    }
}

fn value(setting: &Setting) -> String {
    match *setting {
        Setting::Logging { on }
        | Setting::CacheInvalidation { on, .. }
        | Setting::Authentication { on, .. } => on_or_off(on),
        Setting::LogStorage { most: Some(most), .. } => format!("at most {most} entries"),
        Setting::LogStorage { most: None, .. } => "not told".to_owned(),
        Setting::Cache { seconds: 0, .. } => on_or_off(false),
        Setting::Cache { seconds, .. } => format!("{seconds} s"),
        Setting::RateLimit { requests, seconds, is_sliding, .. } if setting.is_limited() => {
            let window = if is_sliding { "sliding" } else { "fixed" };
            format!("{requests} requests in {seconds} s ({window})")
        }
        Setting::RateLimit { .. } => on_or_off(false),
    }
}

fn text(setting: &Setting) -> String {
    match *setting {
        Setting::Logging { on: true } => {
            "The gateway logs each request. Unless AI_GATEWAY_LOG_PAYLOAD is on, this site asks it to store neither prompts \
             nor answers."
        }
        Setting::Logging { on: false } => "The gateway logs nothing, so it has nothing to show here.",
        Setting::LogStorage { deletes_oldest: Some(true), .. } => "When the log is full, its oldest entries make room.",
        Setting::LogStorage { deletes_oldest: Some(false), .. } => {
            "When the log is full, the gateway logs nothing more, and what is shown here comes to a stop."
        }
        Setting::LogStorage { deletes_oldest: None, .. } => "The API does not say what happens when the log is full.",
        Setting::Cache { own_seconds: None, .. } => {
            "This setting makes no difference to the site, which asks the gateway to answer nothing from its cache. \
             AI_GATEWAY_CACHE_TTL changes that."
        }
        Setting::Cache { own_seconds: Some(seconds), .. } => {
            return format!(
                "This setting makes no difference to the site, which asks the gateway to keep answers for {seconds} s \
                 (AI_GATEWAY_CACHE_TTL)."
            );
        }
        Setting::CacheInvalidation { is_cache_used: false, .. } => "The site uses no cache, so there is nothing to empty.",
        Setting::CacheInvalidation { on: true, .. } => "A change of the gateway's settings empties its cache.",
        Setting::CacheInvalidation { on: false, .. } => {
            "A change of the gateway's settings leaves its cache as it is. Old answers go when their time is over."
        }
        Setting::RateLimit { .. } if setting.is_limited() => {
            "It holds for all visitors together. Above it the gateway refuses, and the site asks its next provider."
        }
        Setting::RateLimit { has_daily_limit: true, .. } => {
            "The gateway takes any number of requests. The site's own limit for a day bounds the cost."
        }
        Setting::RateLimit { has_daily_limit: false, .. } => {
            "The gateway takes any number of requests, and the site has no limit for a day. Unless the gateway has a spend limit, \
             nothing bounds the cost."
        }
        Setting::Authentication { on: true, lacks_token: true } => {
            "The gateway asks for a token of its own at its older host, and AI_GATEWAY_TOKEN is not set: it refuses the site."
        }
        Setting::Authentication { on: true, lacks_token: false } => "The gateway takes requests with a token only.",
        Setting::Authentication { on: false, .. } => {
            "Anyone who knows the account's ID and the gateway's name can send requests through it, which fill its log and \
             count against its limit."
        }
    }
    .to_owned()
}

fn fix(setting: &Setting) -> &'static str {
    match setting {
        Setting::Logging { on: false } => "Switch on logging in the gateway's settings.",
        Setting::LogStorage { deletes_oldest: Some(false), .. } => {
            "Switch on Automatic Log Deletion in the gateway's settings."
        }
        Setting::RateLimit { has_daily_limit: false, .. } if !setting.is_limited() => {
            "Set a rate limit in the gateway's settings, or DAILY_REQUESTS or DAILY_TOKENS for the site."
        }
        Setting::Authentication { on: true, lacks_token: true } => {
            "Set AI_GATEWAY_TOKEN to a token with Account · AI Gateway · Run. Or unset AI_GATEWAY_BASE_URL: the site's own token \
             suffices then."
        }
        Setting::Authentication { on: false, lacks_token: true } => {
            "Set AI_GATEWAY_TOKEN to a token with Account · AI Gateway · Run first, and deploy. Then switch on Authenticated \
             Gateway in the gateway's settings."
        }
        Setting::Authentication { on: false, .. } => {
            "Switch on Authenticated Gateway in the gateway's settings. The site sends a token already."
        }
        _ => "",
    }
}

fn on_or_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}
