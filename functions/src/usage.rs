//! Counts what visitors use: in the database, if one is bound and answers, else in the isolates of a data centre, which
//! share their counts through the Cache API. That is best effort: either may forget.

use crate::{
    alerts,
    runtime::{cache, database::Database, js, refresh::LastRead, tasks},
    site::Site,
};
use gateway::{
    access::Caller,
    limits::{
        Count, Ledger, LimitReached, Settlement, challenge_counts, counts, database, day_counts,
        minute_count, settle,
    },
    time::Millis,
};
use std::cell::{Cell, RefCell};
use wire::Attempt;
use worker::Context;

/// How often an isolate shares its counts, at most.
const SHARE_EVERY_MS: Millis = 2_000;
/// A count lasts a day at most.
const CACHED_S: u32 = 86_400;
/// If a visitor waited this long for the database, the next ones do not wait for it.
const SLOW_MS: Millis = 1_000;
/// How long nobody waits for a slow database.
const REST_MS: Millis = 30_000;

thread_local! {
    static LEDGER: RefCell<Ledger> = const { RefCell::new(Ledger::new()) };
    /// This isolate's name in the ledger.
    static ISOLATE: String = js::random_uuid().chars().take(8).collect();
    static LAST_READ: LastRead = const { LastRead::never() };
    static SHARED_AT: Cell<Millis> = const { Cell::new(0) };
    /// Whether this isolate has deleted the counts of the past.
    static HAS_CLEANED: Cell<bool> = const { Cell::new(false) };
    /// Until when no visitor waits for the database.
    static RESTS_UNTIL: Cell<Millis> = const { Cell::new(0) };
    /// The database has not counted the last request.
    static IS_DATABASE_FAILING: Cell<bool> = const { Cell::new(false) };
}

/// What a request has been counted with for the day.
pub(crate) struct Reservation {
    counts: Vec<Count>,
}

/// Takes a visitor's place and one request of the minute, before the request is even read. The place is free again when
/// the answer ends, or when the request should have come and has not.
pub(crate) async fn take_place(
    site: &Site,
    visitor: &str,
    request_id: &str,
    context: &Context,
) -> Result<(), LimitReached> {
    if site.database.is_none() || IS_DATABASE_FAILING.get() {
        LAST_READ.with(LastRead::check).run(context, read_shared(cache_url(site))).await;
    }
    let (limits, now) = (&site.settings.limits, js::now());
    let until = now + limits.body_ms;
    let minute: Vec<Count> = minute_count(limits, visitor, now).into_iter().collect();
    LEDGER.with_borrow_mut(|ledger| {
        ledger.begin_answer(visitor, request_id, limits.streams_per_visitor, until, now)?;
        let added = ISOLATE.with(|isolate| ledger.add(isolate, &minute, now));
        added.inspect_err(|_| ledger.end_answer(request_id))
    })
}

/// Counts a test for humans that Turnstile is to be asked about. Each isolate counts for itself.
pub(crate) fn take_challenge(caller: &Caller) -> Result<(), LimitReached> {
    let now = js::now();
    let counts = challenge_counts(&caller.visitor, caller.network.as_deref(), now);
    ISOLATE.with(|isolate| LEDGER.with_borrow_mut(|ledger| ledger.add(isolate, &counts, now)))
}

/// Counts a request for the day, with the most that its answer may use.
pub(crate) async fn reserve(
    site: &Site,
    visitor: &str,
    tokens: u64,
    request_id: &str,
    context: &Context,
) -> Result<Reservation, LimitReached> {
    let (limits, now) = (&site.settings.limits, js::now());
    let day = day_counts(limits, tokens, now);
    let added = LEDGER.with_borrow_mut(|ledger| {
        ledger.extend_answer(request_id, now + limits.total_ms);
        ISOLATE.with(|isolate| ledger.add(isolate, &day, now))
    });
    alerts::see_budgets(site, || LEDGER.with_borrow(|ledger| ledger.nearly_used(&day)));
    added?;
    let reservation = Reservation { counts: day };
    // The database counts the minute too: it alone is exact.
    let exact = site.database.as_ref().map(|database| (database, counts(limits, visitor, tokens, now)));
    let Some((database, all)) = exact.filter(|(_, all)| !all.is_empty()) else {
        share(site, context);
        return Ok(reservation);
    };
    let counted = add_to_database(site, database, &all, now).await;
    IS_DATABASE_FAILING.set(counted.is_none());
    match counted {
        Some(Ok(())) => Ok(reservation),
        Some(Err(reached)) => {
            // The database has added nothing, so this isolate has nothing to count either.
            add_here(&Settlement { refund: reservation.counts, ..Settlement::default() });
            Err(reached)
        }
        None => {
            share(site, context);
            js::log(
                r#"{"level":"error","error":"the database DB does not answer in time; each data centre counts by itself"}"#,
            );
            Ok(reservation)
        }
    }
}

impl Reservation {
    /// Counts what the request has cost: its attempts, and the tokens of its answer where they are known.
    pub(crate) fn settle(
        &self,
        attempts: &[Attempt],
        used_tokens: Option<u64>,
        site: &Site,
        context: &Context,
    ) {
        let settlement = settle(&self.counts, attempts, used_tokens);
        if settlement == Settlement::default() {
            return;
        }
        add_here(&settlement);
        if let Some(database) = site.database.clone() {
            tasks::run_afterwards(context, async move { settle_in_database(&database, &settlement).await });
        }
    }
}

/// Records that an answer is not in progress any more.
pub(crate) fn end_answer(request_id: &str) {
    LEDGER.with_borrow_mut(|ledger| ledger.end_answer(request_id));
}

/// Adds to all counts, or to none. `None` if the database does not answer, or was slow just now.
async fn add_to_database(
    site: &Site,
    database: &Database,
    counts: &[Count],
    now: Millis,
) -> Option<Result<(), LimitReached>> {
    if now < RESTS_UNTIL.get() {
        return None;
    }
    let parameter = database::parameter(counts);
    let mut statements = vec![(database::ADD, parameter.clone()), (database::READ, parameter)];
    if !HAS_CLEANED.get() {
        statements.push((database::DELETE_EXPIRED, database::now_parameter(now)));
    }
    let answers = database.run(&statements).await;
    if js::now() - now >= SLOW_MS {
        RESTS_UNTIL.set(js::now() + REST_MS);
    }
    let answers = answers.ok()?;
    HAS_CLEANED.set(true);
    let (added, have) = (answers.first()?, answers.get(1)?);
    alerts::see_budgets(site, || database::budgets_nearly_used(have, counts));
    database::read_answers(added, have, counts)
}

/// Puts the counts of a request right.
async fn settle_in_database(database: &Database, Settlement { add, refund }: &Settlement) {
    let statements =
        [(database::ADD_USED, database::parameter(add)), (database::REFUND, database::parameter(refund))];
    // What fails here is counted by the isolate.
    let _ = database.run(&statements).await;
}

fn add_here(Settlement { add, refund }: &Settlement) {
    ISOLATE.with(|isolate| {
        LEDGER.with_borrow_mut(|ledger| {
            ledger.add_used(isolate, add);
            ledger.refund(isolate, refund);
        });
    });
}

fn cache_url(site: &Site) -> String {
    site.cache_url("_counts")
}

async fn read_shared(cache_url: String) {
    if let Some(text) = cache::read(&cache_url).await {
        LEDGER.with_borrow_mut(|ledger| ledger.merge(Ledger::read(&text), js::now()));
    }
}

/// Shares the counts with the data centre, unless that was done just now.
fn share(site: &Site, context: &Context) {
    let now = js::now();
    if now - SHARED_AT.get() < SHARE_EVERY_MS {
        return;
    }
    SHARED_AT.set(now);
    let cache_url = cache_url(site);
    tasks::run_afterwards(context, async move {
        // Without this, what others have written meanwhile would be missing until they write again.
        read_shared(cache_url.clone()).await;
        let ours = LEDGER.with_borrow_mut(Ledger::write);
        cache::write(&cache_url, &ours, CACHED_S).await;
    });
}
