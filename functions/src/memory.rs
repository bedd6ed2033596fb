//! What is remembered of the providers between requests: in this isolate, and through the Cache API
//! in its data centre. Best effort: either may be empty at any time.

use crate::{
    cache::{self, Freshness},
    js,
    settings::{self, Site},
};
use gateway::{Millis, ask::Candidate, classify::Wait, engine::Engine, providers::Readiness, rest::Rest};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use wire::{Attempt, Outcome, ProviderId, ProviderStatus, SiteState, json::Value};
use worker::Context;

/// The longest rest is a day.
const LONGEST_S: u32 = 86_400;

thread_local! {
    static REST: RefCell<Rest> = const { RefCell::new(Rest::new()) };
    /// Whose old key was refused while the one that is to take its place works.
    static SPARES: RefCell<Vec<ProviderId>> = const { RefCell::new(Vec::new()) };
    static FRESHNESS: Freshness = const { Freshness::new() };
}

/// Learns what other isolates know: at once if this one is new, else beside the request.
pub(crate) async fn recall(site: &Site, context: &Context) {
    FRESHNESS.with(Freshness::due).look_up(context, look_up(place(site))).await;
}

/// Whether a candidate rests.
pub(crate) fn rests(candidate: &Candidate) -> bool {
    REST.with_borrow_mut(|rest| rest.rests(candidate.provider, &candidate.model, js::now()))
}

/// Whether a provider's old key was refused here, and the next one works.
pub(crate) fn spare_works(provider: ProviderId) -> bool {
    SPARES.with_borrow(|spares| spares.contains(&provider))
}

/// Takes note of which of two keys works.
pub(crate) fn note_key(provider: ProviderId, is_spare: bool) {
    SPARES.with_borrow_mut(|spares| {
        spares.retain(|known| *known != provider);
        spares.extend(is_spare.then_some(provider));
    });
}

/// Until when each provider of the chain rests.
pub(crate) fn rests_until(site: &Site) -> Vec<Option<Millis>> {
    let until = |(id, readiness): &(ProviderId, Readiness)| match readiness {
        Readiness::Ready(provider) => {
            REST.with_borrow(|rest| rest.until(*id, provider.models.first()?, js::now()))
        }
        Readiness::Off | Readiness::Incomplete(_) => None,
    };
    site.chain.iter().map(until).collect()
}

/// Takes note of how a request went, and tells the data centre if that is news.
pub(crate) fn note(engine: &Engine, site: &Site, context: &Context) {
    let now = js::now();
    let is_news = REST.with_borrow_mut(|rest| {
        engine.endings().fold(false, |is_news, (attempt, wait)| rest.note(attempt, wait, now) | is_news)
    });
    if is_news {
        js::afterwards(context, share(place(site)));
    }
}

/// Takes note of an answer that broke off after its first words; the attempt that gave it, as JSON.
pub(crate) fn note_break(attempt: &str) {
    let served = Value::read(attempt).as_ref().and_then(Attempt::read);
    let (Some(served), Some(site)) = (served, settings::current()) else { return };
    let broken = Attempt { outcome: Outcome::Network, ..served };
    REST.with_borrow_mut(|rest| rest.note(&broken, Wait::Unknown, js::now()));
    spawn_local(share(place(&site)));
}

/// Nothing is known any more, here and in the data centre.
pub(crate) async fn forget(site: &Site) {
    REST.replace(Rest::new());
    SPARES.replace(Vec::new());
    share(place(site)).await;
}

/// How the site is, as far as is known here.
pub(crate) fn state(chain: &[ProviderId]) -> (SiteState, Vec<ProviderStatus>) {
    REST.with_borrow(|rest| rest.state(chain, js::now()))
}

/// The name in the cache. No visitor can ask for it: `/api/*` is this Function's.
fn place(site: &Site) -> String {
    format!("https://{}/api/_rest/{:016x}", site.host, site.fingerprint)
}

async fn look_up(place: String) {
    let theirs = cache::read(&place).await.and_then(|text| serde_json::from_str(&text).ok());
    if let Some(theirs) = theirs {
        REST.with_borrow_mut(|rest| rest.merge(theirs));
    }
}

async fn share(place: String) {
    let ours = REST.with_borrow(|rest| serde_json::to_string(rest).unwrap_or_default());
    cache::write(&place, &ours, LONGEST_S).await;
}
