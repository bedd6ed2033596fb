//! One isolate's part: what it has seen, what it knows of the table, and when it looks into it.

use super::{
    decision::{Decision, decide},
    seen::Seen,
    table::{Change, Table},
};
use crate::time::{MINUTE_MS, Millis};

/// The shortest time between two looks into the table.
const PACE_MS: Millis = 5_000;
/// How often an isolate that has nothing to add looks into it, to hear of trouble that others saw.
const LOOK_EVERY_MS: Millis = 5 * MINUTE_MS;
/// How long a visit may take, with the wait before it. After that another request may pay it.
const VISIT_MS: Millis = 40_000;

/// One isolate's part.
#[derive(Debug, Default)]
pub struct Monitor {
    /// What this isolate has seen.
    pub seen: Seen,
    /// The table as it was last read, with this isolate's own changes.
    known: Table,
    /// When it was last read; 0 if never.
    looked_at: Millis,
    /// Until when a visit is under way; 0 if none is.
    visits_until: Millis,
}

impl Monitor {
    /// After how many milliseconds to visit the table; `None` if there is no reason to, or somebody is about to.
    pub fn plan(&mut self, now: Millis) -> Option<Millis> {
        if now < self.visits_until {
            return None;
        }
        let must_look = self.looked_at == 0 || now >= self.looked_at + LOOK_EVERY_MS;
        if !must_look && decide(&self.seen, &self.known, now).is_empty() {
            return None;
        }
        let wait = (self.looked_at + PACE_MS).saturating_sub(now);
        self.visits_until = now + wait + VISIT_MS;
        Some(wait)
    }

    /// Decides what to do. `read` is the table, if there is a database and it answers; else this isolate's own is used.
    pub fn decide(&mut self, read: Option<Table>, now: Millis) -> Decision {
        self.looked_at = now;
        if let Some(table) = read {
            self.known = table;
        }
        decide(&self.seen, &self.known, now)
    }

    /// The table as far as it is known.
    pub const fn known(&self) -> &Table {
        &self.known
    }

    /// Makes changes in this isolate's copy of the table. Returns the names of those that were made.
    pub fn apply(&mut self, changes: &[Change]) -> Vec<String> {
        self.known.apply(changes)
    }

    /// The visit that was planned is over.
    pub fn end_visit(&mut self) {
        self.visits_until = 0;
    }
}
