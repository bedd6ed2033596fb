//! Services in the OpenAI dialect that an address and a key suffice for: a file in `functions/providers` each.

use super::{Dialect, Provider, Readiness, Target, bearer, models};
use crate::settings::Settings;
use wire::ProviderId;

/// What a file says of its service.
#[derive(Debug)]
pub struct Service {
    /// By the file's name.
    pub id: ProviderId,
    /// What the report calls it.
    pub title: &'static str,
    /// The same in Chinese.
    pub title_zh: &'static str,
    /// The owner says whose it is, by its address; it may want no key.
    pub any_service: bool,
    /// The report tells of it also where nothing of it is set.
    pub suggested: bool,
    /// Where it is, unless the owner says otherwise.
    pub base_url: &'static str,
    /// Where chats are asked for, behind the address.
    pub path: &'static str,
    /// The model, unless the owner says otherwise.
    pub model: &'static str,
    /// It counts the tokens of a stream when it is asked to.
    pub counts_tokens: bool,
    /// What it calls `max_tokens`, if it has another name for it.
    pub max_tokens_name: Option<&'static str>,
    /// What its model is called through AI Gateway, which reaches it from other places.
    pub through_gateway: Option<&'static str>,
    /// Its settings.
    pub settings: Names,
    /// Where its owner finds what.
    pub pages: Pages,
}

/// The names of a service's settings.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// A secret.
    pub key: &'static str,
    /// The one that is to take its place.
    pub next_key: &'static str,
    /// Another address.
    pub base_url: &'static str,
    /// Another model.
    pub model: &'static str,
}

/// A service's pages on the web.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// Where keys are made.
    pub keys: Option<&'static str>,
    /// Which models there are.
    pub models: Option<&'static str>,
    /// How much may be asked.
    pub limits: Option<&'static str>,
    /// Where it may be asked from.
    pub places: Option<&'static str>,
    /// How it is.
    pub status: Option<&'static str>,
}

include!(concat!(env!("OUT_DIR"), "/services.rs"));

impl Service {
    /// The one of this id; AI Gateway and Workers AI are none.
    pub fn of(id: ProviderId) -> Option<&'static Self> {
        SERVICES.iter().find(|service| service.id == id)
    }

    pub(super) fn configure(&self, settings: &Settings) -> Readiness {
        let own = settings.service(self.id);
        let is_on = own.key.is_some() || (self.any_service && own.base_url.is_some());
        if !is_on {
            return Readiness::Off;
        }
        let base = own.base_url.as_deref().unwrap_or(self.base_url);
        // At another address than its own, any service is one that nothing is known of.
        let is_known = !self.any_service || base == self.base_url;
        Readiness::Ready(Provider {
            id: self.id,
            models: models(own.model.as_ref(), self.model),
            target: Target::Http(
                format!("{base}{}", self.path),
                own.key.iter().map(|key| ("authorization", bearer(key))).collect(),
            ),
            dialect: Dialect {
                max_tokens_name: self.max_tokens_name.filter(|_| is_known),
                counts_when_asked: self.counts_tokens && is_known,
                ..Dialect::default()
            },
            spare: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_named_after_the_file_and_no_two_are_the_same() {
        let gemini = Service::of(ProviderId::Gemini).unwrap();
        assert_eq!(gemini.settings.key, "GEMINI_API_KEY");
        assert!(Service::of(ProviderId::WorkersAi).is_none());
        let mut names: Vec<&str> = crate::settings::names().collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
