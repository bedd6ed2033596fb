//! What a request costs in the end. It is counted as one attempt at first, with the most that its answer may use.

use super::count::{Count, Limit};
use wire::{Attempt, Outcome};

/// How the counts of a request are put right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// What is added, whatever the limits say: it has been used.
    pub add: Vec<Count>,
    /// What is given back.
    pub refund: Vec<Count>,
}

/// Settles the day's `counts` of a request: each attempt that a provider may bill counts, and of the last of them only
/// the tokens that were used, where they are known. The visitor's minute stays as it is: the visitor did ask.
pub fn settle(counts: &[Count], attempts: &[Attempt], used_tokens: Option<u64>) -> Settlement {
    let billed = attempts.iter().filter(|attempt| may_be_billed(attempt)).count() as u64;
    let mut settlement = Settlement::default();
    for count in counts {
        let used = match count.limit {
            Limit::Requests => billed,
            Limit::Tokens if billed > 0 => (billed - 1) * count.amount + used_tokens.unwrap_or(count.amount),
            Limit::Tokens => 0,
            Limit::Minute | Limit::Streams => continue,
        };
        let change = Count { amount: used.abs_diff(count.amount), ..count.clone() };
        if used > count.amount {
            settlement.add.push(change);
        } else if used < count.amount {
            settlement.refund.push(change);
        }
    }
    settlement
}

/// Whether a provider may bill an attempt. It does not if it was never reached, or refused: the credentials, the way to
/// pay, the model, or one request too many. An empty, withheld or late answer has been computed all the same.
fn may_be_billed(attempt: &Attempt) -> bool {
    match (attempt.outcome, attempt.status) {
        // Google says 400 to a key that it does not know, and to a place that it does not serve.
        (Outcome::Skipped | Outcome::NotConfigured | Outcome::Unauthorized | Outcome::Location, _)
        | (Outcome::Network, None) => false,
        (_, Some(status)) => !matches!(status, 401..=404 | 429),
        (_, None) => true,
    }
}
