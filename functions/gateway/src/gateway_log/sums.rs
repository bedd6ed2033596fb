//! Adds entries up.

use super::{
    cost::{NanoUsd, to_micro_usd},
    reading::Logged,
};
use crate::traffic::Histogram;
use wire::{
    gateway_log::{LogSums, OfModel},
    traffic::Tokens,
};

/// What any entries come to.
#[derive(Clone, Debug, Default)]
struct Sum {
    requests: u64,
    cached: u64,
    failed: u64,
    tokens: Tokens,
    cost: NanoUsd,
    with_cost: u64,
    /// Of answers that a provider gave.
    durations: Histogram,
}

impl Sum {
    fn add(&mut self, logged: &Logged) {
        let entry = &logged.entry;
        let tokens = entry.tokens.unwrap_or_default();
        self.requests += 1;
        self.cached += u64::from(entry.cached);
        self.failed += u64::from(!entry.success);
        self.tokens.input += tokens.input;
        self.tokens.output += tokens.output;
        self.cost += logged.cost.unwrap_or_default();
        self.with_cost += u64::from(logged.cost.is_some());
        if entry.success && !entry.cached {
            self.durations.add(entry.duration_ms);
        }
    }

    fn of_model(&self, provider: &str, model: &str) -> OfModel {
        OfModel {
            provider: provider.to_owned(),
            model: model.to_owned(),
            requests: self.requests,
            cached: self.cached,
            failed: self.failed,
            tokens: self.tokens,
            cost_micro_usd: to_micro_usd(self.cost),
            with_cost: self.with_cost,
            duration_ms: self.durations.percentiles(),
        }
    }
}

/// The sums of entries, the newest first. `total` is how many there are in all.
pub(super) fn add_up(entries: &[&Logged], total: Option<u64>) -> LogSums {
    let mut all = Sum::default();
    let mut models: Vec<(&str, &str, Sum)> = Vec::new();
    for logged in entries {
        all.add(logged);
        let (provider, model) = (logged.entry.provider.as_str(), logged.entry.model.as_str());
        let known = models.iter().position(|of| (of.0, of.1) == (provider, model));
        let mut at = known.unwrap_or_else(|| {
            models.push((provider, model, Sum::default()));
            models.len() - 1
        });
        models[at].2.add(logged);
        // The list stays in order of the requests.
        while at > 0 && models[at - 1].2.requests < models[at].2.requests {
            models.swap(at - 1, at);
            at -= 1;
        }
    }
    LogSums {
        entries: all.requests,
        is_whole: total == Some(all.requests),
        since: entries.last().map(|logged| logged.entry.at.clone()),
        tokens: all.tokens,
        cost_micro_usd: to_micro_usd(all.cost),
        with_cost: all.with_cost,
        duration_ms: all.durations.percentiles(),
        models: models.iter().map(|(provider, model, sum)| sum.of_model(provider, model)).collect(),
    }
}
