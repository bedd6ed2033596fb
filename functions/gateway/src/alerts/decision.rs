//! What is to be written into the table, and what the owner is to be told.

use super::{
    alert::{Alert, told_budget, told_key},
    seen::Seen,
    table::{Change, TROUBLE_SEEN, TROUBLE_SINCE, Table, WELL_SEEN},
};
use crate::{
    limits::Limit,
    time::{DAY_MS, MINUTE_MS, Millis},
};
use wire::ProviderId;

/// How long the site is degraded before the owner is told.
const DEGRADED_MS: Millis = 10 * MINUTE_MS;
/// How long nobody must have seen trouble, until it is over. A provider that failed is left alone for two minutes at most,
/// and is shown as failing meanwhile.
const QUIET_MS: Millis = 3 * MINUTE_MS;
/// How often the times of what goes on are written. Together they are 2,900 rows in a day at most.
const WRITE_EVERY_MS: Millis = MINUTE_MS;
/// How long what an isolate saw says how things are. They may have changed since, in other isolates.
const FRESH_MS: Millis = MINUTE_MS;

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// What is to be written, in one statement: what was seen, and a claim for each message.
    pub changes: Vec<Change>,
    /// The messages. Each is sent only if its claim is granted.
    pub alerts: Vec<Alert>,
}

impl Decision {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The messages whose claims were granted: those of these rows that were changed.
    pub fn granted(self, made: &[String]) -> Vec<Alert> {
        self.alerts.into_iter().filter(|alert| made.iter().any(|name| name == alert.kind())).collect()
    }
}

/// Decides what is to be done now about what an isolate has seen.
pub fn decide(seen: &Seen, table: &Table, now: Millis) -> Decision {
    let (mut changes, since) = trouble_changes(seen, table);
    changes.extend(cleared_keys(seen, table));
    let due =
        [state_alert(seen, table, since, now), budget_alert(seen, table, now), key_alert(seen, table, now)];
    let alerts: Vec<Alert> = due.into_iter().flatten().filter(|alert| table.may_send(alert, now)).collect();
    changes.extend(alerts.iter().map(|alert| Table::claim(alert, now)));
    Decision { changes, alerts }
}

fn is_fresh(at: Millis, now: Millis) -> bool {
    at > 0 && at + FRESH_MS > now
}

/// The times of trouble and its end that are to be written, and since when there is trouble.
fn trouble_changes(seen: &Seen, table: &Table) -> (Vec<Change>, Millis) {
    let [known_since, known_seen, known_well] =
        [TROUBLE_SINCE, TROUBLE_SEEN, WELL_SEEN].map(|name| table.at(name));
    let mut changes = Vec::new();
    let mut since = known_since;
    if seen.trouble > known_seen {
        // Whether the site was well since the trouble that is known, and long enough.
        let was_well =
            [known_well, seen.well].into_iter().any(|well| well > known_seen && well < seen.trouble);
        let is_new = known_seen == 0 || (was_well && seen.trouble >= known_seen + QUIET_MS);
        if is_new {
            since = seen.trouble;
            changes.push(Change::new(TROUBLE_SINCE, since, known_since));
        }
        if is_new || seen.trouble >= known_seen + WRITE_EVERY_MS {
            changes.push(Change::new(TROUBLE_SEEN, seen.trouble, seen.trouble));
        }
    }
    // After trouble: until it is over, so that it is known when it comes again.
    let is_over = known_well >= known_seen + QUIET_MS;
    if known_seen > 0
        && !is_over
        && seen.well > known_seen.max(seen.trouble)
        && seen.well >= known_well + WRITE_EVERY_MS
    {
        changes.push(Change::new(WELL_SEEN, seen.well, seen.well));
    }
    (changes, since)
}

/// What the owner knows of the site's state: the latest message of them.
fn told_state(table: &Table) -> Option<Alert> {
    let all = [Alert::Recovered, Alert::Degraded, Alert::Down];
    let told = all.into_iter().map(|alert| (alert.told().iter().map(|name| table.at(name)).max(), alert));
    let latest = told.max_by_key(|(at, _)| *at)?;
    (latest.0 > Some(0)).then_some(latest.1)
}

fn state_alert(seen: &Seen, table: &Table, since: Millis, now: Millis) -> Option<Alert> {
    let told = told_state(table);
    let is_down = is_fresh(seen.down, now) && seen.down > seen.well.max(seen.degraded);
    if is_down {
        return (told != Some(Alert::Down)).then_some(Alert::Down);
    }
    if is_fresh(seen.degraded, now) && seen.degraded >= seen.trouble && seen.degraded > seen.well {
        let is_long = since > 0 && since + DEGRADED_MS <= now;
        return (is_long && told != Some(Alert::Degraded)).then_some(Alert::Degraded);
    }
    let last_trouble = table.at(TROUBLE_SEEN).max(seen.trouble);
    let is_alarmed = matches!(told, Some(Alert::Down | Alert::Degraded));
    (is_alarmed && seen.well >= last_trouble + QUIET_MS).then_some(Alert::Recovered)
}

/// Each budget once in its day, which begins at 00:00 UTC.
fn budget_alert(seen: &Seen, table: &Table, now: Millis) -> Option<Alert> {
    let today = now / DAY_MS;
    let is_due = |(limit, at): &&(Limit, Millis)| {
        at / DAY_MS == today && table.at(&told_budget(*limit)) / DAY_MS < today
    };
    let limits: Vec<Limit> = seen.budgets.iter().filter(is_due).map(|(limit, _)| *limit).collect();
    (!limits.is_empty()).then_some(Alert::Budget(limits))
}

/// Each provider once, until it has answered again.
fn key_alert(seen: &Seen, table: &Table, now: Millis) -> Option<Alert> {
    let is_due =
        |(provider, at): &&(ProviderId, Millis)| is_fresh(*at, now) && table.at(&told_key(*provider)) == 0;
    let providers: Vec<ProviderId> =
        seen.refused.iter().filter(is_due).map(|(provider, _)| *provider).collect();
    (!providers.is_empty()).then_some(Alert::KeyRefused(providers))
}

/// The providers whose keys were refused, and which have answered since. An answer may have been on its way when the key
/// was refused, so one within the first minute says nothing.
fn cleared_keys(seen: &Seen, table: &Table) -> Vec<Change> {
    let cleared = seen.answered.iter().filter_map(|(provider, at)| {
        let name = told_key(*provider);
        let told = table.at(&name);
        (told > 0 && *at >= told + MINUTE_MS).then(|| Change::new(&name, 0, told))
    });
    cleared.collect()
}
