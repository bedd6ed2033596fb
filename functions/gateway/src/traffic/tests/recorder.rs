//! What an isolate has seen reaches the database once.

use super::samples::{added_up, answered, any_record, attempt};
use crate::traffic::{Batch, Counter, Ending, Recent, Record, Recorder, Sums};
use proptest::prelude::*;
use wire::{Outcome, ProviderId};

const ALONE: Recent = Recent { isolates: 1, writes: 0 };

fn served(at: u64, id: &str) -> Record {
    answered(at, id, vec![attempt(ProviderId::Gemini, Outcome::Served, 300)])
}

#[test]
fn a_request_counts_once_when_it_ends_and_only_its_first_end_counts() {
    let mut recorder = Recorder::default();
    recorder.open(served(1_000, "a"));
    assert!(recorder.unwritten(|_| false, 2_000).0.is_empty(), "it goes on");
    recorder.end_answer("a", Ending::Broken, 3_500);
    recorder.end_answer("a", Ending::Left, 4_000);
    recorder.end_answer("unknown", Ending::Whole, 4_000);
    let (sums, records) = recorder.unwritten(|_| false, 5_000);
    let [record] = &records[..] else { panic!("one record: {records:?}") };
    assert_eq!((record.ending, record.total_ms), (Some(Ending::Broken), 2_500));
    assert_eq!(sums, added_up(&records));
}

#[test]
fn of_a_request_that_ends_without_a_word_the_visitor_has_left() {
    let mut recorder = Recorder::default();
    recorder.open(served(0, "answered"));
    recorder.open(Record { outcome: Outcome::Aborted, attempts: Vec::new(), ..served(1, "asked") });
    assert!(recorder.unwritten(|_| false, 600_000).0.is_empty());
    let (_, records) = recorder.unwritten(|_| false, 900_001);
    let ends: Vec<_> = records.iter().map(|record| (record.outcome, record.ending)).collect();
    assert_eq!(ends, [(Outcome::Served, Some(Ending::Left)), (Outcome::Aborted, None)]);
}

#[test]
fn one_request_at_a_time_writes_and_one_whose_write_never_ends_is_replaced() {
    let mut recorder = Recorder::default();
    assert_eq!(recorder.plan(1_000), Some(1_000));
    assert_eq!(recorder.plan(2_000), None, "somebody is about to");
    recorder.end_write();
    assert!(recorder.plan(2_500).is_some());
    assert_eq!(recorder.plan(3_000), None);
    assert!(recorder.plan(60_000).is_some(), "the runtime has ended the one that was about to");
}

#[test]
fn of_many_requests_all_with_a_failure_are_kept_and_some_of_the_others() {
    let mut recorder = Recorder::default();
    for n in 0..400 {
        let outcome = if n % 4 == 0 { Outcome::Timeout } else { Outcome::Served };
        recorder.open(answered(n, &format!("{n:04}"), vec![attempt(ProviderId::Gemini, outcome, 9)]));
        recorder.end(&format!("{n:04}"), 500, |_| ());
    }
    let (sums, records) = recorder.unwritten(|_| false, 1_000);
    assert_eq!(sums.by_key().values().map(|sum| sum[Counter::Requests]).sum::<u64>(), 400);
    assert_eq!(records.iter().filter(|record| record.is_notable()).count(), 100);
    assert_eq!(records.iter().filter(|record| !record.is_notable()).count(), 20);
}

/// A database that takes a batch of one time once, as the real one does.
#[derive(Default)]
struct Database {
    batches: Vec<Batch>,
}

impl Database {
    fn write(&mut self, batch: Batch) {
        if self.has(batch.at) {
            return;
        }
        self.batches.push(batch);
    }

    fn has(&self, at: u64) -> bool {
        self.batches.iter().any(|batch| batch.at == at)
    }
}

/// How a write ends.
#[derive(Clone, Copy, Debug)]
enum WriteEnd {
    Done,
    /// Nothing of it arrives.
    Lost,
    /// It arrives, but nobody learns of it.
    Unconfirmed,
}

proptest! {
    #[test]
    fn whatever_becomes_of_writes_every_request_is_counted_once(
        steps in prop::collection::vec((
            prop::collection::vec(any_record(), 0..4),
            prop::sample::select(&[WriteEnd::Done, WriteEnd::Lost, WriteEnd::Unconfirmed]),
        ), 0..12),
    ) {
        let (mut recorder, mut database, mut all) = (Recorder::default(), Database::default(), Sums::default());
        let mut at = 0;
        for (step, (records, end)) in steps.into_iter().enumerate() {
            for (n, record) in records.into_iter().enumerate() {
                let id = format!("{step}-{n}");
                recorder.open(Record { request_id: id.clone(), ..record.clone() });
                // The end of a record is the time that it has already.
                recorder.end(&id, record.at, |ended| ended.total_ms = record.total_ms);
                all.add(&record);
            }
            at += 60_000;
            if let Some(batch) = recorder.take(ALONE, at) {
                match end {
                    WriteEnd::Done => {
                        database.write(batch);
                        recorder.confirm();
                    }
                    WriteEnd::Lost => {}
                    WriteEnd::Unconfirmed => database.write(batch),
                }
            }
            let (mut seen, _) = recorder.unwritten(|at| database.has(at), at);
            for batch in &database.batches {
                seen.merge(&batch.sums);
            }
            prop_assert_eq!(&seen, &all);
        }
    }
}
