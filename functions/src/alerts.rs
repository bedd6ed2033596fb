//! Tells the owner at `ALERT_WEBHOOK_URL` that something is wrong, or well again. [`gateway::alerts`] says what and when.
//! All of it happens through `waitUntil`: no visitor waits for the database or for the webhook, and none hears of their
//! failures.

use crate::{
    provider_health,
    runtime::{database::Database, js},
    site::{self, Site},
    upstream,
};
use gateway::{
    alerts::{Alert, Attempted, Change, Monitor, Table, database, is_accepted, message},
    limits::Limit,
    providers::{ChainEntry, UpstreamRequest},
    secret::Secret,
};
use std::{cell::RefCell, time::Duration};
use wire::{Attempt, ProviderId};
use worker::{Context, Delay};

/// How long the webhook may take.
const TIMEOUT: Duration = Duration::from_secs(4);
/// The longest answer of a webhook that is read, in bytes. They are a few words.
const MAX_ANSWER_BYTES: usize = 64 * 1024;

thread_local! {
    static MONITOR: RefCell<Monitor> = RefCell::default();
}

/// A request has been answered, or there is no answer.
pub(crate) fn see(site: &Site, attempts: &[Attempt], result: Attempted) {
    if site.settings.alert_webhook.is_some() {
        let chain: Vec<ProviderId> =
            site.chain.iter().filter_map(ChainEntry::provider).map(|provider| provider.id).collect();
        let (state, _) = provider_health::state(&chain);
        MONITOR.with_borrow_mut(|monitor| monitor.seen.add(attempts, result, state, js::now()));
    }
}

/// Of the budgets of the day, `find` says which are nearly used.
pub(crate) fn see_budgets(site: &Site, find: impl FnOnce() -> Vec<Limit>) {
    if site.settings.alert_webhook.is_some() {
        let limits = find();
        MONITOR.with_borrow_mut(|monitor| monitor.seen.add_budgets(&limits, js::now()));
    }
}

/// A request is over, so what was seen is told, if that is due.
pub(crate) fn after_request(site: &Site, context: &Context) {
    if site.settings.alert_webhook.is_none() {
        return;
    }
    if let Some(wait) = MONITOR.with_borrow_mut(|monitor| monitor.plan(js::now())) {
        context.wait_until(async move {
            Delay::from(Duration::from_millis(wait)).await;
            visit().await;
            MONITOR.with_borrow_mut(Monitor::end_visit);
        });
    }
}

/// Forgets what this isolate has seen and knows. The database still knows what was told.
pub(crate) fn forget() {
    MONITOR.take();
}

/// Reads the table, writes what is new, and sends what is due.
async fn visit() {
    let Some(site) = site::current() else { return };
    let Some(url) = &site.settings.alert_webhook else { return };
    let database = site.database.as_ref();
    let read = read(database).await;
    let now = js::now();
    let (decision, before) = MONITOR.with_borrow_mut(|monitor| {
        let decision = monitor.decide(read, now);
        (decision, monitor.known().clone())
    });
    let made = change(database, &decision.changes).await;
    for alert in decision.granted(&made) {
        let is_sent = send(&site, url, &alert).await;
        let changes =
            if is_sent { Table::sent(&alert, now) } else { before.released(&alert, now, js::now()) };
        change(database, &changes).await;
    }
}

/// The table; `None` if there is no database, or it does not answer.
async fn read(database: Option<&Database>) -> Option<Table> {
    let answers = database?.run(&[(database::READ, String::new())]).await.ok()?;
    Some(database::table(answers.first()?))
}

/// Makes those changes that may be made, and returns the names of their rows. Without a database that answers, this
/// isolate's own table decides.
async fn change(database: Option<&Database>, changes: &[Change]) -> Vec<String> {
    if changes.is_empty() {
        return Vec::new();
    }
    let own = MONITOR.with_borrow_mut(|monitor| monitor.apply(changes));
    let Some(database) = database else { return own };
    let answers = database.run(&[(database::CHANGE, database::parameter(changes))]).await;
    answers.ok().and_then(|answers| answers.first().map(|rows| database::made(rows))).unwrap_or(own)
}

/// Sends a message. Returns whether the webhook took it.
async fn send(site: &Site, url: &Secret, alert: &Alert) -> bool {
    let scheme = if site.is_local() { "http" } else { "https" };
    let origin = format!("{scheme}://{}", site.host);
    let request = UpstreamRequest::Http(message(url, alert, &site.host, &origin, js::now()));
    let answer = upstream::ask_for_whole(&request, None, MAX_ANSWER_BYTES, TIMEOUT).await;
    let is_taken = matches!(&answer, Ok((head, body)) if is_accepted(url, head.status, body));
    if !is_taken {
        js::log(
            r#"{"level":"error","error":"the webhook ALERT_WEBHOOK_URL did not take a message; it is sent again"}"#,
        );
    }
    is_taken
}
