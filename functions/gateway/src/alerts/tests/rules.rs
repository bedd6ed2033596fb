use crate::{
    alerts::{Alert, Attempted, Change, Monitor, Seen, Table, decide},
    limits::Limit,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, Millis},
};
use wire::{Attempt, Outcome, ProviderId, SiteState};

/// In the morning of a day.
const NOW: Millis = 20_000 * DAY_MS + 8 * HOUR_MS;

fn attempt(provider: ProviderId, outcome: Outcome) -> Attempt {
    Attempt { provider, model: "m".to_owned(), outcome, status: None, ms: 0 }
}

/// An isolate and the table that it shares.
#[derive(Default)]
struct Isolate {
    seen: Seen,
}

impl Isolate {
    fn see(&mut self, result: Attempted, state: SiteState, now: Millis) {
        self.seen.add(&[], result, state, now);
    }

    /// What is told now, by a webhook that works.
    fn tell(&self, table: &mut Table, now: Millis) -> Vec<Alert> {
        let decision = decide(&self.seen, table, now);
        let made = table.apply(&decision.changes);
        let alerts = decision.granted(&made);
        for alert in &alerts {
            table.apply(&Table::sent(alert, now));
        }
        alerts
    }

    fn fail(&mut self, table: &mut Table, now: Millis) -> Vec<Alert> {
        self.see(Attempted::Failed, SiteState::Down, now);
        self.tell(table, now)
    }

    fn degrade(&mut self, table: &mut Table, now: Millis) -> Vec<Alert> {
        self.see(Attempted::Answered, SiteState::Degraded, now);
        self.tell(table, now)
    }

    fn serve(&mut self, table: &mut Table, now: Millis) -> Vec<Alert> {
        self.see(Attempted::Answered, SiteState::Ok, now);
        self.tell(table, now)
    }
}

#[test]
fn three_failures_in_a_row_are_told_once_and_so_is_the_recovery() {
    let (mut table, mut isolate) = (Table::default(), Isolate::default());
    let told: Vec<Vec<Alert>> = (0..6).map(|n| isolate.fail(&mut table, NOW + n * 1000)).collect();
    assert_eq!(told, [vec![], vec![], vec![Alert::Down], vec![], vec![], vec![]]);
    assert_eq!(isolate.serve(&mut table, NOW + MINUTE_MS), []);
    assert_eq!(isolate.serve(&mut table, NOW + 4 * MINUTE_MS), [Alert::Recovered]);
    isolate.see(Attempted::Answered, SiteState::Ok, NOW + 9 * MINUTE_MS);
    assert!(
        decide(&isolate.seen, &table, NOW + 9 * MINUTE_MS).is_empty(),
        "it is over, so nothing is written"
    );
}

#[test]
fn failures_between_answers_and_of_one_visitor_alone_are_no_outage() {
    let (mut table, mut isolate) = (Table::default(), Isolate::default());
    for n in 0..9 {
        let at = NOW + n * 10_000;
        let told = if n % 3 == 2 { isolate.serve(&mut table, at) } else { isolate.fail(&mut table, at) };
        assert_eq!(told, []);
    }
    // The others are answered, so `/api/status` does not say that the site is down.
    for n in 0..9 {
        isolate.see(Attempted::Failed, SiteState::Degraded, NOW + 100_000 + n);
        assert_eq!(isolate.tell(&mut table, NOW + 100_000 + n), []);
    }
}

#[test]
fn what_a_visitor_is_to_blame_for_says_nothing() {
    let mut isolate = Isolate::default();
    for n in 0..9 {
        isolate.see(Attempted::Neither, SiteState::Down, NOW + n);
    }
    assert_eq!(isolate.seen, Seen::default());
}

#[test]
fn ten_minutes_degraded_are_told_and_a_moment_is_not() {
    let (mut table, mut isolate) = (Table::default(), Isolate::default());
    let minutes = |n: u64| NOW + n * MINUTE_MS;
    assert_eq!(isolate.degrade(&mut table, minutes(0)), []);
    assert_eq!(isolate.serve(&mut table, minutes(1)), []);
    // The site was well meanwhile, so this is trouble of its own.
    assert_eq!(isolate.degrade(&mut table, minutes(20)), []);
    assert_eq!(isolate.degrade(&mut table, minutes(29)), []);
    assert_eq!(isolate.degrade(&mut table, minutes(30)), [Alert::Degraded]);
    assert_eq!(isolate.degrade(&mut table, minutes(200)), [], "it is known");
    // A new isolate, and an outage: worse than what is known.
    let mut other = Isolate::default();
    let told: Vec<Vec<Alert>> = (0..3).map(|n| other.fail(&mut table, minutes(201) + n)).collect();
    assert_eq!(told.concat(), [Alert::Down]);
    assert_eq!(isolate.degrade(&mut table, minutes(202)), [Alert::Degraded], "visitors are answered again");
    assert_eq!(isolate.serve(&mut table, minutes(206)), [Alert::Recovered]);
}

#[test]
fn trouble_that_another_isolate_still_sees_is_not_over() {
    let (mut table, mut ill, mut well) = (Table::default(), Isolate::default(), Isolate::default());
    let mut told = Vec::new();
    for second in (0..1_200).step_by(20) {
        told.extend(ill.fail(&mut table, NOW + second * 1000));
        told.extend(well.serve(&mut table, NOW + second * 1000 + 10_000));
    }
    assert_eq!(told, [Alert::Down]);
}

#[test]
fn a_budget_is_told_once_a_day_and_two_budgets_are_an_hour_apart() {
    let (mut table, mut isolate) = (Table::default(), Isolate::default());
    isolate.seen.add_budgets(&[Limit::Requests], NOW);
    assert_eq!(isolate.tell(&mut table, NOW), [Alert::Budget(vec![Limit::Requests])]);
    isolate.seen.add_budgets(&[Limit::Requests, Limit::Tokens], NOW + 1000);
    assert_eq!(isolate.tell(&mut table, NOW + 1000), []);
    assert_eq!(isolate.tell(&mut table, NOW + HOUR_MS), [Alert::Budget(vec![Limit::Tokens])]);
    assert_eq!(isolate.tell(&mut table, NOW + 9 * HOUR_MS), []);
    assert_eq!(isolate.tell(&mut table, NOW + DAY_MS), [], "yesterday's");
    isolate.seen.add_budgets(&[Limit::Requests], NOW + DAY_MS);
    assert_eq!(isolate.tell(&mut table, NOW + DAY_MS), [Alert::Budget(vec![Limit::Requests])]);
}

#[test]
fn a_refused_key_is_told_once_until_the_provider_has_answered_again() {
    let (mut table, mut isolate) = (Table::default(), Isolate::default());
    let mut ask = |outcome, at| {
        let attempts = [attempt(ProviderId::Gemini, outcome), attempt(ProviderId::Openai, Outcome::Served)];
        isolate.seen.add(&attempts, Attempted::Answered, SiteState::Ok, at);
        isolate.tell(&mut table, at)
    };
    let refused = [Alert::KeyRefused(vec![ProviderId::Gemini])];
    assert_eq!(ask(Outcome::ServerError, NOW), []);
    assert_eq!(ask(Outcome::Unauthorized, NOW), refused);
    assert_eq!(ask(Outcome::Forbidden, NOW + 2 * HOUR_MS), []);
    assert_eq!(ask(Outcome::Served, NOW + 3 * HOUR_MS), []);
    assert_eq!(ask(Outcome::Forbidden, NOW + 4 * HOUR_MS), refused);
}

#[test]
fn a_webhook_that_fails_is_asked_again_after_a_moment() {
    let (mut table, mut isolate) = (Table::default(), Isolate::default());
    isolate.fail(&mut table, NOW);
    isolate.fail(&mut table, NOW);
    isolate.see(Attempted::Failed, SiteState::Down, NOW);
    let decision = decide(&isolate.seen, &table, NOW);
    assert_eq!(decision.alerts, [Alert::Down]);
    let before = table.clone();
    table.apply(&decision.changes);
    assert_eq!(decide(&isolate.seen, &table, NOW).alerts, [], "it is claimed");
    table.apply(&before.released(&Alert::Down, NOW, NOW + 4_000));
    assert_eq!(isolate.fail(&mut table, NOW + 10_000), []);
    assert_eq!(isolate.fail(&mut table, NOW + 34_000), [Alert::Down]);
}

#[test]
fn of_two_claims_one_is_granted() {
    let mut table = Table::default();
    let claim = |now| [Table::claim(&Alert::Down, now)];
    assert_eq!(table.apply(&claim(NOW)), ["down"]);
    assert_eq!(table.apply(&claim(NOW)), [""; 0]);
    assert_eq!(table.apply(&claim(NOW + HOUR_MS - 1)), [""; 0]);
    assert_eq!(table.apply(&claim(NOW + HOUR_MS)), ["down"]);
    assert_eq!(table.at("down"), NOW + HOUR_MS);
}

#[test]
fn a_site_that_is_well_asks_the_database_every_five_minutes() {
    let mut monitor = Monitor::default();
    let mut visits = 0;
    for second in 0..3_600 {
        let now = NOW + second * 1000;
        monitor.seen.add(
            &[attempt(ProviderId::Gemini, Outcome::Served)],
            Attempted::Answered,
            SiteState::Ok,
            now,
        );
        if monitor.plan(now).is_some() {
            visits += 1;
            assert!(monitor.decide(Some(Table::default()), now).is_empty(), "and writes nothing");
            monitor.end_visit();
        }
    }
    assert_eq!(visits, 12);
}

#[test]
fn one_request_at_a_time_visits_and_waits_a_moment_after_the_last_visit() {
    let mut monitor = Monitor::default();
    assert_eq!(monitor.plan(NOW), Some(0));
    assert_eq!(monitor.plan(NOW), None, "somebody is about to");
    monitor.decide(None, NOW);
    monitor.end_visit();
    monitor.seen.add(&[], Attempted::Answered, SiteState::Degraded, NOW + 1000);
    assert_eq!(monitor.plan(NOW + 1000), Some(4_000));
    assert_eq!(monitor.plan(NOW + 44_999), None);
    assert_eq!(monitor.plan(NOW + 45_000), Some(0), "a visit that never ended holds nobody up");
}

#[test]
fn trouble_of_a_whole_day_writes_few_rows() {
    let (mut table, mut written) = (Table::default(), 0);
    let mut isolates: Vec<Isolate> = (0..10).map(|_| Isolate::default()).collect();
    for second in 0..86_400_u64 {
        let at = NOW + second * 1000;
        let isolate = &mut isolates[(second % 10) as usize];
        let state = if second % 3 == 0 { SiteState::Ok } else { SiteState::Degraded };
        isolate.see(Attempted::Answered, state, at);
        let decision = decide(&isolate.seen, &table, at);
        let made = table.apply(&decision.changes);
        written += made.len();
        for alert in decision.granted(&made) {
            table.apply(&Table::sent(&alert, at));
        }
    }
    assert!(written < 3_000, "{written} rows");
}

#[test]
fn a_change_is_what_the_database_takes() {
    let change = Change { name: "down".to_owned(), at: 5, over: 3 };
    assert_eq!(crate::alerts::database::parameter(&[change]), r#"[{"name":"down","at":5,"over":3}]"#);
    let rows = [serde_json::json!({ "kind": "down", "at": 5 }), serde_json::json!({ "kind": 7 })];
    let table = crate::alerts::database::table(&rows);
    assert_eq!((table.at("down"), table.at("degraded")), (5, 0));
    assert_eq!(crate::alerts::database::made(&rows), ["down"]);
}
