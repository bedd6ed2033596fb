//! Several isolates over one table, with a virtual clock: what the owner is told is at most one message of a kind in an
//! hour, and in the end the truth.

use crate::{
    alerts::{Alert, Attempted, Decision, Monitor, Table},
    limits::Limit,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, Millis},
};
use proptest::prelude::*;
use wire::{Attempt, Outcome, ProviderId, SiteState};

const START: Millis = 20_000 * DAY_MS;
const ISOLATES: usize = 4;

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Health {
    Well,
    Degraded,
    Down,
}

#[derive(Clone, Debug)]
struct Step {
    wait: Millis,
    isolate: usize,
    health: Health,
    key: Option<Outcome>,
    budget: Option<Limit>,
    /// Whether the webhook takes messages.
    webhook_works: bool,
    /// The isolate ends, and another takes its place.
    is_new: bool,
    /// Another isolate does the same at the same time.
    has_rival: bool,
}

/// A site and its owner.
struct World {
    now: Millis,
    table: Table,
    isolates: Vec<Monitor>,
    told: Vec<(Millis, Alert)>,
}

impl World {
    fn new() -> Self {
        let isolates = (0..ISOLATES).map(|_| Monitor::default()).collect();
        Self { now: START, table: Table::default(), isolates, told: Vec::new() }
    }

    fn after(steps: &[Step]) -> Self {
        let mut world = Self::new();
        for step in steps {
            world.run(step);
        }
        world
    }

    fn run(&mut self, step: &Step) {
        self.now += step.wait;
        if step.is_new {
            self.isolates[step.isolate] = Monitor::default();
        }
        // Another isolate sees the same at the same time, and reads the table before this one has written.
        let rival = step.has_rival.then_some((step.isolate + 1) % ISOLATES);
        let places: Vec<usize> = [step.isolate].into_iter().chain(rival).collect();
        let read = self.table.clone();
        let decided: Vec<(usize, Decision, Millis)> = places
            .into_iter()
            .filter_map(|place| Some((place, self.decide(place, step, &read)?, self.now)))
            .collect();
        for (place, decision, at) in decided {
            self.carry_out(place, decision, at, step.webhook_works);
        }
    }

    fn decide(&mut self, place: usize, step: &Step, read: &Table) -> Option<Decision> {
        let monitor = &mut self.isolates[place];
        let (result, state) = match step.health {
            Health::Well => (Attempted::Answered, SiteState::Ok),
            Health::Degraded => (Attempted::Answered, SiteState::Degraded),
            Health::Down => (Attempted::Failed, SiteState::Down),
        };
        let attempts: Vec<Attempt> = step.key.iter().map(|outcome| key_attempt(*outcome)).collect();
        monitor.seen.add(&attempts, result, state, self.now);
        monitor.seen.add_budgets(step.budget.as_slice(), self.now);
        // What waits is done before the next request comes.
        self.now += monitor.plan(self.now)?;
        Some(monitor.decide(Some(read.clone()), self.now))
    }

    fn carry_out(&mut self, place: usize, decision: Decision, claimed: Millis, webhook_works: bool) {
        let monitor = &mut self.isolates[place];
        let before = monitor.known().clone();
        let made = self.table.apply(&decision.changes);
        monitor.apply(&decision.changes);
        for alert in decision.granted(&made) {
            let changes = if webhook_works {
                self.told.push((claimed, alert.clone()));
                Table::sent(&alert, claimed)
            } else {
                before.released(&alert, claimed, claimed + 100)
            };
            self.table.apply(&changes);
            monitor.apply(&changes);
        }
        monitor.end_visit();
    }

    /// The last message about the site's state.
    fn last_state(&self) -> Option<&Alert> {
        self.states().last()
    }

    fn states(&self) -> impl Iterator<Item = &Alert> {
        let is_state = |alert: &&Alert| matches!(alert, Alert::Down | Alert::Degraded | Alert::Recovered);
        self.told.iter().map(|(_, alert)| alert).filter(is_state)
    }
}

fn key_attempt(outcome: Outcome) -> Attempt {
    Attempt { provider: ProviderId::Gemini, model: "m".to_owned(), outcome, status: None, ms: 0 }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let health = prop_oneof![Just(Health::Well), Just(Health::Degraded), Just(Health::Down)];
    let key = prop::option::of(prop_oneof![Just(Outcome::Served), Just(Outcome::Unauthorized)]);
    let budget = prop::option::of(prop_oneof![Just(Limit::Requests), Just(Limit::Tokens)]);
    let wait = prop_oneof![0..2_000_u64, 0..3 * MINUTE_MS, 0..2 * HOUR_MS];
    let flags = (any::<bool>(), prop::bool::weighted(0.05), any::<bool>());
    let one = (wait, 0..ISOLATES, health, key, budget, flags).prop_map(
        |(wait, isolate, health, key, budget, (webhook_works, is_new, has_rival))| Step {
            wait,
            isolate,
            health,
            key,
            budget,
            webhook_works,
            is_new,
            has_rival,
        },
    );
    // The same again for a while: what goes on for long is what matters.
    prop::collection::vec((one, 1..12_usize), 1..40).prop_map(|runs| {
        runs.into_iter().flat_map(|(step, times)| std::iter::repeat_n(step, times)).collect()
    })
}

/// More than an hour of requests that all end alike, spread over the isolates.
fn go_on(world: &mut World, health: Health, key: Option<Outcome>, budget: Option<Limit>) {
    for n in 0..400 {
        let isolate = n % ISOLATES;
        world.run(&Step {
            wait: 15_000,
            isolate,
            health,
            key,
            budget,
            webhook_works: true,
            is_new: n % 97 == 0,
            has_rival: n % 3 == 0,
        });
    }
}

proptest! {
    // Each case is many hours of a site.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_kind_comes_at_most_once_in_an_hour(steps in steps()) {
        let world = World::after(&steps);
        for kind in ["down", "degraded", "recovered", "budget", "key_refused"] {
            let times: Vec<Millis> =
                world.told.iter().filter(|(_, alert)| alert.kind() == kind).map(|(at, _)| *at).collect();
            prop_assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= HOUR_MS), "{kind}: {times:?}");
        }
    }

    #[test]
    fn a_recovery_comes_only_after_an_alarm_and_no_state_is_told_twice(steps in steps()) {
        let world = World::after(&steps);
        let states: Vec<&Alert> = world.states().collect();
        prop_assert_ne!(states.first(), Some(&&Alert::Recovered));
        prop_assert!(states.windows(2).all(|pair| pair[0] != pair[1]), "{states:?}");
    }

    #[test]
    fn whatever_happened_before_an_outage_and_its_end_are_told(steps in steps()) {
        let mut world = World::after(&steps);
        go_on(&mut world, Health::Down, None, None);
        prop_assert_eq!(world.last_state(), Some(&Alert::Down));
        go_on(&mut world, Health::Well, None, None);
        prop_assert_eq!(world.last_state(), Some(&Alert::Recovered));
        go_on(&mut world, Health::Degraded, None, None);
        prop_assert_eq!(world.last_state(), Some(&Alert::Degraded));
    }

    #[test]
    fn whatever_happened_before_a_refused_key_and_a_used_budget_are_told(steps in steps()) {
        let mut world = World::after(&steps);
        go_on(&mut world, Health::Well, Some(Outcome::Served), None);
        world.now = (world.now / DAY_MS + 1) * DAY_MS;
        let before = world.told.len();
        go_on(&mut world, Health::Well, Some(Outcome::Unauthorized), Some(Limit::Tokens));
        let mut kinds: Vec<&str> = world.told[before..].iter().map(|(_, alert)| alert.kind()).collect();
        kinds.retain(|kind| *kind != "recovered");
        kinds.sort_unstable();
        prop_assert_eq!(kinds, ["budget", "key_refused"]);
    }
}
