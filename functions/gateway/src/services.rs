//! The services in the OpenAI dialect that need only an address and a key: one for each file of `functions/providers`,
//! from which the build generates [`SERVICES`].

use crate::capabilities::Capabilities;
use wire::{ProviderId, Strength};

/// A service, as its file describes it.
#[derive(Debug)]
pub struct Service {
    /// From the file's name.
    pub id: ProviderId,
    /// The name in the report.
    pub title: &'static str,
    /// The name in the Chinese report.
    pub title_zh: &'static str,
    /// The owner chooses the service by its base URL; a key is optional.
    pub any_service: bool,
    /// The report mentions the service even where nothing of it is set.
    pub suggested: bool,
    /// The address, unless the owner sets another.
    pub base_url: &'static str,
    /// The path of chat completions below the address.
    pub path: &'static str,
    /// The model, unless the owner sets another.
    pub model: &'static str,
    /// What people call its model.
    pub model_name: Option<&'static str>,
    /// What its model is good for, beside what follows from `takes`.
    pub good_for: &'static [Strength],
    /// The service understands `stream_options.include_usage`.
    pub counts_tokens: bool,
    /// The service's own name of `max_tokens`.
    pub max_tokens_name: Option<&'static str>,
    /// The name of its model at AI Gateway, which reaches it from places that the service itself does not serve.
    pub through_gateway: Option<&'static str>,
    /// What its model takes, as far as the file says.
    pub takes: Capabilities,
    /// Its settings.
    pub settings: SettingNames,
    /// Its pages for the owner.
    pub pages: ServicePages,
}

/// The names of a service's settings.
#[derive(Clone, Copy, Debug)]
pub struct SettingNames {
    /// The key, a secret.
    pub key: &'static str,
    /// The key that is about to replace it.
    pub next_key: &'static str,
    /// Another address.
    pub base_url: &'static str,
    /// Another model.
    pub model: &'static str,
}

impl SettingNames {
    /// All names, in the order of the lists of settings.
    pub const fn all(self) -> [&'static str; 4] {
        [self.key, self.next_key, self.base_url, self.model]
    }
}

/// Addresses of a service's pages.
#[derive(Clone, Copy, Debug)]
pub struct ServicePages {
    /// Where keys are created.
    pub keys: Option<&'static str>,
    /// The list of models.
    pub models: Option<&'static str>,
    /// The rate limits.
    pub limits: Option<&'static str>,
    /// The countries that are served.
    pub places: Option<&'static str>,
    /// The status page.
    pub status: Option<&'static str>,
}

include!(concat!(env!("OUT_DIR"), "/services.rs"));

impl Service {
    /// The service of an id. `None` for AI Gateway and Workers AI, which are no services of this table.
    pub fn find(id: ProviderId) -> Option<&'static Self> {
        SERVICES.iter().find(|service| service.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_named_after_the_file() {
        let gemini = Service::find(ProviderId::Gemini).unwrap();
        assert_eq!(gemini.settings.key, "GEMINI_API_KEY");
        assert!(Service::find(ProviderId::WorkersAi).is_none());
    }
}
