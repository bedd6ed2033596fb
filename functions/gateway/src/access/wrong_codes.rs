//! Wrong codes: who gave several must wait, longer each time. They are counted in the isolate. That slows guessing down;
//! it does not make a short code safe.

use super::{audience::Audience, caller::Caller};
use crate::time::Millis;

/// How long after the last wrong code those of a visitor or a network are forgotten.
const FORGOTTEN_MS: Millis = 60 * 60_000;
/// In this time one wrong code of everyone's is forgotten, so that many visitors' typing errors do not add up. It leaves
/// 2,400 guesses a day to somebody with any number of addresses.
const FORGOTTEN_OF_EVERYONE_MS: Millis = 36_000;
/// The most visitors and networks that are remembered.
const MAX_DB: usize = 1000;

/// Whose wrong codes are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    /// A visitor's: an IPv4 address or an IPv6 /64.
    Visitor(String),
    /// Those of an IPv6 /48.
    Network(String),
    /// All.
    Everyone,
}

impl Scope {
    /// The scopes that a caller is in.
    fn of(caller: &Caller) -> impl Iterator<Item = Self> {
        let network = caller.network.clone().map(Self::Network);
        [Self::Visitor(caller.visitor.clone()), Self::Everyone].into_iter().chain(network)
    }

    /// Wrong codes without a wait: typing errors.
    const fn free(&self) -> u32 {
        match self {
            Self::Visitor(_) => 5,
            Self::Network(_) => 50,
            Self::Everyone => 100,
        }
    }

    /// The longest wait.
    const fn max_wait_ms(&self) -> Millis {
        match self {
            Self::Visitor(_) | Self::Network(_) => 15 * 60_000,
            Self::Everyone => FORGOTTEN_OF_EVERYONE_MS,
        }
    }
}

/// The wrong codes of one scope at one audience's door.
#[derive(Debug)]
struct Count {
    audience: Audience,
    scope: Scope,
    wrong: u32,
    /// The time of the last one.
    at: Millis,
}

impl Count {
    /// Those that still count. A clock may be set back.
    fn left(&self, now: Millis) -> u32 {
        let elapsed = now.saturating_sub(self.at);
        match self.scope {
            Scope::Everyone => {
                let forgotten = u32::try_from(elapsed / FORGOTTEN_OF_EVERYONE_MS).unwrap_or(u32::MAX);
                self.wrong.saturating_sub(forgotten)
            }
            Scope::Visitor(_) | Scope::Network(_) if elapsed < FORGOTTEN_MS => self.wrong,
            Scope::Visitor(_) | Scope::Network(_) => 0,
        }
    }

    fn waits_until(&self) -> Millis {
        match self.wrong.checked_sub(self.scope.free()) {
            None => 0,
            Some(over) => self.at + (1000_u64 << over.min(16)).min(self.scope.max_wait_ms()),
        }
    }
}

/// The wrong codes that were given.
#[derive(Debug, Default)]
pub struct WrongCodes {
    counts: Vec<Count>,
}

impl WrongCodes {
    /// No wrong code was given.
    pub const fn new() -> Self {
        Self { counts: Vec::new() }
    }

    /// How long a caller must wait before its next try, in seconds; whether its code is right or not.
    pub fn wait_s(&self, caller: &Caller, audience: Audience, now: Millis) -> Option<u32> {
        let counts = Scope::of(caller).filter_map(|scope| self.count(audience, &scope));
        let left = counts.map(Count::waits_until).max()?.saturating_sub(now);
        (left > 0).then(|| u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX))
    }

    /// Records that a caller gave a wrong code.
    pub fn record(&mut self, caller: &Caller, audience: Audience, now: Millis) {
        self.counts.retain(|count| count.left(now) > 0);
        for scope in Scope::of(caller) {
            let wrong = self.count(audience, &scope).map_or(0, |count| count.left(now)).saturating_add(1);
            self.counts.retain(|count| !(count.audience == audience && count.scope == scope));
            self.make_room();
            self.counts.push(Count { audience, scope, wrong, at: now });
        }
    }

    fn count(&self, audience: Audience, scope: &Scope) -> Option<&Count> {
        self.counts.iter().find(|count| count.audience == audience && count.scope == *scope)
    }

    /// Forgets whoever waits least, and of several the one whose last wrong code is the oldest: with many addresses
    /// nobody gets a wait forgotten.
    fn make_room(&mut self) {
        if self.counts.len() < MAX_DB {
            return;
        }
        let may_go = self.counts.iter().enumerate().filter(|(_, count)| count.scope != Scope::Everyone);
        let least = may_go.min_by_key(|(_, count)| (count.waits_until(), count.at)).map(|(at, _)| at);
        if let Some(at) = least {
            self.counts.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_800_000_000_000;

    fn caller(visitor: impl Into<String>) -> Caller {
        Caller { visitor: visitor.into(), ..Caller::default() }
    }

    fn in_network(visitor: u64, network: &str) -> Caller {
        Caller { network: Some(network.to_owned()), ..caller(visitor.to_string()) }
    }

    #[test]
    fn a_few_typing_errors_are_free_and_then_the_wait_doubles() {
        let mut wrong_codes = WrongCodes::new();
        let [a, b] = ["a", "b"].map(caller);
        let waits: Vec<Option<u32>> = (0..9)
            .map(|_| {
                wrong_codes.record(&a, Audience::Visitors, NOW);
                wrong_codes.wait_s(&a, Audience::Visitors, NOW)
            })
            .collect();
        assert_eq!(waits, [None, None, None, None, Some(1), Some(2), Some(4), Some(8), Some(16)]);
        assert_eq!(wrong_codes.wait_s(&a, Audience::Visitors, NOW + 16_000), None);
        assert_eq!(wrong_codes.wait_s(&a, Audience::Owner, NOW), None, "another door");
        assert_eq!(wrong_codes.wait_s(&b, Audience::Visitors, NOW), None, "another visitor");
        for _ in 0..40 {
            wrong_codes.record(&a, Audience::Visitors, NOW);
        }
        assert_eq!(wrong_codes.wait_s(&a, Audience::Visitors, NOW), Some(900));
        wrong_codes.record(&b, Audience::Visitors, NOW + FORGOTTEN_MS);
        assert_eq!(wrong_codes.wait_s(&a, Audience::Visitors, NOW + FORGOTTEN_MS), None);
    }

    /// Guesses once with each address, all at once. Returns how many guesses were let through.
    fn guess(wrong_codes: &mut WrongCodes, callers: impl Iterator<Item = Caller>, now: Millis) -> usize {
        let may_try = callers.filter(|caller| {
            let may_try = wrong_codes.wait_s(caller, Audience::Visitors, now).is_none();
            if may_try {
                wrong_codes.record(caller, Audience::Visitors, now);
            }
            may_try
        });
        may_try.count()
    }

    #[test]
    fn the_65536_addresses_of_a_network_have_no_more_free_tries_than_the_network() {
        let mut wrong_codes = WrongCodes::new();
        let addresses = (0..65_536_u64).map(|n| in_network(n, "net"));
        assert_eq!(guess(&mut wrong_codes, addresses, NOW), 50);
        let waits = |caller| wrong_codes.wait_s(&caller, Audience::Visitors, NOW);
        assert!(waits(in_network(99_999, "net")).is_some());
        assert_eq!(waits(in_network(99_999, "other net")), None);
    }

    #[test]
    fn any_number_of_addresses_have_some_2400_tries_a_day() {
        let mut wrong_codes = WrongCodes::new();
        let mut tries = 0;
        for second in 0..86_400 {
            let addresses = (0..3).map(|n| in_network(second * 3 + n, &format!("net {second} {n}")));
            tries += guess(&mut wrong_codes, addresses, NOW + second * 1000);
        }
        assert!((2_400..2_800).contains(&tries), "{tries}");
    }

    #[test]
    fn a_visitor_who_waits_is_not_forgotten_over_many_others() {
        let mut wrong_codes = WrongCodes::new();
        let guesser = caller("guesser");
        for _ in 0..15 {
            wrong_codes.record(&guesser, Audience::Visitors, NOW);
        }
        let wait_s = wrong_codes.wait_s(&guesser, Audience::Visitors, NOW);
        for n in 0..3000 {
            wrong_codes.record(&in_network(n, &format!("net {n}")), Audience::Visitors, NOW);
        }
        assert_eq!(wrong_codes.counts.len(), MAX_DB, "memory is bounded");
        assert_eq!(wrong_codes.wait_s(&guesser, Audience::Visitors, NOW), wait_s);
        let everyone = wrong_codes.count(Audience::Visitors, &Scope::Everyone);
        assert_eq!(everyone.map(|count| count.wrong), Some(3015));
    }

    #[test]
    fn typing_errors_of_many_visitors_do_not_add_up() {
        let mut wrong_codes = WrongCodes::new();
        // One a minute, for two days.
        for minute in 0..2880 {
            let now = NOW + minute * 60_000;
            assert_eq!(wrong_codes.wait_s(&caller(minute.to_string()), Audience::Visitors, now), None);
            wrong_codes.record(&caller(minute.to_string()), Audience::Visitors, now);
        }
    }
}
