//! A provider that is set up.

use crate::{
    capabilities::{Capabilities, Needs},
    fingerprint::fingerprint,
    secret::Secret,
};
use serde_json::{Map, Value};
use wire::ProviderId;

/// Whether a provider that the owner has set up can be asked.
#[derive(Clone, Debug)]
pub enum Setup {
    /// It can.
    Ready(Provider),
    /// These settings are missing.
    Incomplete(Vec<&'static str>),
}

/// A provider that can be asked.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Which provider.
    pub id: ProviderId,
    /// The models that can be asked for, the default first; never empty.
    pub models: Vec<String>,
    /// What the default model takes.
    pub(super) takes: Capabilities,
    pub(super) target: Target,
    pub(super) dialect: Dialect,
    /// The same provider with the secret that is about to replace its own.
    pub(super) next: Option<Box<Self>>,
}

/// Where chat completions are asked for.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// Over HTTP.
    Http {
        /// The address.
        url: String,
        /// The headers of every request, credentials among them.
        headers: Vec<(&'static str, Secret)>,
    },
    /// Through the `AI` binding.
    Binding {
        /// The options of every call.
        options: Map<String, Value>,
    },
}

/// How a provider's requests differ from plain OpenAI ones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dialect {
    /// It queues requests when it is busy, unless it is told not to.
    pub(super) can_reject_if_busy: bool,
    /// It retries by itself, unless it is told not to.
    pub(super) retries_by_itself: bool,
    /// Its own name of `max_tokens`.
    pub(super) max_tokens_name: Option<&'static str>,
    /// It understands `stream_options.include_usage`.
    pub(super) counts_tokens: bool,
    /// How it spells the name of a model.
    pub(super) model_name: Option<fn(&str) -> String>,
}

impl Provider {
    pub(super) fn new(id: ProviderId, models: Vec<String>, target: Target, dialect: Dialect) -> Self {
        Self { id, models, takes: Capabilities::default(), target, dialect, next: None }
    }

    /// Whether one of its models is known not to take a request.
    pub fn lacks(&self, model: &str, needs: Needs) -> bool {
        self.models.first().is_some_and(|default| default == model) && self.takes.lack(needs)
    }

    /// The same provider with the secret that is about to replace its own, while there are both.
    pub fn with_next_secret(&self) -> Option<&Self> {
        self.next.as_deref()
    }

    /// The provider with either secret, in the order in which they are tried. `prefers_next` says that the next secret is
    /// known to work where the current one is refused.
    pub fn by_secret(&self, prefers_next: bool) -> (&Self, Option<&Self>) {
        match self.with_next_secret() {
            Some(next) if prefers_next => (next, Some(self)),
            next => (self, next),
        }
    }

    /// Differs between two providers that are not set up alike, credentials included.
    pub(super) fn fingerprint(&self) -> String {
        let models = self.models.iter().map(String::as_str);
        match &self.target {
            Target::Http { url, headers } => {
                let headers = headers.iter().flat_map(|(name, value)| [*name, value.reveal()]);
                fingerprint(models.chain([url.as_str()]).chain(headers))
            }
            Target::Binding { options } => {
                let options = serde_json::to_string(options).unwrap_or_default();
                fingerprint(models.chain([options.as_str()]))
            }
        }
    }
}
