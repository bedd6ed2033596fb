use super::*;
use proptest::prelude::*;

const NOW: Millis = 1_800_000_000_000;

fn limits(minute: u32, requests: u64, tokens: u64) -> Limits {
    Limits {
        rate_limit_per_minute: minute,
        daily_requests: requests,
        daily_tokens: tokens,
        ..Limits::default()
    }
}

#[test]
fn a_visitor_gets_so_many_a_minute_and_then_waits_for_the_next() {
    let mut ledger = Ledger::new();
    let mut ask = |visitor, at| ledger.take("a", &counts(&limits(2, 0, 0), visitor, 1, at), at);
    assert_eq!((ask("one", NOW), ask("one", NOW + 1)), (Ok(()), Ok(())));
    let over = ask("one", NOW + 15_000).unwrap_err();
    assert_eq!((over.limit, over.wait_s(NOW + 15_000)), (Limit::Minute, 45));
    assert_eq!(ask("two", NOW + 15_000), Ok(()), "another visitor");
    assert_eq!(ask("one", NOW + MINUTE), Ok(()));
}

#[test]
fn a_flood_uses_up_nothing_of_the_days_budget() {
    let mut ledger = Ledger::new();
    let mut ask = |visitor| ledger.take("a", &counts(&limits(2, 4, 0), visitor, 1, NOW), NOW).is_ok();
    assert_eq!((0..1000).filter(|_| ask("flood")).count(), 2);
    assert!(ask("another") && ask("a third"));
    assert!(!ask("a fourth"), "the budget");
}

#[test]
fn the_budget_begins_anew_at_midnight_and_is_told_so() {
    let mut ledger = Ledger::new();
    let midnight = (NOW / DAY + 1) * DAY;
    let ask = |at| counts(&limits(0, 0, 1000), "v", 600, at);
    assert_eq!(ledger.take("a", &ask(NOW), NOW), Ok(()));
    let over = ledger.take("a", &ask(NOW), NOW).unwrap_err();
    assert_eq!(over, Over { limit: Limit::Tokens, until: midnight });
    ledger.give_back("a", &unused(&ask(NOW), 100));
    assert_eq!(ledger.take("a", &ask(NOW), NOW), Ok(()), "100 were used, so 600 more fit");
    assert_eq!(ledger.take("a", &ask(midnight), midnight), Ok(()));
}

#[test]
fn what_gave_no_answer_costs_the_visitor_a_try_and_the_site_nothing() {
    let mut ledger = Ledger::new();
    let ask = counts(&limits(3, 1, 1000), "v", 1000, NOW);
    for _ in 0..3 {
        assert_eq!(ledger.take("a", &ask, NOW), Ok(()));
        ledger.give_back("a", &unspent(&ask));
    }
    assert_eq!(ledger.take("a", &ask, NOW).unwrap_err().limit, Limit::Minute);
}

#[test]
fn no_limit_counts_nothing() {
    assert_eq!(counts(&limits(0, 0, 0), "v", 9, NOW), []);
}

#[test]
fn answers_at_once_end_by_themselves_where_nobody_ends_them() {
    let mut ledger = Ledger::new();
    assert_eq!(ledger.begin("v", "1", 2, NOW + 100, NOW), Ok(()));
    assert_eq!(ledger.begin("v", "2", 2, NOW + 200, NOW), Ok(()));
    let over = ledger.begin("v", "3", 2, NOW + 300, NOW);
    assert_eq!(over, Err(Over { limit: Limit::Streams, until: NOW + 100 }));
    assert_eq!(ledger.begin("w", "4", 2, NOW + 300, NOW), Ok(()), "another visitor");
    ledger.end("2");
    assert_eq!(ledger.begin("v", "5", 2, NOW + 300, NOW), Ok(()));
    assert!(ledger.begin("v", "6", 2, NOW + 300, NOW).is_err());
    assert_eq!(ledger.begin("v", "6", 2, NOW + 300, NOW + 100), Ok(()), "the first has run out");
}

#[test]
fn an_answer_that_has_ended_is_not_brought_back_by_a_copy() {
    let mut ours = Ledger::new();
    ours.begin("v", "1", 1, NOW + 100, NOW).unwrap();
    let copy = ours.clone();
    ours.end("1");
    ours.merge(copy, NOW);
    assert_eq!(ours.begin("v", "2", 1, NOW + 100, NOW), Ok(()));
}

#[test]
fn a_ledger_is_read_as_it_was_written_and_anything_else_is_left_out() {
    let mut ledger = Ledger::new();
    ledger.take("a", &counts(&limits(9, 9, 9), "v", 1, NOW), NOW).unwrap();
    ledger.begin("v", "1", 1, NOW + 100, NOW).unwrap();
    ledger.begin("w", "2", 1, NOW + 100, NOW).unwrap();
    ledger.end("2");
    assert_eq!(Ledger::read(&ledger.write()), ledger);
    assert_eq!(Ledger::read("<html>\na b c d e\na b 1 -1 0\n\na b x over"), Ledger::new());
}

#[test]
fn no_crowd_fills_the_memory_or_wipes_the_day() {
    let mut ledger = Ledger::new();
    for n in 0..3_000 {
        ledger.take("a", &counts(&limits(9, 9_000, 0), &n.to_string(), 1, NOW), NOW).unwrap();
        ledger.begin(&n.to_string(), &n.to_string(), 1, NOW + 100, NOW).unwrap();
    }
    let text = ledger.write();
    assert!(text.len() < 100_000, "{}", text.len());
    let day = counts(&limits(0, 3_000, 0), "v", 1, NOW);
    assert_eq!(ledger.would_take(&day).unwrap_err().limit, Limit::Requests);
}

#[test]
fn the_tokens_of_a_request_are_not_underestimated() {
    assert_eq!(tokens("Hello, world".chars(), 0, 100), 103);
    assert_eq!(tokens("你好".chars(), 0, 0), 2);
    assert_eq!(tokens("".chars(), 2, 1), 2_001);
}

#[test]
fn a_whole_answer_tells_what_it_took() {
    assert_eq!(
        tokens_used(r#"{"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":9}}"#),
        Some(9)
    );
    assert_eq!(tokens_used(r#"{"usage":{"prompt_tokens":3,"completion_tokens":4}}"#), Some(7));
    assert_eq!(
        [tokens_used("{}"), tokens_used("x"), tokens_used(r#"{"usage":{"total_tokens":-1}}"#)],
        [None; 3]
    );
}

#[test]
fn the_databases_answer_says_whether_it_took_and_what_is_over() {
    let asked = counts(&limits(2, 5, 0), "v", 1, NOW);
    let [minute, requests] = [&asked[0].name, &asked[1].name];
    let answer = |taken: &str, n: u64, of_day: u64| {
        format!(
            r#"[{{"results":[{taken}]}},{{"results":[{{"name":"{minute}","count":{n}}},{{"name":"{requests}","count":{of_day}}}]}}]"#
        )
    };
    assert_eq!(exact::read(&answer(r#"{"name":"x"}"#, 2, 5), &asked), Some(Ok(())));
    let over =
        |n, of_day| exact::read(&answer("", n, of_day), &asked).map(|taken| taken.map_err(|over| over.limit));
    assert_eq!(over(2, 1), Some(Err(Limit::Minute)));
    assert_eq!(over(1, 5), Some(Err(Limit::Requests)));
    assert_eq!(over(0, 0), None, "it makes no sense");
    assert_eq!(exact::read("<html>", &asked), None);
    assert!(exact::parameter(&asked).starts_with(r#"[{"name":"m:v:18"#));
}

proptest! {
    /// Whatever is exchanged when, in the end all know the sum, and nobody counts anything twice.
    #[test]
    fn isolates_that_exchange_ledgers_agree(steps in prop::collection::vec((0..3_usize, 0..3_usize, any::<bool>()), 0..60)) {
        let names = ["a", "b", "c"];
        let mut ledgers = [Ledger::new(), Ledger::new(), Ledger::new()];
        let count = counts(&limits(0, 1_000, 0), "v", 1, NOW);
        let mut taken = 0;
        for (one, other, is_exchange) in steps {
            if is_exchange {
                let theirs = ledgers[other].clone();
                ledgers[one].merge(theirs, NOW);
            } else {
                ledgers[one].take(names[one], &count, NOW).unwrap();
                taken += 1;
            }
        }
        for _ in 0..2 {
            for (one, other) in [(0, 1), (1, 2), (2, 0)] {
                let theirs = ledgers[other].clone();
                ledgers[one].merge(theirs, NOW);
            }
        }
        for ledger in &ledgers {
            let exactly = |most| counts(&limits(0, most, 0), "v", 1, NOW);
            prop_assert!(ledger.would_take(&exactly(taken + 1)).is_ok());
            prop_assert!(taken == 0 || ledger.would_take(&exactly(taken)).is_err());
        }
    }
}
