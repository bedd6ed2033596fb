//! Sums as the owner sees them.

use super::{
    histogram::Histogram,
    query::TrafficQuery,
    sums::{Key, Sum, Sums},
};
use crate::time::{MINUTE_MS, Millis, timestamp};
use std::collections::BTreeMap;
use wire::{
    Outcome, ProviderId,
    traffic::{DatabaseState, Failures, OfProvider, Point, PointOfProvider, Source, Tokens, Totals, Traffic},
};

/// Where sums come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Who has them.
    pub source: Source,
    /// What is known of the database.
    pub database: DatabaseState,
    /// Some of them are made up.
    pub is_demo: bool,
}

/// What the owner sees of a time. `order` is that of the chain.
pub fn view(sums: &Sums, query: &TrafficQuery, order: &[ProviderId], origin: Origin) -> Traffic {
    let parts: Vec<(&Key, &Sum)> = sums.by_key().iter().filter(|(key, _)| query.has(key)).collect();
    Traffic {
        from: timestamp(query.from),
        to: timestamp(query.to),
        step: query.step / 1000,
        source: origin.source,
        database: origin.database,
        demo: origin.is_demo,
        totals: totals(&parts),
        series: series(&parts, query, order),
        providers: by_provider(&parts, order),
        failures: failures(&parts),
    }
}

impl TrafficQuery {
    /// Whether a sum is of the time that is asked for.
    pub(super) fn has(&self, key: &Key) -> bool {
        (self.from..self.to).contains(&(key.minute * MINUTE_MS))
    }

    /// The beginning of the step that a sum belongs to.
    pub(super) fn step_of(&self, key: &Key) -> Millis {
        let at = key.minute * MINUTE_MS;
        at - (at - self.from) % self.step
    }
}

fn totals(parts: &[(&Key, &Sum)]) -> Totals {
    let mut totals = Totals::default();
    let (mut first_words, mut total) = (Histogram::default(), Histogram::default());
    for (key, sum) in parts {
        totals.requests += sum.requests;
        totals.by_fallback += sum.by_fallback;
        let side = if key.outcome == Outcome::Served { &mut totals.answered } else { &mut totals.failed };
        *side += sum.requests;
        totals.rescues += sum.rescues;
        totals.broken += sum.broken;
        totals.left += sum.left;
        totals.from_cache += sum.from_cache;
        add_tokens(&mut totals.tokens, sum);
        first_words.merge(&sum.first_words_ms);
        total.merge(&sum.total_ms);
    }
    Totals { first_words_ms: first_words.percentiles(), total_ms: total.percentiles(), ..totals }
}

fn add_tokens(tokens: &mut Tokens, sum: &Sum) {
    tokens.input += sum.input_tokens;
    tokens.output += sum.output_tokens;
}

/// Each step from the first to the last.
fn series(parts: &[(&Key, &Sum)], query: &TrafficQuery, order: &[ProviderId]) -> Vec<Point> {
    let mut steps: BTreeMap<Millis, Vec<(&Key, &Sum)>> = BTreeMap::new();
    for (key, sum) in parts {
        steps.entry(query.step_of(key)).or_default().push((key, sum));
    }
    let starts = (query.from..query.to).step_by(usize::try_from(query.step).unwrap_or(usize::MAX));
    starts.map(|at| point(at, steps.get(&at).map_or(&[], Vec::as_slice), order)).collect()
}

fn point(at: Millis, parts: &[(&Key, &Sum)], order: &[ProviderId]) -> Point {
    let Totals { requests, answered, by_fallback, failed, first_words_ms, .. } = totals(parts);
    let of_provider = |provider: &ProviderId| {
        let is_answer = |key: &Key| key.provider == Some(*provider) && key.outcome == Outcome::Served;
        let parts: Vec<(&Key, &Sum)> = parts.iter().filter(|(key, _)| is_answer(key)).copied().collect();
        let Totals { answered, first_words_ms, .. } = totals(&parts);
        (answered > 0).then_some(PointOfProvider { provider: *provider, answered, first_words_ms })
    };
    let providers = in_order(order).iter().filter_map(of_provider).collect();
    Point { at: timestamp(at), requests, answered, by_fallback, failed, first_words_ms, providers }
}

/// All providers: those of the chain first.
fn in_order(order: &[ProviderId]) -> Vec<ProviderId> {
    let others = ProviderId::ALL.into_iter().filter(|provider| !order.contains(provider));
    order.iter().copied().chain(others).collect()
}

fn by_provider(parts: &[(&Key, &Sum)], order: &[ProviderId]) -> Vec<OfProvider> {
    let mut models: BTreeMap<(ProviderId, &str), Vec<(&Key, &Sum)>> = BTreeMap::new();
    for (key, sum) in parts {
        if let Some(provider) = key.provider {
            models.entry((provider, &key.model)).or_default().push((key, sum));
        }
    }
    let mut providers: Vec<OfProvider> =
        models.iter().map(|((id, model), parts)| of_model(*id, model, parts)).collect();
    let order = in_order(order);
    providers.sort_by_key(|of| order.iter().position(|provider| *provider == of.provider));
    providers
}

fn of_model(provider: ProviderId, model: &str, parts: &[(&Key, &Sum)]) -> OfProvider {
    let Totals { answered, tokens, .. } = totals(parts);
    let attempts = |is_failed: bool| {
        let counted = parts.iter().filter(|(key, _)| !is_failed || key.outcome != Outcome::Served);
        counted.map(|(_, sum)| sum.attempts).sum()
    };
    // Times of requests that failed say nothing of the provider's speed.
    let served: Vec<(&Key, &Sum)> =
        parts.iter().filter(|(key, _)| key.outcome == Outcome::Served).copied().collect();
    let Totals { first_words_ms, total_ms, .. } = totals(&served);
    OfProvider {
        provider,
        model: model.to_owned(),
        attempts: attempts(false),
        failed: attempts(true),
        answered,
        tokens,
        first_words_ms,
        total_ms,
    }
}

fn failures(parts: &[(&Key, &Sum)]) -> Vec<Failures> {
    let mut failures: Vec<Failures> = Vec::new();
    for (key, sum) in parts.iter().filter(|(key, _)| key.outcome != Outcome::Served) {
        let is_same = |known: &&mut Failures| (known.provider, known.outcome) == (key.provider, key.outcome);
        match failures.iter_mut().find(is_same) {
            Some(known) => {
                known.attempts += sum.attempts;
                known.requests += sum.requests;
            }
            None => failures.push(Failures {
                provider: key.provider,
                outcome: key.outcome,
                attempts: sum.attempts,
                requests: sum.requests,
            }),
        }
    }
    failures.sort_by_key(|failure| std::cmp::Reverse(failure.attempts.max(failure.requests)));
    failures
}
