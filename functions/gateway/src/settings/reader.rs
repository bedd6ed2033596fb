//! Reads and checks single settings.

use super::{
    address::{is_origin, is_safe_base_url, is_safe_webhook},
    error::{Problem, SettingError},
    values::{Settings, TurnstileSettings},
};
use crate::secret::Secret;
use wire::ProviderId;

/// Reads settings one by one, and collects what is wrong with them.
pub(super) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    errors: Vec<SettingError>,
    next_secrets: Vec<(&'static str, Secret)>,
    quoted: Vec<&'static str>,
}

/// What is put around a value where none is needed.
const QUOTES: [char; 7] = ['"', '\'', '`', '“', '”', '‘', '’'];

impl<'a> Reader<'a> {
    pub(super) fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { lookup, errors: Vec::new(), next_secrets: Vec::new(), quoted: Vec::new() }
    }

    /// The settings with what the reader has found beside their values; and every bad value.
    pub(super) fn finish(self, settings: Settings) -> (Settings, Vec<SettingError>) {
        let Self { next_secrets, quoted, errors, .. } = self;
        (Settings { next_secrets, quoted, ..settings }, errors)
    }

    /// Records a bad value. Returns `None`, so that nothing is used in its place.
    fn fail<T>(&mut self, name: &'static str, problem: Problem) -> Option<T> {
        let problem = if self.quoted.contains(&name) { Problem::Quoted } else { problem };
        self.errors.push(SettingError { name, problem });
        None
    }

    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        let value = (self.lookup)(name)?.trim().to_owned();
        if (value.starts_with(QUOTES) || value.ends_with(QUOTES)) && !self.quoted.contains(&name) {
            self.quoted.push(name);
        }
        Some(value).filter(|value| !value.is_empty())
    }

    fn secret(&mut self, name: &'static str) -> Option<Secret> {
        let value = self.text(name)?;
        if !value.bytes().all(|b| b.is_ascii_graphic()) {
            return self.fail(name, Problem::NoHeaderValue);
        }
        Some(Secret::new(value))
    }

    /// A secret that the setting `next` may be about to replace. Where only `next` is set, it is used at once.
    pub(super) fn changing_secret(&mut self, name: &'static str, next: &'static str) -> Option<Secret> {
        match (self.secret(name), self.secret(next)) {
            (Some(current), Some(next)) => {
                self.next_secrets.push((name, next));
                Some(current)
            }
            (current, next) => current.or(next),
        }
    }

    /// A code and the one that is about to replace it; both are accepted.
    pub(super) fn codes(&mut self, names: [&'static str; 2]) -> Vec<Secret> {
        names.into_iter().filter_map(|name| self.text(name)).map(Secret::new).collect()
    }

    /// An id becomes a part of an address, so it must not have characters that change the address's path.
    pub(super) fn id(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return self.fail(name, Problem::Id);
        }
        Some(value)
    }

    /// A base URL, without a slash at its end.
    pub(super) fn url(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !is_safe_base_url(&value) {
            return self.fail(name, Problem::Url);
        }
        Some(value.trim_end_matches('/').to_owned())
    }

    /// The address of a webhook, which whoever knows it may use.
    pub(super) fn webhook(&mut self, name: &'static str) -> Option<Secret> {
        let value = self.text(name)?;
        if !is_safe_webhook(&value) {
            return self.fail(name, Problem::Url);
        }
        Some(Secret::new(value))
    }

    pub(super) fn url_or(&mut self, name: &'static str, default: &str) -> String {
        self.url(name).unwrap_or_else(|| default.to_owned())
    }

    pub(super) fn number(&mut self, name: &'static str, min: u64, max: u64, default: u64) -> u64 {
        let Some(value) = self.text(name) else { return default };
        match value.parse() {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => self.fail(name, Problem::Number(min, max)).unwrap_or(default),
        }
    }

    pub(super) fn switch(&mut self, name: &'static str, default: bool) -> bool {
        match self.text(name).as_deref() {
            Some("on" | "true") => true,
            Some("off" | "false") => false,
            None => default,
            Some(_) => self.fail(name, Problem::Switch).unwrap_or(default),
        }
    }

    /// A list of names.
    pub(super) fn list(&mut self, name: &'static str) -> Vec<String> {
        let list = self.text(name).unwrap_or_default();
        list.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    /// A list of origins, in lower case as browsers write them.
    pub(super) fn origins(&mut self, name: &'static str) -> Vec<String> {
        let Some(list) = self.text(name) else { return Vec::new() };
        let origins: Vec<String> = list.split(',').map(|origin| origin.trim().to_ascii_lowercase()).collect();
        if origins.iter().all(|origin| is_origin(origin)) {
            origins
        } else {
            self.fail(name, Problem::Origins).unwrap_or_default()
        }
    }

    /// A list of providers; all of them where it is unset.
    pub(super) fn provider_order(&mut self, name: &'static str) -> Vec<ProviderId> {
        let Some(list) = self.text(name) else { return ProviderId::ALL.to_vec() };
        let mut order = Vec::new();
        for id in list.split(',').map(|id| id.trim().parse::<ProviderId>()) {
            match id {
                Ok(id) if !order.contains(&id) => order.push(id),
                Ok(_) => return self.fail(name, Problem::Duplicate).unwrap_or(order),
                Err(()) => return self.fail(name, Problem::Providers).unwrap_or(order),
            }
        }
        order
    }

    /// Both keys of a Turnstile widget, or none.
    pub(super) fn turnstile(&mut self) -> Option<TurnstileSettings> {
        const SITE: &str = "TURNSTILE_SITE_KEY";
        const SECRET: &str = "TURNSTILE_SECRET_KEY";
        let base_url = self.url_or("TURNSTILE_BASE_URL", "https://challenges.cloudflare.com/turnstile/v0");
        match (self.id(SITE), self.secret(SECRET)) {
            (Some(site_key), Some(secret_key)) => Some(TurnstileSettings { site_key, secret_key, base_url }),
            (None, None) => None,
            (Some(_), None) => self.fail(SITE, Problem::Needs(SECRET)),
            (None, Some(_)) => self.fail(SECRET, Problem::Needs(SITE)),
        }
    }
}
