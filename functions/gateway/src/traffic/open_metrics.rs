//! `GET /api/metrics`: everything that was counted, for Prometheus and what reads the same
//! (<https://prometheus.io/docs/specs/om/open_metrics_spec/>).

use super::{
    histogram::Histogram,
    sums::{Key, Sum, Sums},
};
use std::{collections::BTreeMap, fmt::Write as _};
use wire::{Outcome, ProviderId};

/// The media type of the text.
pub const OPEN_METRICS_TYPE: &str = "application/openmetrics-text; version=1.0.0";

/// Where the buckets of a histogram end: in milliseconds, and in seconds as the standard wants them written.
const BUCKETS: [(u32, &str); 10] = [
    (100, "0.1"),
    (250, "0.25"),
    (500, "0.5"),
    (1_000, "1.0"),
    (2_500, "2.5"),
    (5_000, "5.0"),
    (10_000, "10.0"),
    (30_000, "30.0"),
    (60_000, "60.0"),
    (120_000, "120.0"),
];

/// Provider and model, and the outcome of metrics that have one for each outcome.
type Labels<'a> = (Option<ProviderId>, &'a str, Option<Outcome>);

/// All sums as one text. The counters only grow, as long as they come from the database.
pub fn open_metrics(sums: &Sums) -> String {
    let by_outcome = grouped(sums, |key| (key.provider, &key.model, Some(key.outcome)));
    let by_model = grouped(sums, |key| (key.provider, &key.model, None));
    let mut text = String::new();
    counter(&mut text, "everchat_requests", "Chat requests, by their last attempt.", &by_outcome, |sum| {
        sum.requests
    });
    counter(&mut text, "everchat_attempts", "How often a provider was asked.", &by_outcome, |sum| {
        sum.attempts
    });
    counter(
        &mut text,
        "everchat_fallback_answers",
        "Answers that the first provider did not give.",
        &by_model,
        |sum| sum.by_fallback,
    );
    counter(
        &mut text,
        "everchat_rescues",
        "Requests that went on after an answer that had broken off.",
        &by_model,
        |sum| sum.rescues,
    );
    counter(
        &mut text,
        "everchat_broken_answers",
        "Answers that their provider broke off.",
        &by_model,
        |sum| sum.broken,
    );
    counter(&mut text, "everchat_left_answers", "Answers whose visitor left.", &by_model, |sum| sum.left);
    counter(
        &mut text,
        "everchat_cached_answers",
        "Answers from the cache of AI Gateway.",
        &by_model,
        |sum| sum.from_cache,
    );
    counter(
        &mut text,
        "everchat_input_tokens",
        "Tokens of requests, where a provider reports them.",
        &by_model,
        |sum| sum.input_tokens,
    );
    counter(
        &mut text,
        "everchat_output_tokens",
        "Tokens of answers, where a provider reports them.",
        &by_model,
        |sum| sum.output_tokens,
    );
    histogram(
        &mut text,
        "everchat_first_words_seconds",
        "From a request to the first words of its answer.",
        &by_model,
        |sum| &sum.first_words_ms,
    );
    histogram(
        &mut text,
        "everchat_total_seconds",
        "From a request to the end of its answer.",
        &by_model,
        |sum| &sum.total_ms,
    );
    text.push_str("# EOF\n");
    text
}

fn grouped<'a>(sums: &'a Sums, labels: impl Fn(&'a Key) -> Labels<'a>) -> BTreeMap<Labels<'a>, Sum> {
    let mut groups = BTreeMap::new();
    for (key, sum) in sums.by_key() {
        *groups.entry(labels(key)).or_insert_with(Sum::default) += sum;
    }
    groups
}

fn counter(
    text: &mut String,
    name: &str,
    help: &str,
    groups: &BTreeMap<Labels<'_>, Sum>,
    count: fn(&Sum) -> u64,
) {
    head(text, name, "counter", help);
    for (labels, sum) in groups {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name}_total{{{}}} {}", label_set(labels), count(sum));
    }
}

fn histogram(
    text: &mut String,
    name: &str,
    help: &str,
    groups: &BTreeMap<Labels<'_>, Sum>,
    times: fn(&Sum) -> &Histogram,
) {
    head(text, name, "histogram", help);
    let _ = writeln!(text, "# UNIT {name} seconds");
    for (labels, sum) in groups {
        let (labels, times) = (label_set(labels), times(sum));
        for (ms, le) in BUCKETS {
            let _ = writeln!(text, "{name}_bucket{{{labels},le=\"{le}\"}} {}", times.count_to(ms));
        }
        let count = times.count();
        let _ =
            writeln!(text, "{name}_bucket{{{labels},le=\"+Inf\"}} {count}\n{name}_count{{{labels}}} {count}");
        let _ = writeln!(text, "{name}_sum{{{labels}}} {}", seconds(times.sum_ms()));
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# TYPE {name} {kind}\n# HELP {name} {help}");
}

/// Milliseconds as seconds, without a calculation in fractions.
fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

fn label_set((provider, model, outcome): &Labels<'_>) -> String {
    let provider = provider.map_or("none", |provider| provider.as_str());
    let mut labels = format!("provider=\"{provider}\",model=\"{}\"", escaped(model));
    if let Some(outcome) = outcome {
        let _ = write!(labels, ",outcome=\"{}\"", outcome.as_str());
    }
    labels
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
