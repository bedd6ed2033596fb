//! The gateway's settings, as far as they matter to this site
//! (<https://developers.cloudflare.com/api/resources/ai_gateway/methods/get/>).

use crate::settings::Settings;
use serde_json::Value;
use wire::{report::Verdict, tolerant};

/// A setting, with what of the site it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// `collect_logs`.
    Logging { on: bool },
    /// `log_management` and `log_management_strategy`. An account on a newer kind of log has neither.
    LogStorage { most: Option<u64>, deletes_oldest: Option<bool> },
    /// `cache_ttl` in seconds, 0 for no cache; and `AI_GATEWAY_CACHE_TTL`, which goes before it.
    Cache { seconds: u64, own_seconds: Option<u64> },
    /// `cache_invalidate_on_update`.
    CacheInvalidation { on: bool, is_cache_used: bool },
    /// `rate_limiting_limit` requests in `rate_limiting_interval` seconds; 0 for no limit.
    RateLimit { requests: u64, seconds: u64, is_sliding: bool, has_daily_limit: bool },
    /// `authentication`.
    Authentication { on: bool, lacks_token: bool },
}

impl Setting {
    /// Reads the API's answer, in the order of the page.
    pub(super) fn read_all(gateway: &Value, site: &Settings) -> [Self; 6] {
        let number = |name| tolerant::number(gateway, name).unwrap_or_default();
        let flag = |name| tolerant::flag(gateway, name);
        let own = &site.ai_gateway;
        [
            Self::Logging { on: flag("collect_logs") },
            Self::LogStorage {
                most: tolerant::number(gateway, "log_management"),
                deletes_oldest: match gateway["log_management_strategy"].as_str() {
                    Some("DELETE_OLDEST") => Some(true),
                    Some("STOP_INSERTING") => Some(false),
                    _ => None,
                },
            },
            Self::Cache { seconds: number("cache_ttl"), own_seconds: own.cache_ttl_s },
            Self::CacheInvalidation {
                on: flag("cache_invalidate_on_update"),
                is_cache_used: own.cache_ttl_s.is_some(),
            },
            Self::RateLimit {
                requests: number("rate_limiting_limit"),
                seconds: number("rate_limiting_interval"),
                is_sliding: gateway["rate_limiting_technique"] == "sliding",
                has_daily_limit: site.limits.daily_requests > 0 || site.limits.daily_tokens > 0,
            },
            Self::Authentication {
                on: flag("authentication"),
                // The older host takes no other token
                // (https://developers.cloudflare.com/ai-gateway/configuration/authentication/).
                lacks_token: own.base_url.is_some() && own.token.is_none(),
            },
        ]
    }

    /// The word in JSON, in kebab case, which never changes.
    pub(super) const fn id(&self) -> &'static str {
        match self {
            Self::Logging { .. } => "logging",
            Self::LogStorage { .. } => "log-storage",
            Self::Cache { .. } => "cache",
            Self::CacheInvalidation { .. } => "cache-invalidation",
            Self::RateLimit { .. } => "rate-limit",
            Self::Authentication { .. } => "authentication",
        }
    }

    /// Whether the gateway limits how many requests it takes.
    pub(super) const fn is_limited(&self) -> bool {
        matches!(self, Self::RateLimit { requests: 1.., seconds: 1.., .. })
    }

    pub(super) const fn verdict(&self) -> Verdict {
        match self {
            Self::Logging { on: false }
            | Self::LogStorage { deletes_oldest: Some(false), .. }
            | Self::Authentication { on: false, .. } => Verdict::Warning,
            Self::RateLimit { has_daily_limit: false, .. } if !self.is_limited() => Verdict::Warning,
            Self::Authentication { on: true, lacks_token: true } => Verdict::Failed,
            Self::LogStorage { deletes_oldest: None, .. }
            | Self::Cache { .. }
            | Self::CacheInvalidation { is_cache_used: false, .. } => Verdict::Skipped,
            _ => Verdict::Ok,
        }
    }
}
