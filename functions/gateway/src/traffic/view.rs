//! Sums as the owner sees them.

use super::{
    cost::{Costs, Prices},
    query::TrafficQuery,
    sum::{Counter, Sum, Timer},
    sums::{Key, Sums},
};
use crate::time::{MINUTE_MS, Millis, timestamp};
use wire::{
    Outcome, ProviderId,
    traffic::{
        Caching, DatabaseState, Estimate, Failures, OfProvider, Point, PointOfProvider, Source, Tokens,
        Totals, Traffic,
    },
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

/// What the owner sees of a time. The sums are those of [`TrafficQuery::whole_days`]. `order` is that of the chain;
/// `caching` is of [`super::Questions::view`].
pub fn view(
    sums: &Sums,
    query: &TrafficQuery,
    order: &[ProviderId],
    prices: &Prices,
    caching: Caching,
    origin: Origin,
) -> Traffic {
    let costs = Costs::new(prices, sums);
    let asked_for = sums.grouped(&|key| query.has(key).then(|| key.clone()));
    let parts: Vec<Part<'_>> = asked_for.by_key().iter().collect();
    Traffic {
        from: timestamp(query.from),
        to: timestamp(query.to),
        step: query.step / 1000,
        source: origin.source,
        database: origin.database,
        demo: origin.is_demo,
        totals: totals(&parts, &costs),
        series: series(&parts, query, order, &costs),
        providers: by_provider(&asked_for, order, &costs),
        failures: failures(&asked_for),
        neurons: costs.neurons(query),
        prices: prices.sources(),
        caching,
    }
}

/// A sum and what it is the sum of. Lists of them are in the order of their keys, so of their minutes.
type Part<'a> = (&'a Key, &'a Sum);

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

fn is_served(part: &Part<'_>) -> bool {
    part.0.outcome == Outcome::Served
}

fn added_up<'a>(parts: impl Iterator<Item = &'a Part<'a>>) -> Sum {
    let mut all = Sum::default();
    for (_, sum) in parts {
        all += sum;
    }
    all
}

fn totals(parts: &[Part<'_>], costs: &Costs<'_>) -> Totals {
    let all = added_up(parts.iter());
    let answered = parts.iter().filter(|part| is_served(part)).map(|(_, sum)| sum[Counter::Requests]).sum();
    Totals {
        requests: all[Counter::Requests],
        answered,
        by_fallback: all[Counter::ByFallback],
        failed: all[Counter::Requests] - answered,
        rescues: all[Counter::Rescues],
        broken: all[Counter::Broken],
        left: all[Counter::Left],
        from_cache: all[Counter::FromCache],
        tokens: tokens(&all),
        cost: costs.estimate(parts.iter().copied()),
        first_words_ms: all[Timer::FirstWords].percentiles(),
        total_ms: all[Timer::Total].percentiles(),
    }
}

fn tokens(sum: &Sum) -> Tokens {
    Tokens { input: sum[Counter::InputTokens], output: sum[Counter::OutputTokens] }
}

/// Each step from the first to the last.
fn series(parts: &[Part<'_>], query: &TrafficQuery, order: &[ProviderId], costs: &Costs<'_>) -> Vec<Point> {
    let order = in_order(order);
    let mut later = parts;
    let starts = (query.from..query.to).step_by(usize::try_from(query.step).unwrap_or(usize::MAX));
    starts
        .map(|at| {
            let (now, rest) = later.split_at(later.partition_point(|(key, _)| query.step_of(key) <= at));
            later = rest;
            point(at, now, &order, costs)
        })
        .collect()
}

fn point(at: Millis, parts: &[Part<'_>], order: &[ProviderId], costs: &Costs<'_>) -> Point {
    let Totals { requests, answered, by_fallback, failed, cost, first_words_ms, .. } = totals(parts, costs);
    let of_provider = |provider: &ProviderId| {
        let is_answer = |part: &&Part<'_>| part.0.provider == Some(*provider) && is_served(part);
        let all = added_up(parts.iter().filter(is_answer));
        let answered = all[Counter::Requests];
        let first_words_ms = all[Timer::FirstWords].percentiles();
        (answered > 0).then_some(PointOfProvider { provider: *provider, answered, first_words_ms })
    };
    let providers = order.iter().filter_map(of_provider).collect();
    Point {
        at: timestamp(at),
        requests,
        answered,
        by_fallback,
        failed,
        cost_micro_usd: cost.micro_usd,
        first_words_ms,
        providers,
    }
}

/// All providers: those of the chain first.
fn in_order(order: &[ProviderId]) -> Vec<ProviderId> {
    let others = ProviderId::ALL.into_iter().filter(|provider| !order.contains(provider));
    order.iter().copied().chain(others).collect()
}

fn by_provider(sums: &Sums, order: &[ProviderId], costs: &Costs<'_>) -> Vec<OfProvider> {
    let cost = |provider, model: &str| costs.of_model(sums, provider, model);
    let whole = sums.grouped(&|key| Some(Key { minute: 0, ..key.clone() }));
    let parts: Vec<Part<'_>> = whole.by_key().iter().collect();
    let models =
        parts.chunk_by(|(one, _), (other, _)| (one.provider, &one.model) == (other.provider, &other.model));
    let mut providers: Vec<OfProvider> = models.filter_map(|parts| of_model(parts, &cost)).collect();
    let order = in_order(order);
    providers.sort_by_key(|of| order.iter().position(|provider| *provider == of.provider));
    providers
}

/// What one model did, by outcome.
fn of_model(parts: &[Part<'_>], cost: &dyn Fn(ProviderId, &str) -> Estimate) -> Option<OfProvider> {
    let (Key { provider: Some(provider), model, .. }, _) = parts.first()? else { return None };
    let all = added_up(parts.iter());
    // Times of requests that failed say nothing of the provider's speed.
    let served = added_up(parts.iter().filter(|part| is_served(part)));
    Some(OfProvider {
        provider: *provider,
        model: model.clone(),
        attempts: all[Counter::Attempts],
        failed: all[Counter::Attempts] - served[Counter::Attempts],
        answered: served[Counter::Requests],
        tokens: tokens(&all),
        cost: cost(*provider, model),
        first_words_ms: served[Timer::FirstWords].percentiles(),
        total_ms: served[Timer::Total].percentiles(),
    })
}

fn failures(sums: &Sums) -> Vec<Failures> {
    let failed = sums.grouped(&|key| {
        let is_failed = key.outcome != Outcome::Served;
        is_failed.then(|| Key { minute: 0, model: String::new(), ..key.clone() })
    });
    let failure = |(key, sum): Part<'_>| Failures {
        provider: key.provider,
        outcome: key.outcome,
        attempts: sum[Counter::Attempts],
        requests: sum[Counter::Requests],
    };
    let mut failures: Vec<Failures> = failed.by_key().iter().map(failure).collect();
    failures.sort_by_key(|failure| std::cmp::Reverse(failure.attempts.max(failure.requests)));
    failures
}
