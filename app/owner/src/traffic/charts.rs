//! The charts of the traffic.

#[cfg(test)]
mod tests;

use super::chart::{Chart, Kind, Series, Unit};
use crate::texts::traffic_table::TrafficTexts;
use wire::{
    ProviderId,
    traffic::{Failures, Percentiles, Point, PointOfProvider, Traffic},
};

/// As many bars as fit beside their names.
const MAX_BARS: usize = 12;

/// The requests of each step, by who answered them. Those that nobody answered stand on top.
pub(crate) fn requests(traffic: &Traffic, texts: &TrafficTexts, label: &dyn Fn(&str) -> String) -> Chart {
    let answered = |provider: ProviderId| Series {
        name: provider.label().to_owned(),
        values: of_each_point(traffic, provider, |of| Some(of.answered)),
        colour: Some(colour(provider)),
        dashed: false,
    };
    let failed = Series {
        name: texts.not_answered.to_owned(),
        values: traffic.series.iter().map(|point| Some(point.failed)).collect(),
        colour: None,
        dashed: false,
    };
    let mut series: Vec<Series> = answering(traffic).into_iter().map(answered).collect();
    if traffic.totals.failed > 0 {
        series.push(failed);
    }
    Chart {
        kind: Kind::Bar,
        stacked: true,
        horizontal: false,
        unit: Unit::Count,
        labels: labels(traffic, label),
        series,
    }
}

/// The time to the first words in each step: the median of each provider, and what 95 in a hundred stay under.
pub(crate) fn first_words(traffic: &Traffic, texts: &TrafficTexts, label: &dyn Fn(&str) -> String) -> Chart {
    let times = |provider: ProviderId| {
        let series = |name: &str, dashed, time: fn(&Percentiles) -> Option<u32>| Series {
            name: format!("{} · {name}", provider.label()),
            values: of_each_point(traffic, provider, |of| time(&of.first_words_ms).map(u64::from)),
            colour: Some(colour(provider)),
            dashed,
        };
        [series(texts.median, false, |times| times.p50), series(texts.slowest, true, |times| times.p95)]
    };
    Chart {
        kind: Kind::Line,
        stacked: false,
        horizontal: false,
        unit: Unit::Ms,
        labels: labels(traffic, label),
        series: answering(traffic).into_iter().flat_map(times).collect(),
    }
}

/// How many requests each model answered.
pub(crate) fn served(traffic: &Traffic, texts: &TrafficTexts) -> Chart {
    let models = traffic.providers.iter().filter(|of| of.answered > 0).take(MAX_BARS);
    bars(
        models.map(|of| (format!("{} · {}", of.provider.label(), of.model), of.answered)),
        texts.answered,
        Some(0),
    )
}

/// How often each provider failed, by cause.
pub(crate) fn failures(traffic: &Traffic, texts: &TrafficTexts) -> Chart {
    let causes = traffic.failures.iter().take(MAX_BARS);
    bars(causes.map(|of| (cause(of, texts), times(of))), texts.failures, None)
}

/// Who failed, and why.
pub(crate) fn cause(of: &Failures, texts: &TrafficTexts) -> String {
    let who = of.provider.map_or(texts.this_site, ProviderId::label);
    format!("{who} · {}", (texts.outcome)(of.outcome))
}

/// How often it failed: of requests that the site refused itself, nobody was asked.
pub(crate) fn times(of: &Failures) -> u64 {
    of.attempts.max(of.requests)
}

fn bars(bars: impl Iterator<Item = (String, u64)>, name: &str, colour: Option<usize>) -> Chart {
    let (labels, values) = bars.map(|(label, value)| (label, Some(value))).unzip();
    Chart {
        kind: Kind::Bar,
        stacked: false,
        horizontal: true,
        unit: Unit::Count,
        labels,
        series: vec![Series { name: name.to_owned(), values, colour, dashed: false }],
    }
}

fn labels(traffic: &Traffic, label: &dyn Fn(&str) -> String) -> Vec<String> {
    traffic.series.iter().map(|point| label(&point.at)).collect()
}

/// The providers that gave an answer in some step, in the default order.
fn answering(traffic: &Traffic) -> Vec<ProviderId> {
    let has = |provider: &ProviderId| traffic.series.iter().any(|point| of_point(point, *provider).is_some());
    ProviderId::ALL.into_iter().filter(has).collect()
}

fn of_point(point: &Point, provider: ProviderId) -> Option<&PointOfProvider> {
    point.providers.iter().find(|of| of.provider == provider)
}

fn of_each_point(
    traffic: &Traffic,
    provider: ProviderId,
    value: impl Fn(&PointOfProvider) -> Option<u64>,
) -> Vec<Option<u64>> {
    traffic.series.iter().map(|point| of_point(point, provider).and_then(&value)).collect()
}

/// Each provider has one colour in all charts.
fn colour(provider: ProviderId) -> usize {
    const COLOURS: usize = 6;
    ProviderId::ALL.iter().position(|id| *id == provider).unwrap_or_default() % COLOURS
}
