//! What is remembered of the providers between requests: in this isolate, and through the Cache API in its data centre.
//! Best effort: either may be empty at any time.

use crate::{
    runtime::{cache, js, refresh::LastRead, tasks},
    site::{self, Site},
};
use gateway::{
    fallback::{Candidate, CircuitBreakers, Engine},
    providers::{Adaptation, ChainEntry, LengthNames},
    reading::RetryAfter,
    time::Millis,
};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use wire::{Attempt, Outcome, ProviderId, ProviderStatus, SiteState};
use worker::Context;

/// A circuit is open for a day at most.
const CACHED_S: u32 = 86_400;

thread_local! {
    static CIRCUIT_BREAKERS: RefCell<CircuitBreakers> = const { RefCell::new(CircuitBreakers::new()) };
    /// The providers whose current secret is refused while the next one works.
    static NEXT_SECRET_PREFERRED: RefCell<Vec<ProviderId>> = const { RefCell::new(Vec::new()) };
    /// The names of `max_tokens` that models asked for.
    static LENGTH_NAMES: RefCell<LengthNames> = const { RefCell::new(LengthNames::new()) };
    static LAST_READ: LastRead = const { LastRead::never() };
}

/// Reads what other isolates know: before the request if this isolate is new, else beside it.
pub(crate) async fn refresh(site: &Site, context: &Context) {
    LAST_READ.with(LastRead::check).run(context, read_shared(cache_url(site))).await;
}

/// Whether a candidate is skipped for a visitor, since its circuit is open.
pub(crate) fn should_skip(candidate: &Candidate, visitor: &str) -> bool {
    CIRCUIT_BREAKERS
        .with_borrow_mut(|breakers| breakers.should_skip(candidate.id, &candidate.model, visitor, js::now()))
}

/// Whether a provider's current secret was refused here, and the next one works.
pub(crate) fn prefers_next_secret(provider: ProviderId) -> bool {
    NEXT_SECRET_PREFERRED.with_borrow(|providers| providers.contains(&provider))
}

/// Records which of a provider's two secrets works.
pub(crate) fn set_prefers_next_secret(provider: ProviderId, prefers_next: bool) {
    NEXT_SECRET_PREFERRED.with_borrow_mut(|providers| {
        providers.retain(|known| *known != provider);
        providers.extend(prefers_next.then_some(provider));
    });
}

/// How a request to a candidate is changed, from what its model refused before.
pub(crate) fn adaptation(candidate: &Candidate) -> Adaptation {
    LENGTH_NAMES.with_borrow(|names| names.adaptation(candidate.id, &candidate.model))
}

/// Records how a request was changed that a candidate's model took.
pub(crate) fn keep_adaptation(candidate: &Candidate, adaptation: &Adaptation) {
    LENGTH_NAMES.with_borrow_mut(|names| names.keep(candidate.id, &candidate.model, adaptation));
}

/// For each provider of the chain, until when its circuit is open.
pub(crate) fn open_circuits(site: &Site) -> Vec<Option<Millis>> {
    let open_until = |entry: &ChainEntry| {
        let model = entry.models().first()?;
        CIRCUIT_BREAKERS.with_borrow(|breakers| breakers.open_until(entry.id, model, js::now()))
    };
    site.chain.iter().map(open_until).collect()
}

/// Records how the attempts of a visitor's request ended, and shares that if it is news.
pub(crate) fn record(engine: &Engine, visitor: &str, site: &Site, context: &Context) {
    let now = js::now();
    let is_news = CIRCUIT_BREAKERS.with_borrow_mut(|breakers| {
        engine.attempts_with_retry_after().fold(false, |is_news, (attempt, retry_after)| {
            breakers.record(attempt, retry_after, visitor, now) | is_news
        })
    });
    if is_news {
        tasks::run_afterwards(context, share(cache_url(site)));
    }
}

/// Records that a visitor's answer broke off after its first words.
pub(crate) fn record_interruption(provider: ProviderId, model: &str, visitor: &str) {
    let Some(site) = site::current() else { return };
    let model = model.to_owned();
    let attempt = Attempt { provider, model, outcome: Outcome::Network, status: None, ms: 0 };
    CIRCUIT_BREAKERS
        .with_borrow_mut(|breakers| breakers.record(&attempt, RetryAfter::Unknown, visitor, js::now()));
    spawn_local(share(cache_url(&site)));
}

/// Forgets everything, here and in the data centre.
pub(crate) async fn forget(site: &Site) {
    CIRCUIT_BREAKERS.replace(CircuitBreakers::new());
    NEXT_SECRET_PREFERRED.replace(Vec::new());
    LENGTH_NAMES.replace(LengthNames::new());
    share(cache_url(site)).await;
}

/// The state of the site, and of each provider of its chain, as far as is known here.
pub(crate) fn state(chain: &[ProviderId]) -> (SiteState, Vec<ProviderStatus>) {
    CIRCUIT_BREAKERS.with_borrow(|breakers| breakers.state(chain, js::now()))
}

fn cache_url(site: &Site) -> String {
    site.cache_url(&format!("_rest/{}", site.chain_fingerprint))
}

async fn read_shared(cache_url: String) {
    let theirs = cache::read(&cache_url).await.and_then(|text| serde_json::from_str(&text).ok());
    if let Some(theirs) = theirs {
        CIRCUIT_BREAKERS.with_borrow_mut(|breakers| breakers.merge(theirs));
    }
}

async fn share(cache_url: String) {
    let ours = CIRCUIT_BREAKERS.with_borrow(|breakers| serde_json::to_string(breakers).unwrap_or_default());
    cache::write(&cache_url, &ours, CACHED_S).await;
}
