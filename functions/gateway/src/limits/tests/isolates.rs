//! What many isolates of a data centre let through together, where no database counts for them.

use super::*;

/// How often an isolate shares its counts, and how old what it knows of others may be: as in the Function.
const SHARE_EVERY_MS: Millis = 2_000;
const MAX_AGE_MS: Millis = 5_000;

struct Isolate {
    ledger: Ledger,
    read_at: Millis,
    shared_at: Millis,
}

/// A day's limit, and requests that go to isolates at random until it has long been reached. Returns how many were let in, as
/// a multiple of the limit.
fn let_in(isolates: usize, per_second: u64, most: u64) -> f64 {
    let new = || Isolate { ledger: Ledger::new(), read_at: 0, shared_at: 0 };
    let mut all: Vec<Isolate> = std::iter::repeat_with(new).take(isolates).collect();
    let (mut shared, mut let_in, mut random) = (String::new(), 0, 1_u64);
    for request in 0..most * 2 {
        let now = NOW + request * 1000 / per_second;
        // The generator of Knuth's MMIX.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (random >> 33) as usize % isolates;
        let Isolate { ledger, read_at, shared_at } = &mut all[at];
        if now - *read_at > MAX_AGE_MS {
            *read_at = now;
            ledger.merge(Ledger::read(&shared), now);
        }
        if ledger.add(&format!("isolate-{at}"), &day_counts(&limits(0, most, 0), 0, now), now).is_err() {
            continue;
        }
        let_in += 1;
        if now - *shared_at >= SHARE_EVERY_MS {
            *shared_at = now;
            ledger.merge(Ledger::read(&shared), now);
            shared = ledger.write();
        }
    }
    f64::from(let_in) / most as f64
}

#[test]
fn three_hundred_isolates_exceed_a_days_limit_by_what_comes_before_they_hear_of_each_other() {
    for (per_second, most) in [(10, 1_000), (1_000, 10_000)] {
        for isolates in [1, 10, 100, 300] {
            let let_in = let_in(isolates, per_second, most);
            // What comes between two readings, and no more.
            let unheard = (per_second * MAX_AGE_MS / 1000) as f64 / most as f64;
            let most = 1.0 + if isolates == 1 { 0.0 } else { unheard };
            assert!((1.0..=most).contains(&let_in), "{isolates} isolates at {per_second} a second: {let_in}");
        }
    }
}
