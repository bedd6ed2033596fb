//! When each attempt of a request went on.

use wire::traffic::Record;

/// A bar: parts in a thousand of the time that the whole request took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) start: u32,
    pub(crate) width: u32,
}

/// The narrowest bar that can be seen.
const MIN_WIDTH: u32 = 6;
const WHOLE: u32 = 1_000;

/// A bar for each attempt, and one for the answer as it came if there was one. Attempts are taken to follow one another,
/// since only how long each took is known; two that ran side by side look as if one had waited.
pub(crate) fn bars(record: &Record) -> (Vec<Bar>, Option<Bar>) {
    let attempts: u32 = record.attempts.iter().fold(0, |sum, attempt| sum.saturating_add(attempt.ms));
    let first_words = record.first_words_ms.unwrap_or_default();
    let whole = record.total_ms.max(attempts).max(first_words).max(1);
    let mut at = 0_u32;
    let of_attempts = record.attempts.iter().map(|attempt| {
        let bar = bar(at, attempt.ms, whole);
        at = at.saturating_add(attempt.ms);
        bar
    });
    let of_attempts = of_attempts.collect();
    let answer = record.first_words_ms.map(|_| bar(at, record.total_ms.saturating_sub(at), whole));
    (of_attempts, answer)
}

fn bar(at: u32, ms: u32, whole: u32) -> Bar {
    let part = |ms: u32| (u64::from(ms) * u64::from(WHOLE) / u64::from(whole)) as u32;
    let width = part(ms).max(MIN_WIDTH);
    Bar { start: part(at).min(WHOLE - width.min(WHOLE)), width }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Attempt, Outcome, ProviderId, traffic::Client};

    fn record(attempts: &[u32], first_words_ms: Option<u32>, total_ms: u32) -> Record {
        let attempt = |ms: &u32| Attempt {
            provider: ProviderId::Gemini,
            model: String::new(),
            outcome: Outcome::Timeout,
            status: None,
            ms: *ms,
        };
        Record {
            at: 0,
            request_id: String::new(),
            client: Client::Page,
            is_stream: true,
            is_rescue: false,
            attempts: attempts.iter().map(attempt).collect(),
            outcome: Outcome::Served,
            first_words_ms,
            total_ms,
            ending: None,
            tokens: None,
            is_from_cache: false,
            colo: None,
        }
    }

    #[test]
    fn attempts_follow_one_another_and_the_answer_them() {
        let (attempts, answer) = bars(&record(&[100, 300], Some(400), 1_000));
        assert_eq!(attempts, [Bar { start: 0, width: 100 }, Bar { start: 100, width: 300 }]);
        assert_eq!(answer, Some(Bar { start: 400, width: 600 }));
    }

    #[test]
    fn no_bar_is_too_narrow_or_outside() {
        for (attempts, total) in [(&[0, 0][..], 0), (&[1, 60_000], 3), (&[u32::MAX, u32::MAX], 1), (&[], 7)] {
            let (attempts, answer) = bars(&record(attempts, Some(1), total));
            for bar in attempts.into_iter().chain(answer) {
                assert!(bar.width >= MIN_WIDTH && bar.start + bar.width <= WHOLE, "{bar:?}");
            }
        }
    }
}
