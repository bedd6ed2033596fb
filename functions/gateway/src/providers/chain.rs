//! The chain: the providers that are set up, in the owner's order.

use super::{
    ai_gateway,
    provider::{Provider, Setup},
    service, workers_ai,
};
use crate::{fingerprint::fingerprint, services::Service, settings::Settings};
use wire::ProviderId;

/// The providers in the order in which they are asked, without those that are not set up at all.
pub type Chain = Vec<ChainEntry>;

/// A provider of the chain.
#[derive(Clone, Debug)]
pub struct ChainEntry {
    /// Which provider.
    pub id: ProviderId,
    /// Whether it can be asked.
    pub setup: Setup,
}

impl ChainEntry {
    /// The provider, if it can be asked.
    pub fn provider(&self) -> Option<&Provider> {
        match &self.setup {
            Setup::Ready(provider) => Some(provider),
            Setup::Incomplete(_) => None,
        }
    }

    /// The settings without which it cannot be asked.
    pub fn missing_settings(&self) -> &[&'static str] {
        match &self.setup {
            Setup::Ready(_) => &[],
            Setup::Incomplete(missing) => missing,
        }
    }

    /// The models that can be asked for, the default first; none if it cannot be asked.
    pub fn models(&self) -> &[String] {
        self.provider().map_or(&[], |provider| &provider.models)
    }
}

/// Builds the chain from the settings. A provider whose secret is being changed holds a second one with the next secret.
pub fn build_chain(settings: &Settings) -> Chain {
    let mut chain = with_current_secrets(settings);
    if let Some(settings) = settings.with_next_secrets() {
        for (current, next) in chain.iter_mut().zip(with_current_secrets(&settings)) {
            if let (Setup::Ready(current), Setup::Ready(next)) = (&mut current.setup, next.setup)
                && current.fingerprint() != next.fingerprint()
            {
                current.next = Some(Box::new(next));
            }
        }
    }
    chain
}

fn with_current_secrets(settings: &Settings) -> Chain {
    let setup = |id| match id {
        ProviderId::AiGateway => ai_gateway::setup(settings),
        ProviderId::WorkersAi => workers_ai::setup(settings),
        id => service::setup(Service::find(id)?, settings),
    };
    settings.order.iter().filter_map(|&id| Some(ChainEntry { id, setup: setup(id)? })).collect()
}

/// Differs between two chains that are not set up alike. What is known of the health of one chain, such as the one
/// before a token was changed, says nothing about another.
pub fn chain_fingerprint(chain: &[ChainEntry]) -> String {
    fingerprint(chain.iter().flat_map(|entry| {
        let own = entry.provider().map(Provider::fingerprint).unwrap_or_default();
        let next = entry.provider().and_then(Provider::with_next_secret).map(Provider::fingerprint);
        [entry.id.to_string(), own, next.unwrap_or_default()]
    }))
}
