//! When an isolate writes its sums into the database. D1's free plan takes 100,000 written rows a day
//! (<https://developers.cloudflare.com/d1/platform/pricing/>), and a site's traffic may take half of them. Isolates do not
//! know each other, so each reads from the database how much all of them have written lately, and writes less often where
//! there are more of them.

use crate::time::{MINUTE_MS, Millis};

/// Rows that one write costs: one of sums and one of requests, the deletion of both when they are old, and one of questions.
/// A row of questions takes many writes, so its deletion hardly counts.
const ROWS_A_WRITE: u32 = 5;
/// The time that isolates look back. To count the writes in it reads as many rows, of which D1's free plan has five million
/// a day: at most 190 for each of a day's 9,120 writes.
pub(super) const LOOK_BACK_MS: Millis = 30 * MINUTE_MS;
/// Writes of the whole site in that time: somewhat more than one every ten seconds. Together they take 45,600 rows in a day.
const MAX_WRITES: u32 = 45_600 / ROWS_A_WRITE / 48;
/// The shortest time between two writes of an isolate.
const MIN_INTERVAL_MS: Millis = 10_000;
/// How long a write waits for further requests, if nothing was written for a while.
const DELAY_MS: Millis = 1_000;
/// How long an isolate may wait after a request. The runtime ends what goes on 30 s after the answer
/// (<https://developers.cloudflare.com/workers/runtime-apis/context/#waituntil>).
const MAX_WAIT_MS: Millis = 25_000;

/// When this isolate writes. A new isolate may write at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The earliest time of the next write.
    due: Millis,
}

/// What to do after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Write after so many milliseconds.
    After(Millis),
    /// Leave it to a later request.
    Later,
}

/// What all isolates have written in the last half hour, as the database knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recent {
    /// The isolates that wrote.
    pub isolates: u32,
    /// Their writes.
    pub writes: u32,
}

impl Schedule {
    /// What to do after a request, if nothing waits yet to write it.
    pub fn plan(&self, now: Millis) -> Plan {
        let wait = self.due.saturating_sub(now).max(DELAY_MS);
        if wait <= MAX_WAIT_MS { Plan::After(wait) } else { Plan::Later }
    }

    /// Whether to write now. If not, what was to be written is kept for the next time.
    pub fn may_write(&mut self, recent: Recent, now: Millis) -> bool {
        let share = LOOK_BACK_MS * Millis::from(recent.isolates.max(1)) / Millis::from(MAX_WRITES);
        self.due = now + share.max(MIN_INTERVAL_MS);
        recent.writes < MAX_WRITES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY_MS, HOUR_MS};
    use std::{
        cmp::Reverse,
        collections::{BinaryHeap, HashMap, VecDeque},
    };

    const MAX_ROWS: u32 = 50_000;

    /// A sequence of numbers from 0 to 1, the same in each run (the generator of Knuth's MMIX).
    struct Random(u64);

    impl Random {
        fn next(&mut self) -> f64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        }

        /// The time to the next request, in milliseconds, where one comes every `mean_ms` on average.
        fn pause(&mut self, mean_ms: f64) -> Millis {
            (-mean_ms * (1.0 - self.next()).ln()) as Millis
        }
    }

    /// The database's table, as far as the schedule asks for it.
    #[derive(Default)]
    struct Table {
        /// The latest writes: when, and by which isolate.
        recent: VecDeque<(Millis, u32)>,
        /// How many of these each isolate made.
        of_isolate: HashMap<u32, u32>,
        writes: u32,
    }

    impl Table {
        fn write(&mut self, now: Millis, isolate: u32) {
            self.recent.push_back((now, isolate));
            *self.of_isolate.entry(isolate).or_default() += 1;
            self.writes += 1;
        }

        fn recent(&mut self, now: Millis) -> Recent {
            while let Some((_, isolate)) = self.recent.pop_front_if(|(at, _)| *at + LOOK_BACK_MS < now) {
                self.of_isolate.entry(isolate).and_modify(|writes| *writes -= 1);
                self.of_isolate.retain(|_, writes| *writes > 0);
            }
            Recent { isolates: self.of_isolate.len() as u32, writes: self.recent.len() as u32 }
        }
    }

    struct Day {
        rows: u32,
        /// The longest that a request waited for its write.
        longest_wait: Millis,
    }

    /// Simulates a day of a site. `life` is how long an isolate lives.
    fn day(per_second: f64, isolates: u32, life: Millis) -> Day {
        let mean_ms = f64::from(isolates) * 1000.0 / per_second;
        let mut random = Random(u64::from(isolates) + per_second as u64);
        let mut table = Table::default();
        let mut longest_wait = 0;
        // Only requests that decide something: the first after a write, or after the time from which one can be planned.
        let mut requests = BinaryHeap::new();
        let mut schedules = vec![(Schedule::default(), 0); isolates as usize];
        let mut pending = vec![None; isolates as usize];
        for isolate in 0..isolates {
            requests.push(Reverse((random.pause(mean_ms), isolate)));
        }
        while let Some(Reverse((at, isolate))) = requests.pop() {
            if at > DAY_MS {
                break;
            }
            let place = isolate as usize;
            let (schedule, born) = &mut schedules[place];
            if at - *born > life {
                (*schedule, *born) = (Schedule::default(), at);
                pending[place] = None;
            }
            let since = *pending[place].get_or_insert(at);
            let next = match schedule.plan(at) {
                Plan::After(wait) => {
                    let now = at + wait;
                    if schedule.may_write(table.recent(now), now) {
                        let lives = (*born / life) as u32;
                        table.write(now, isolate + lives * isolates);
                        longest_wait = longest_wait.max(now - since);
                        pending[place] = None;
                    }
                    now
                }
                Plan::Later => at.max(schedule.due - MAX_WAIT_MS),
            };
            requests.push(Reverse((next + random.pause(mean_ms), isolate)));
        }
        Day { rows: table.writes * ROWS_A_WRITE, longest_wait }
    }

    #[test]
    fn a_day_takes_less_than_half_of_the_free_rows_whatever_the_traffic_and_the_isolates() {
        for per_second in [1.0, 10.0, 1_000.0] {
            for isolates in [1, 10, 30, 100, 300, 1_000] {
                for life in [Millis::MAX, HOUR_MS, 600_000] {
                    let Day { rows, .. } = day(per_second, isolates, life);
                    assert!(
                        rows > 0 && rows < MAX_ROWS,
                        "{rows} rows at {per_second} a second over {isolates} isolates that live {life} ms"
                    );
                }
            }
        }
    }

    #[test]
    fn a_site_of_one_isolate_sees_a_request_within_eleven_seconds() {
        let Day { longest_wait, .. } = day(1.0, 1, Millis::MAX);
        assert!(longest_wait <= MIN_INTERVAL_MS + DELAY_MS, "{longest_wait} ms");
    }

    #[test]
    fn the_first_request_is_written_soon_and_the_next_when_its_time_has_come() {
        let mut schedule = Schedule::default();
        assert_eq!(schedule.plan(5_000), Plan::After(DELAY_MS));
        assert!(schedule.may_write(Recent { isolates: 1, writes: 0 }, 6_000));
        assert_eq!(schedule.plan(7_000), Plan::After(9_000));
        assert_eq!(schedule.plan(60_000), Plan::After(DELAY_MS));
    }

    #[test]
    fn among_many_isolates_one_leaves_its_sums_to_a_later_request() {
        let mut schedule = Schedule::default();
        assert!(schedule.may_write(Recent { isolates: 100, writes: 100 }, 0));
        assert_eq!(schedule.plan(1_000), Plan::Later);
        assert_eq!(schedule.plan(schedule.due - MAX_WAIT_MS), Plan::After(MAX_WAIT_MS));
    }

    #[test]
    fn half_an_hour_that_is_used_up_takes_no_more() {
        let mut schedule = Schedule::default();
        let used_up = Recent { isolates: 10, writes: MAX_WRITES };
        assert!(!schedule.may_write(used_up, 0));
        assert!(schedule.may_write(Recent { writes: MAX_WRITES - 1, ..used_up }, 60_000));
    }
}
