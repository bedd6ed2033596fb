//! What visitors may take, kept where it is kept best: in the `COUNTS` database, if one is bound, else in the isolates
//! of a data centre, which tell each other through the Cache API. That is best effort: either may forget.

use crate::{
    cache::{self, Freshness},
    js,
    settings::Site,
};
use gateway::{
    Millis,
    limits::{self, Count, Ledger, Over},
};
use std::cell::{Cell, RefCell};
use worker::Context;

/// How often an isolate tells the others, at most.
const SHARE_EVERY_MS: Millis = 2_000;
/// Counts last a day at most.
const LONGEST_S: u32 = 86_400;

thread_local! {
    static LEDGER: RefCell<Ledger> = const { RefCell::new(Ledger::new()) };
    /// This isolate's name in the ledger.
    static OWN: String = js::random_uuid().chars().take(8).collect();
    static FRESHNESS: Freshness = const { Freshness::new() };
    static SHARED_AT: Cell<Millis> = const { Cell::new(0) };
}

/// What a request has taken.
pub(crate) struct Ticket {
    counts: Vec<Count>,
    request_id: String,
}

/// Whether a visitor's minute is used up, as far as is known here: then the request need not even be read.
pub(crate) fn glance(site: &Site, visitor: &str) -> Result<(), Over> {
    let counts = limits::counts(&site.settings.limits, visitor, 0, js::now());
    LEDGER.with_borrow(|ledger| ledger.would_take(&counts))
}

/// Takes what an answer may need.
pub(crate) async fn take(
    site: &Site,
    visitor: &str,
    tokens: u64,
    request_id: &str,
    context: &Context,
) -> Result<Ticket, Over> {
    let limits = &site.settings.limits;
    let (now, counts) = (js::now(), limits::counts(limits, visitor, tokens, js::now()));
    if site.counts.is_none() {
        FRESHNESS.with(Freshness::due).look_up(context, learn(place(site))).await;
    }
    LEDGER.with_borrow_mut(|ledger| {
        ledger.begin(visitor, request_id, limits.streams_per_visitor, now + limits.total_ms, now)?;
        let taken = OWN.with(|own| ledger.take(own, &counts, now));
        taken.inspect_err(|_| ledger.end(request_id))
    })?;
    let ticket = Ticket { counts, request_id: request_id.to_owned() };
    let Some(database) = site.counts.as_ref().filter(|_| !ticket.counts.is_empty()) else {
        share(site, context);
        return Ok(ticket);
    };
    match database.take(&ticket.counts, now).await {
        Some(Ok(())) => Ok(ticket),
        Some(Err(over)) => {
            OWN.with(|own| LEDGER.with_borrow_mut(|ledger| ledger.give_back(own, &ticket.counts)));
            end(request_id);
            Err(over)
        }
        None => {
            js::log(
                r#"{"level":"error","error":"the COUNTS database does not answer; limits are kept by the isolate"}"#,
            );
            Ok(ticket)
        }
    }
}

impl Ticket {
    /// No answer was given.
    pub(crate) fn unspent(&self, site: &Site, context: &Context) {
        end(&self.request_id);
        give_back(limits::unspent(&self.counts), site, context);
    }

    /// A whole answer was given, of so many tokens, if the provider tells.
    pub(crate) fn used(&self, tokens: Option<u64>, site: &Site, context: &Context) {
        end(&self.request_id);
        if let Some(tokens) = tokens {
            give_back(limits::unused(&self.counts, tokens), site, context);
        }
    }
}

/// An answer is not under way any more.
pub(crate) fn end(request_id: &str) {
    LEDGER.with_borrow_mut(|ledger| ledger.end(request_id));
}

fn give_back(counts: Vec<Count>, site: &Site, context: &Context) {
    if counts.is_empty() {
        return;
    }
    OWN.with(|own| LEDGER.with_borrow_mut(|ledger| ledger.give_back(own, &counts)));
    if let Some(database) = site.counts.clone() {
        js::afterwards(context, async move { database.give_back(&counts).await });
    }
}

/// The name in the cache. No visitor can ask for it: `/api/*` is this Function's.
fn place(site: &Site) -> String {
    format!("https://{}/api/_counts", site.host)
}

async fn learn(place: String) {
    if let Some(text) = cache::read(&place).await {
        LEDGER.with_borrow_mut(|ledger| ledger.merge(Ledger::read(&text), js::now()));
    }
}

/// Tells the data centre, if that was not done just now.
fn share(site: &Site, context: &Context) {
    let now = js::now();
    if now - SHARED_AT.get() < SHARE_EVERY_MS {
        return;
    }
    SHARED_AT.set(now);
    let place = place(site);
    js::afterwards(context, async move {
        // What others have written in the meantime would be lost until they write again.
        learn(place.clone()).await;
        let ours = LEDGER.with_borrow(Ledger::write);
        cache::write(&place, &ours, LONGEST_S).await;
    });
}
