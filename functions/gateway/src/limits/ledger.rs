//! Counts that several isolates keep together. Each adds to its own numbers only, so two ledgers are merged by
//! taking the greater of each number, in any order and any number of times: what one isolate writes over the other's
//! copy is written again with its next. (A counter of this kind is a PN-counter, Shapiro et al., 2011.) Between two
//! exchanges each isolate knows only its own, so a limit may be passed by as many isolates as there are.

use super::{Count, Limit, Over};
use crate::Millis;
use std::fmt::Write as _;

/// The most counts that are kept. The text of so many is some 70 kB.
const MOST_COUNTS: usize = 1_000;
/// The most answers under way that are known of.
const MOST_LEASES: usize = 1_000;

/// What one isolate took from a count, and gave back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Share {
    /// The count's.
    name: String,
    isolate: String,
    until: Millis,
    taken: u64,
    back: u64,
}

/// An answer under way. It ends by itself, since no code runs when a visitor leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lease {
    visitor: String,
    id: String,
    until: Millis,
    is_over: bool,
}

/// Counts, and answers under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    shares: Vec<Share>,
    leases: Vec<Lease>,
}

impl Ledger {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self { shares: Vec::new(), leases: Vec::new() }
    }

    /// Takes from all counts, or from none; `own` is the isolate's name.
    ///
    /// # Errors
    /// The first limit that the request would pass.
    pub fn take(&mut self, own: &str, counts: &[Count], now: Millis) -> Result<(), Over> {
        self.would_take(counts)?;
        self.forget(now);
        for count in counts {
            let entry = self.entry(&count.name, own);
            entry.until = count.until;
            entry.taken += count.amount;
        }
        Ok(())
    }

    /// Whether taking would be within every limit.
    ///
    /// # Errors
    /// The first limit that the request would pass.
    pub fn would_take(&self, counts: &[Count]) -> Result<(), Over> {
        match counts.iter().find(|count| self.sum(&count.name) + count.amount > count.most) {
            Some(count) => Err(Over { limit: count.limit, until: count.until }),
            None => Ok(()),
        }
    }

    /// Gives back what was taken and not used.
    pub fn give_back(&mut self, own: &str, counts: &[Count]) {
        for count in counts {
            let is_it = |share: &&mut Share| share.name == count.name && share.isolate == own;
            self.shares.iter_mut().filter(is_it).for_each(|share| share.back += count.amount);
        }
    }

    /// Begins an answer, unless the visitor has as many under way as there may be (0: any number). It ends at
    /// `until` at the latest.
    ///
    /// # Errors
    /// There are too many; when the first of them ends.
    pub fn begin(
        &mut self,
        visitor: &str,
        id: &str,
        most: u32,
        until: Millis,
        now: Millis,
    ) -> Result<(), Over> {
        if most == 0 {
            return Ok(());
        }
        let is_theirs = |lease: &&Lease| lease.until > now && !lease.is_over && lease.visitor == visitor;
        let theirs = || self.leases.iter().filter(is_theirs);
        if theirs().count() >= most as usize {
            let until = theirs().map(|lease| lease.until).min().unwrap_or(now);
            return Err(Over { limit: Limit::Streams, until });
        }
        self.leases.push(Lease { visitor: visitor.to_owned(), id: id.to_owned(), until, is_over: false });
        self.forget(now);
        Ok(())
    }

    /// An answer has ended.
    pub fn end(&mut self, id: &str) {
        // It stays until its time, or another isolate's copy would bring it back.
        self.leases.iter_mut().filter(|lease| lease.id == id).for_each(|lease| lease.is_over = true);
    }

    /// Learns what another isolate knows.
    pub fn merge(&mut self, theirs: Self, now: Millis) {
        for their in theirs.shares {
            let ours = self.entry(&their.name, &their.isolate);
            ours.until = ours.until.max(their.until);
            ours.taken = ours.taken.max(their.taken);
            ours.back = ours.back.max(their.back);
        }
        for their in theirs.leases {
            match self.leases.iter_mut().find(|lease| lease.id == their.id) {
                Some(ours) => ours.is_over |= their.is_over,
                None => self.leases.push(their),
            }
        }
        self.forget(now);
    }

    /// A line each, of words: for the others.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for Share { name, isolate, until, taken, back } in &self.shares {
            let _ = writeln!(text, "{name} {isolate} {until} {taken} {back}");
        }
        for Lease { visitor, id, until, is_over } in &self.leases {
            let _ = writeln!(text, "{visitor} {id} {until} {}", if *is_over { "over" } else { "under-way" });
        }
        text
    }

    /// What was written; lines that cannot be read are left out.
    pub fn read(text: &str) -> Self {
        let mut ledger = Self::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                [name, isolate, until, taken, back] => {
                    if let (Ok(until), Ok(taken), Ok(back)) = (until.parse(), taken.parse(), back.parse()) {
                        let (name, isolate) = (name.to_owned(), isolate.to_owned());
                        ledger.shares.push(Share { name, isolate, until, taken, back });
                    }
                }
                [visitor, id, until, state] => {
                    if let Ok(until) = until.parse() {
                        let (visitor, id) = (visitor.to_owned(), id.to_owned());
                        ledger.leases.push(Lease { visitor, id, until, is_over: state == "over" });
                    }
                }
                _ => {}
            }
        }
        ledger
    }

    fn sum(&self, name: &str) -> u64 {
        let shares = self.shares.iter().filter(|share| share.name == name);
        shares.map(|share| share.taken.saturating_sub(share.back)).fold(0, u64::saturating_add)
    }

    fn entry(&mut self, name: &str, isolate: &str) -> &mut Share {
        let known = self.shares.iter().position(|share| share.name == name && share.isolate == isolate);
        let at = known.unwrap_or_else(|| {
            let (name, isolate) = (name.to_owned(), isolate.to_owned());
            self.shares.push(Share { name, isolate, until: 0, taken: 0, back: 0 });
            self.shares.len() - 1
        });
        &mut self.shares[at]
    }

    /// Lets go of what is past and, of too much, of what ends first: minutes of single visitors, never the day's.
    fn forget(&mut self, now: Millis) {
        self.shares.retain(|share| share.until > now);
        self.leases.retain(|lease| lease.until > now);
        while self.shares.len() > MOST_COUNTS {
            let ends_first = (0..self.shares.len()).min_by_key(|&at| self.shares[at].until);
            ends_first.map(|at| self.shares.remove(at));
        }
        let too_many = self.leases.len().saturating_sub(MOST_LEASES);
        self.leases.drain(..too_many);
    }
}
