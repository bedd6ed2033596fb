//! `GET /api/report`: sends every probe, caches the results for a minute, and tells the owner what they mean.

use super::{owner, probes::send};
use crate::{
    http::{Answer, InboundRequest},
    provider_health,
    runtime::{cache, js},
    site::{Site, VERSION},
};
use futures_util::future::join_all;
use gateway::{
    api::{Refusal, ReportFormat, ReportQuery},
    diagnosis::{
        CACHE_LIFETIME_MS, CachedResults, PROBE_TIMEOUT_MS, ReportContext, conclude, guide, markdown, plan,
        report,
    },
    time::Millis,
};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};
use worker::Delay;

/// The media type of the report for people.
const MARKDOWN_TYPE: &str = "text/markdown";
/// How long to wait before checking again whether another request's probes are done.
const WAIT: Duration = Duration::from_millis(50);
/// How long after its probes should be done a request no longer blocks others: it may have ended in the middle.
const GRACE_MS: Millis = 2_000;

thread_local! {
    static CACHED: RefCell<Option<CachedResults>> = const { RefCell::new(None) };
    /// When the request that now sends probes began; 0 if none does.
    static PROBING_SINCE: Cell<Millis> = const { Cell::new(0) };
}

pub(super) async fn answer(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    owner::admit(inbound, site)?;
    let query = ReportQuery::read(&inbound.query, inbound.header("accept-language"))?;
    let CachedResults { at, colo, results } = results(site, inbound.colo().map(str::to_owned)).await;
    let subject = site.subject();
    let results: Vec<_> = plan(&subject).into_iter().zip(results).collect();
    let context = ReportContext {
        language: query.language,
        deployment: &site.deployment,
        version: VERSION,
        colo: colo.as_deref(),
        at,
        open_circuits: &provider_health::open_circuits(site),
        set: site.set.clone(),
    };
    let report = report(&subject, &conclude(&subject, &results), &context);
    Ok(match query.format {
        ReportFormat::Json => Answer::json(200, &report),
        ReportFormat::Markdown => Answer::text(MARKDOWN_TYPE, markdown(&report, query.language)),
        ReportFormat::Guide => Answer::text(MARKDOWN_TYPE, guide(&report)),
    })
}

/// Forgets the results, here and in the data centre.
pub(super) async fn forget(site: &Site) {
    CACHED.replace(None);
    cache::write(&cache_url(site), "", 1).await;
}

/// The cached results, if they are fresh. Otherwise one request sends the probes, and the others wait for it.
async fn results(site: &Site, colo: Option<String>) -> CachedResults {
    loop {
        if let Some(cached) = CACHED.with_borrow(Clone::clone).filter(is_fresh) {
            return cached;
        }
        let since = PROBING_SINCE.get();
        if since == 0 || js::now().saturating_sub(since) > PROBE_TIMEOUT_MS + GRACE_MS {
            break;
        }
        Delay::from(WAIT).await;
    }
    PROBING_SINCE.set(js::now());
    let cache_url = cache_url(site);
    let shared = cache::read(&cache_url).await.and_then(|json| CachedResults::from_json(&json));
    let results = if let Some(shared) = shared.filter(is_fresh) {
        shared
    } else {
        let results = send_probes(site, colo).await;
        cache::write(&cache_url, &results.to_json(), (CACHE_LIFETIME_MS / 1000) as u32).await;
        results
    };
    CACHED.replace(Some(results.clone()));
    PROBING_SINCE.set(0);
    results
}

fn is_fresh(results: &CachedResults) -> bool {
    results.is_fresh(js::now())
}

async fn send_probes(site: &Site, colo: Option<String>) -> CachedResults {
    let probes = plan(&site.subject());
    let results = join_all(probes.iter().map(|probe| send(site, probe))).await;
    CachedResults { at: js::now(), colo, results }
}

fn cache_url(site: &Site) -> String {
    let is_usable = site.usable().is_ok();
    site.cache_url(&format!("_report/{}-{is_usable}", site.chain_fingerprint))
}
