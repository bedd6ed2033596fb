//! `GET /api/report`: asks for every probe, keeps the answers for a minute, and tells the owner what they
//! mean.

use crate::{
    VERSION, access, cache,
    http::{Answer, Inbound},
    js, memory,
    settings::Site,
    upstream,
};
use futures_util::future::join_all;
use gateway::{
    Millis,
    api::{Format, Refusal, Wish},
    classify::Fault,
    diagnosis::{self, Context, KEPT_MS, PROBE_TIMEOUT_MS, Probe, Taken},
};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};
use web_sys::AbortController;
use wire::Outcome;
use worker::Delay;

/// The most bytes of an answer to a probe: a list of gateways is the longest.
const MAX_PROBE_BYTES: usize = 512 * 1024;
/// How long to wait before looking again whether another request's checks are done.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The answers, and when and where they were taken.
#[derive(Clone)]
struct Kept {
    at: Millis,
    colo: Option<String>,
    answers: Vec<Taken>,
}

impl Kept {
    fn read(text: &str) -> Option<Self> {
        let (at, colo, answers) = diagnosis::read_kept(text)?;
        Some(Self { at, colo, answers })
    }

    fn is_fresh(&self) -> bool {
        js::now().saturating_sub(self.at) < KEPT_MS
    }
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
    /// When the checks that are being made began; 0 if none are.
    static CHECKING_SINCE: Cell<Millis> = const { Cell::new(0) };
}

pub(crate) async fn answer(inbound: &Inbound, site: &Site) -> Result<Answer, Refusal> {
    let caller = inbound.caller(&site.salt);
    access::with_tries(|tries| {
        caller.admit_owner(&site.settings.admin_codes, site.is_local(), tries, js::now())
    })?;
    let wish = Wish::read(&inbound.query, inbound.header("accept-language").as_deref())?;
    let kept = kept(site, inbound.colo()).await;
    let subject = site.subject();
    let answers: Vec<_> = diagnosis::plan(&subject).into_iter().zip(kept.answers).collect();
    let report = diagnosis::report(
        &subject,
        &diagnosis::conclude(&subject, &answers),
        &Context {
            language: wish.language,
            deployment: &site.deployment,
            version: VERSION,
            colo: kept.colo.as_deref(),
            at: kept.at,
            rests: &memory::rests_until(site),
            seen: site.seen.clone(),
        },
    );
    Ok(match wish.format {
        Format::Json => Answer::json(200, &report),
        Format::Markdown => Answer::markdown(diagnosis::markdown(&report, wish.language)),
        Format::Guide => Answer::markdown(diagnosis::guide(&report)),
    })
}

/// Nothing is known any more, here and in the data centre.
pub(crate) async fn forget(site: &Site) {
    KEPT.replace(None);
    cache::write(&place(site), "", 1).await;
}

/// What is known, if it is new enough; else one request makes the checks, and the others wait for it.
async fn kept(site: &Site, colo: Option<String>) -> Kept {
    loop {
        if let Some(kept) = KEPT.with_borrow(Clone::clone).filter(Kept::is_fresh) {
            return kept;
        }
        // A request that ended in the middle of its checks blocks nobody for long.
        let since = CHECKING_SINCE.get();
        if since == 0 || js::now().saturating_sub(since) > PROBE_TIMEOUT_MS + 2_000 {
            break;
        }
        Delay::from(LOOK_AGAIN).await;
    }
    CHECKING_SINCE.set(js::now());
    let place = place(site);
    let theirs = cache::read(&place).await.and_then(|text| Kept::read(&text)).filter(Kept::is_fresh);
    let kept = if let Some(theirs) = theirs {
        theirs
    } else {
        let kept = check(site, colo).await;
        let text = diagnosis::write_kept(kept.at, kept.colo.as_deref(), &kept.answers);
        cache::write(&place, &text, (KEPT_MS / 1000) as u32).await;
        kept
    };
    KEPT.replace(Some(kept.clone()));
    CHECKING_SINCE.set(0);
    kept
}

async fn check(site: &Site, colo: Option<String>) -> Kept {
    let probes = diagnosis::plan(&site.subject());
    let answers = join_all(probes.iter().map(|probe| take(site, probe))).await;
    Kept { at: js::now(), colo, answers }
}

async fn take(site: &Site, probe: &Probe) -> Taken {
    let began = js::now();
    let answer = match AbortController::new() {
        Err(_) => Err(Fault::new(Outcome::Network, None)),
        Ok(controller) => {
            let patience = Duration::from_millis(PROBE_TIMEOUT_MS);
            let ai = site.ai.as_ref();
            upstream::whole_in_time(&probe.request, ai, MAX_PROBE_BYTES, &controller, patience).await
        }
    };
    Taken { answer, ms: js::now().saturating_sub(began) as u32 }
}

/// The name in the cache. No visitor can ask for it: `/api/*` is this Function's.
fn place(site: &Site) -> String {
    let is_usable = site.usable().is_ok();
    format!("https://{}/api/_report/{:016x}-{is_usable}", site.host, site.fingerprint)
}
