//! Reads the settings and checks each.

use super::{AiGateway, Cloudflare, Limits, OfService, Problem, SettingError, Settings, environment};
use crate::{
    providers::{SERVICES, Service},
    secret::Secret,
    turnstile::Turnstile,
};
use wire::ProviderId;

pub(super) fn read(lookup: &dyn Fn(&str) -> Option<String>) -> (Settings, Vec<SettingError>) {
    let mut reader = Reader { lookup, errors: Vec::new(), next: Vec::new() };
    let settings = reader.settings();
    (Settings { next: reader.next, ..settings }, reader.errors)
}

struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    errors: Vec<SettingError>,
    /// The secrets that are to take others' places.
    next: Vec<(&'static str, Secret)>,
}

impl Reader<'_> {
    fn settings(&mut self) -> Settings {
        Settings {
            order: self.order(),
            cloudflare: Cloudflare {
                account_id: self.id("CLOUDFLARE_ACCOUNT_ID"),
                token: self.rotating("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_TOKEN_NEXT"),
                base_url: self.url_or("CLOUDFLARE_API_BASE_URL", "https://api.cloudflare.com/client/v4"),
            },
            has_ai_binding: false,
            has_counts_binding: false,
            workers_ai_model: self.text("WORKERS_AI_MODEL"),
            ai_gateway: AiGateway {
                id: self.id("AI_GATEWAY_ID"),
                token: self.rotating("AI_GATEWAY_TOKEN", "AI_GATEWAY_TOKEN_NEXT"),
                base_url: self.url("AI_GATEWAY_BASE_URL"),
                model: self.text("AI_GATEWAY_MODEL"),
                log_payload: self.switch("AI_GATEWAY_LOG_PAYLOAD"),
                cache_ttl_s: self.cache_ttl(),
            },
            services: self.services(),
            limits: self.limits(),
            allowed_origins: self.origins(),
            access_codes: self.codes(["ACCESS_CODE", "ACCESS_CODE_NEXT"]),
            turnstile: self.turnstile(),
            admin_codes: self.codes(["ADMIN_CODE", "ADMIN_CODE_NEXT"]),
            next: Vec::new(),
        }
    }

    fn services(&mut self) -> Vec<OfService> {
        let of_service = |service: &'static Service| OfService {
            id: service.id,
            key: self.rotating(service.settings.key, service.settings.next_key),
            base_url: self.url(service.settings.base_url),
            model: self.text(service.settings.model),
        };
        SERVICES.iter().map(of_service).collect()
    }

    fn limits(&mut self) -> Limits {
        const DAY: u64 = 86_400_000;
        const MOST: u64 = 1_000_000_000_000;
        let default = Limits::default_in(&environment(self.lookup));
        Limits {
            first_token_ms: self.number("FIRST_TOKEN_TIMEOUT_MS", 1, DAY, default.first_token_ms),
            idle_ms: self.number("IDLE_TIMEOUT_MS", 1, DAY, default.idle_ms),
            total_ms: self.number("TOTAL_TIMEOUT_MS", 1, DAY, default.total_ms),
            hedge_after_ms: self.number("HEDGE_AFTER_MS", 0, DAY, default.hedge_after_ms),
            max_input_chars: self.number("MAX_INPUT_CHARS", 1, 10_000_000, default.max_input_chars as u64)
                as usize,
            max_tokens: self.number("MAX_TOKENS", 1, 1_000_000, u64::from(default.max_tokens)) as u32,
            rate_limit_per_minute: self.count("RATE_LIMIT_PER_MINUTE", default.rate_limit_per_minute),
            streams_per_visitor: self.count("STREAMS_PER_VISITOR", default.streams_per_visitor),
            daily_requests: self.number("DAILY_REQUESTS", 0, MOST, default.daily_requests),
            daily_tokens: self.number("DAILY_TOKENS", 0, MOST, default.daily_tokens),
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Takes note of a bad value, and takes none in its place.
    fn fail<T>(&mut self, name: &'static str, problem: Problem) -> Option<T> {
        self.errors.push(SettingError { name, problem });
        None
    }

    fn secret(&mut self, name: &'static str) -> Option<Secret> {
        let value = self.text(name)?;
        if !value.bytes().all(|b| b.is_ascii_graphic()) {
            return self.fail(name, Problem::Header);
        }
        Some(Secret::new(value))
    }

    /// A secret that may be about to be changed for the one of the setting `next`. That one alone is as good as either.
    fn rotating(&mut self, name: &'static str, next: &'static str) -> Option<Secret> {
        match (self.secret(name), self.secret(next)) {
            (Some(now), Some(next)) => {
                self.next.push((name, next));
                Some(now)
            }
            (now, next) => now.or(next),
        }
    }

    fn codes(&self, names: [&str; 2]) -> Vec<Secret> {
        names.into_iter().filter_map(|name| self.text(name)).map(Secret::new).collect()
    }

    /// Ids become a part of an address, so they cannot have characters that change its path.
    fn id(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return self.fail(name, Problem::Id);
        }
        Some(value)
    }

    fn url(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !is_safe_base(&value) {
            return self.fail(name, Problem::Url);
        }
        Some(value.trim_end_matches('/').to_owned())
    }

    fn url_or(&mut self, name: &'static str, default: &str) -> String {
        self.url(name).unwrap_or_else(|| default.to_owned())
    }

    fn number(&mut self, name: &'static str, min: u64, max: u64, default: u64) -> u64 {
        let Some(value) = self.text(name) else { return default };
        match value.parse() {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => self.fail(name, Problem::Number(min, max)).unwrap_or(default),
        }
    }

    /// So many for one visitor; 0 is no limit.
    fn count(&mut self, name: &'static str, default: u32) -> u32 {
        self.number(name, 0, 1_000_000, default.into()) as u32
    }

    /// Origins as browsers write them in `Origin`: no path, no slash at the end, small letters.
    fn origins(&mut self) -> Vec<String> {
        const NAME: &str = "ALLOWED_ORIGINS";
        let Some(list) = self.text(NAME) else { return Vec::new() };
        let origins: Vec<String> = list.split(',').map(|origin| origin.trim().to_ascii_lowercase()).collect();
        let is_origin = |origin: &String| {
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            is_safe_base(origin) && !host.contains('/')
        };
        if origins.iter().all(is_origin) {
            origins
        } else {
            self.fail(NAME, Problem::Origins).unwrap_or_default()
        }
    }

    fn turnstile(&mut self) -> Option<Turnstile> {
        const SITE: &str = "TURNSTILE_SITE_KEY";
        const SECRET: &str = "TURNSTILE_SECRET_KEY";
        let base_url = self.url_or("TURNSTILE_BASE_URL", "https://challenges.cloudflare.com/turnstile/v0");
        match (self.id(SITE), self.secret(SECRET)) {
            (Some(site_key), Some(secret_key)) => Some(Turnstile { site_key, secret_key, base_url }),
            (None, None) => None,
            (Some(_), None) => self.fail(SITE, Problem::Without(SECRET)),
            (None, Some(_)) => self.fail(SECRET, Problem::Without(SITE)),
        }
    }

    fn switch(&mut self, name: &'static str) -> bool {
        match self.text(name).as_deref() {
            Some("on" | "true") => true,
            None | Some("off" | "false") => false,
            Some(_) => self.fail(name, Problem::Switch).unwrap_or(false),
        }
    }

    /// From a minute to a month, as AI Gateway's `cf-aig-cache-ttl` takes it.
    fn cache_ttl(&mut self) -> Option<u64> {
        const NAME: &str = "AI_GATEWAY_CACHE_TTL";
        self.text(NAME)?;
        Some(self.number(NAME, 60, 30 * 86_400, 60))
    }

    fn order(&mut self) -> Vec<ProviderId> {
        let Some(list) = self.text("PROVIDERS") else { return ProviderId::ALL.to_vec() };
        let mut order = Vec::new();
        for id in list.split(',').map(|name| name.trim().parse::<ProviderId>()) {
            match id {
                Ok(id) if !order.contains(&id) => order.push(id),
                Ok(_) => return self.fail("PROVIDERS", Problem::Doubled).unwrap_or(order),
                Err(()) => return self.fail("PROVIDERS", Problem::Providers).unwrap_or(order),
            }
        }
        order
    }
}

/// Whether credentials may be sent there: over TLS, or to this very machine.
pub(super) fn is_safe_base(url: &str) -> bool {
    let (rest, tls) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        _ => return false,
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((v6, _)) => v6,
        None => authority.split(':').next().unwrap_or_default(),
    };
    let plain = url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'\\' | b'@'));
    let loopback = host == "localhost" || host == "::1" || is_loopback_v4(host);
    plain && !host.is_empty() && (tls || loopback)
}

fn is_loopback_v4(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
