//! Counts that several isolates keep together. Each isolate adds to its own numbers only. Two ledgers are merged by
//! taking the greater of each number, in any order and any number of times, so nothing is lost for good where one
//! isolate overwrites another's copy: the next copy has it again. (Such a counter is a PN-counter, Shapiro et al.,
//! 2011.) Between two exchanges each isolate knows only its own numbers, so a limit may be exceeded by as many times as
//! there are isolates.

use super::count::{Count, Limit, LimitReached, nearly_used};
use crate::time::Millis;
use std::fmt::Write as _;

/// The most shares of counts that are kept. As text they have some 70 kB.
const MAX_SHARES: usize = 1_000;
/// The most answers in progress that are kept.
const MAX_ANSWERS: usize = 1_000;

/// The part of a count that one isolate added and took back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Share {
    /// The count's name.
    name: String,
    isolate: String,
    until: Millis,
    added: u64,
    refunded: u64,
}

/// An answer in progress. It ends by itself at `until`, since no code runs when a visitor leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lease {
    visitor: String,
    id: String,
    until: Millis,
    is_over: bool,
    /// Another isolate may have a copy.
    is_shared: bool,
}

/// Counts, and answers in progress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    shares: Vec<Share>,
    leases: Vec<Lease>,
}

impl Ledger {
    /// An empty ledger.
    pub const fn new() -> Self {
        Self { shares: Vec::new(), leases: Vec::new() }
    }

    /// Adds to all counts, or to none. `isolate` is this isolate's name.
    ///
    /// # Errors
    /// The first limit that the request would exceed.
    pub fn add(&mut self, isolate: &str, counts: &[Count], now: Millis) -> Result<(), LimitReached> {
        self.check(counts)?;
        self.remove_expired(now);
        self.add_used(isolate, counts);
        Ok(())
    }

    /// Adds what has been used, whatever the limits say.
    pub fn add_used(&mut self, isolate: &str, counts: &[Count]) {
        for count in counts {
            let share = self.share_mut(&count.name, isolate);
            share.until = count.until;
            share.added += count.amount;
        }
    }

    /// Whether a request is within every limit.
    ///
    /// # Errors
    /// The first limit that the request would exceed.
    pub fn check(&self, counts: &[Count]) -> Result<(), LimitReached> {
        match counts.iter().find(|count| self.sum(&count.name) + count.amount > count.most) {
            Some(count) => Err(LimitReached { limit: count.limit, until: count.until }),
            None => Ok(()),
        }
    }

    /// The budgets of the day of which four fifths are used, as far as this isolate knows.
    pub fn nearly_used(&self, counts: &[Count]) -> Vec<Limit> {
        nearly_used(counts, |count| self.sum(&count.name))
    }

    /// Takes back what was added and not used.
    pub fn refund(&mut self, isolate: &str, counts: &[Count]) {
        for count in counts {
            let is_own = |share: &&mut Share| share.name == count.name && share.isolate == isolate;
            self.shares.iter_mut().filter(is_own).for_each(|share| share.refunded += count.amount);
        }
    }

    /// Begins an answer, which ends at `until` at the latest. `most` is how many a visitor may have at once; 0 is no
    /// limit.
    ///
    /// # Errors
    /// The visitor has too many; `until` is when the first of them ends.
    pub fn begin_answer(
        &mut self,
        visitor: &str,
        id: &str,
        most: u32,
        until: Millis,
        now: Millis,
    ) -> Result<(), LimitReached> {
        if most == 0 {
            return Ok(());
        }
        let is_theirs = |lease: &&Lease| lease.until > now && !lease.is_over && lease.visitor == visitor;
        let theirs = || self.leases.iter().filter(is_theirs);
        if theirs().count() >= most as usize {
            let until = theirs().map(|lease| lease.until).min().unwrap_or(now);
            return Err(LimitReached { limit: Limit::Streams, until });
        }
        let (visitor, id) = (visitor.to_owned(), id.to_owned());
        self.leases.push(Lease { visitor, id, until, is_over: false, is_shared: false });
        self.remove_expired(now);
        Ok(())
    }

    /// Gives an answer in progress time until `until`.
    pub fn extend_answer(&mut self, id: &str, until: Millis) {
        self.leases.iter_mut().filter(|lease| lease.id == id).for_each(|lease| lease.until = until);
    }

    /// Ends an answer. If its entry has been shared it stays until it expires: another isolate's copy would bring a removed
    /// one back.
    pub fn end_answer(&mut self, id: &str) {
        let Some(at) = self.leases.iter().rposition(|lease| lease.id == id) else { return };
        if self.leases[at].is_shared {
            self.leases[at].is_over = true;
        } else {
            self.leases.remove(at);
        }
    }

    /// Adds what another isolate knows.
    pub fn merge(&mut self, other: Self, now: Millis) {
        for theirs in other.shares {
            let ours = self.share_mut(&theirs.name, &theirs.isolate);
            ours.until = ours.until.max(theirs.until);
            ours.added = ours.added.max(theirs.added);
            ours.refunded = ours.refunded.max(theirs.refunded);
        }
        for theirs in other.leases {
            match self.leases.iter_mut().find(|lease| lease.id == theirs.id) {
                Some(ours) => {
                    ours.until = ours.until.max(theirs.until);
                    ours.is_over |= theirs.is_over;
                    ours.is_shared = true;
                }
                None => self.leases.push(theirs),
            }
        }
        self.remove_expired(now);
    }

    /// The ledger as text, for other isolates: a line of words for each entry.
    pub fn write(&mut self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        for Share { name, isolate, until, added, refunded } in &self.shares {
            let _ = writeln!(text, "{name} {isolate} {until} {added} {refunded}");
        }
        for Lease { visitor, id, until, is_over, is_shared } in &mut self.leases {
            *is_shared = true;
            let _ = writeln!(text, "{visitor} {id} {until} {}", if *is_over { "over" } else { "under-way" });
        }
        text
    }

    /// Reads what [`Self::write`] wrote. Lines that cannot be read are left out.
    pub fn read(text: &str) -> Self {
        let mut ledger = Self::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                [name, isolate, until, added, refunded] => {
                    if let (Ok(until), Ok(added), Ok(refunded)) =
                        (until.parse(), added.parse(), refunded.parse())
                    {
                        let (name, isolate) = (name.to_owned(), isolate.to_owned());
                        ledger.shares.push(Share { name, isolate, until, added, refunded });
                    }
                }
                [visitor, id, until, state] => {
                    if let Ok(until) = until.parse() {
                        let (visitor, id) = (visitor.to_owned(), id.to_owned());
                        let is_over = state == "over";
                        ledger.leases.push(Lease { visitor, id, until, is_over, is_shared: true });
                    }
                }
                _ => {}
            }
        }
        ledger
    }

    fn sum(&self, name: &str) -> u64 {
        let shares = self.shares.iter().filter(|share| share.name == name);
        shares.map(|share| share.added.saturating_sub(share.refunded)).fold(0, u64::saturating_add)
    }

    /// An isolate's share of a count; a new one where there is none.
    fn share_mut(&mut self, name: &str, isolate: &str) -> &mut Share {
        let known = self.shares.iter().position(|share| share.name == name && share.isolate == isolate);
        let at = known.unwrap_or_else(|| {
            let (name, isolate) = (name.to_owned(), isolate.to_owned());
            self.shares.push(Share { name, isolate, until: 0, added: 0, refunded: 0 });
            self.shares.len() - 1
        });
        &mut self.shares[at]
    }

    /// Removes what has expired and, where there is too much, what expires first: minutes of single visitors, never
    /// the counts of the day.
    fn remove_expired(&mut self, now: Millis) {
        self.shares.retain(|share| share.until > now);
        self.leases.retain(|lease| lease.until > now);
        while self.shares.len() > MAX_SHARES {
            let expires_first = (0..self.shares.len()).min_by_key(|&at| self.shares[at].until);
            expires_first.map(|at| self.shares.remove(at));
        }
        let too_many = self.leases.len().saturating_sub(MAX_ANSWERS);
        self.leases.drain(..too_many);
    }
}
