//! What the isolates of a site remember together.

use super::alert::Alert;
use crate::time::{HOUR_MS, Millis};
use serde::Serialize;

/// When trouble was first seen.
pub(super) const TROUBLE_SINCE: &str = "trouble:since";
/// When trouble was last seen.
pub(super) const TROUBLE_SEEN: &str = "trouble:seen";
/// When the site was last well after trouble.
pub(super) const WELL_SEEN: &str = "well:seen";
/// When the webhook last failed.
pub(super) const FAILED: &str = "failed";
/// How long nobody asks the webhook again after it failed. A site that is down all day with a dead webhook writes some
/// 9,000 rows then, of the 100,000 that D1's free plan takes
/// (<https://developers.cloudflare.com/d1/platform/pricing/>).
pub(super) const RETRY_MS: Millis = 30_000;

/// Times by name: in a D1 database for all isolates, or in one isolate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    rows: Vec<(String, Millis)>,
}

/// A change of one row. It is made only if the row has no later time than `over`, or does not exist: of several isolates
/// that want it at once, one gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The row.
    pub name: String,
    /// Its new time; 0 is as good as no row.
    pub at: Millis,
    /// The latest time that may be replaced.
    pub over: Millis,
}

impl Change {
    pub(super) fn new(name: &str, at: Millis, over: Millis) -> Self {
        Self { name: name.to_owned(), at, over }
    }
}

impl Table {
    pub(super) fn new(rows: Vec<(String, Millis)>) -> Self {
        Self { rows }
    }

    /// The time of a row; 0 if there is none.
    pub fn at(&self, name: &str) -> Millis {
        self.rows.iter().find(|(known, _)| known == name).map_or(0, |(_, at)| *at)
    }

    /// Makes the changes that may be made, as the database does. Returns the names of those rows.
    pub fn apply(&mut self, changes: &[Change]) -> Vec<String> {
        let mut made = Vec::new();
        for change in changes {
            match self.rows.iter_mut().find(|(known, _)| *known == change.name) {
                Some((_, at)) if *at > change.over => continue,
                Some((_, at)) => *at = change.at,
                None => self.rows.push((change.name.clone(), change.at)),
            }
            made.push(change.name.clone());
        }
        made
    }

    /// Claims the hour of a kind, before a message is sent.
    pub(super) fn claim(alert: &Alert, now: Millis) -> Change {
        Change::new(alert.kind(), now, now.saturating_sub(HOUR_MS))
    }

    /// Whether a message may be sent, as far as is known: its kind's hour is over, and the webhook did not fail just now.
    pub(super) fn may_send(&self, alert: &Alert, now: Millis) -> bool {
        let is_over = |name, time| self.at(name) == 0 || self.at(name) + time <= now;
        is_over(alert.kind(), HOUR_MS) && is_over(FAILED, RETRY_MS)
    }

    /// What changes after a message was sent that was claimed at `claimed`: the owner has been told.
    pub fn sent(alert: &Alert, claimed: Millis) -> Vec<Change> {
        alert.told().iter().map(|name| Change::new(name, claimed, claimed)).collect()
    }

    /// What changes after a message could not be sent: the hour is free again. `self` is the table before the claim.
    pub fn released(&self, alert: &Alert, claimed: Millis, now: Millis) -> Vec<Change> {
        let kind = alert.kind();
        vec![Change::new(kind, self.at(kind), claimed), Change::new(FAILED, now, now)]
    }
}
