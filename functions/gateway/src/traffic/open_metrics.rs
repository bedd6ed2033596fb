//! `GET /api/metrics`: everything that was counted, for Prometheus and what reads the same
//! (<https://prometheus.io/docs/specs/om/open_metrics_spec/>).

use super::{
    cost::{Costs, Prices},
    histogram::Histogram,
    sum::{Counter, Timer},
    sums::{Key, Sums},
};
use std::fmt::Write as _;
use wire::{Outcome, traffic::usd};

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

/// A counter of the text.
struct Metric {
    name: &'static str,
    help: &'static str,
    counter: Counter,
}

/// The counters that have one line for each outcome.
const BY_OUTCOME: [Metric; 2] = [
    Metric { name: "requests", help: "Chat requests, by their last attempt.", counter: Counter::Requests },
    Metric { name: "attempts", help: "How often a provider was asked.", counter: Counter::Attempts },
];

/// The counters that have one line for each model.
const BY_MODEL: [Metric; 7] = [
    Metric {
        name: "fallback_answers",
        help: "Answers that the first provider did not give.",
        counter: Counter::ByFallback,
    },
    Metric {
        name: "rescues",
        help: "Requests that went on after an answer that had broken off.",
        counter: Counter::Rescues,
    },
    Metric {
        name: "broken_answers",
        help: "Answers that their provider broke off.",
        counter: Counter::Broken,
    },
    Metric { name: "left_answers", help: "Answers whose visitor left.", counter: Counter::Left },
    Metric {
        name: "cached_answers",
        help: "Answers from the cache of AI Gateway.",
        counter: Counter::FromCache,
    },
    Metric {
        name: "input_tokens",
        help: "Tokens of requests, where a provider reports them.",
        counter: Counter::InputTokens,
    },
    Metric {
        name: "output_tokens",
        help: "Tokens of answers, where a provider reports them.",
        counter: Counter::OutputTokens,
    },
];

/// The histograms, which have several lines for each model.
const TIMES: [(&str, &str, Timer); 2] = [
    ("first_words_seconds", "From a request to the first words of its answer.", Timer::FirstWords),
    ("total_seconds", "From a request to the end of its answer.", Timer::Total),
];

/// All sums as one text. The counters only grow, as long as they come from the database. The cost is without the neurons
/// that are free each day: of what is older than three months, the day is not known.
pub fn open_metrics(sums: &Sums, prices: &Prices) -> String {
    let by_outcome = sums.grouped(&|key| Some(Key { minute: 0, ..key.clone() }));
    let by_model = sums.grouped(&|key| Some(Key { minute: 0, outcome: Outcome::Served, ..key.clone() }));
    let mut text = String::new();
    for (metrics, sums, has_outcome) in [(&BY_OUTCOME[..], &by_outcome, true), (&BY_MODEL, &by_model, false)]
    {
        for Metric { name, help, counter } in metrics {
            head(&mut text, name, "counter", help);
            for (key, sum) in sums.by_key() {
                let labels = label_set(key, has_outcome);
                // Writing to a String cannot fail.
                let _ = writeln!(text, "everchat_{name}_total{{{labels}}} {}", sum[*counter]);
            }
        }
    }
    costs(&mut text, sums, &by_model, prices);
    for (name, help, timer) in TIMES {
        head(&mut text, name, "histogram", help);
        let _ = writeln!(text, "# UNIT everchat_{name} seconds");
        for (key, sum) in by_model.by_key() {
            histogram(&mut text, name, &label_set(key, false), &sum[timer]);
        }
    }
    text.push_str("# EOF\n");
    text
}

/// What answers cost, of models whose answers have a known cost.
fn costs(text: &mut String, sums: &Sums, by_model: &Sums, prices: &Prices) {
    const HELP: [(&str, &str); 3] = [
        (
            "cost_usd",
            "An estimate, by list prices, of what answers cost; Workers AI as if no neurons were free.",
        ),
        ("neurons", "Neurons of Workers AI, where a provider reports tokens."),
        ("priced_answers", "The answers whose cost is known."),
    ];
    let costs = Costs::new(prices, sums);
    let models = by_model.by_key().keys().filter_map(|key| {
        let cost = costs.of_model(sums, key.provider?, &key.model);
        (cost.known_requests > 0).then(|| (label_set(key, false), cost))
    });
    let models: Vec<_> = models.collect();
    for (at, (name, help)) in HELP.into_iter().enumerate() {
        head(text, name, "counter", help);
        if at == 0 {
            let _ = writeln!(text, "# UNIT everchat_{name} usd");
        }
        for (labels, cost) in &models {
            let value = match at {
                0 => usd(cost.list_micro_usd),
                1 => cost.neurons.to_string(),
                _ => cost.known_requests.to_string(),
            };
            let _ = writeln!(text, "everchat_{name}_total{{{labels}}} {value}");
        }
    }
}

fn histogram(text: &mut String, name: &str, labels: &str, times: &Histogram) {
    for (ms, le) in BUCKETS {
        let _ = writeln!(text, "everchat_{name}_bucket{{{labels},le=\"{le}\"}} {}", times.count_to(ms));
    }
    let (count, sum) = (times.count_all(), seconds(times.sum_ms()));
    let _ = writeln!(text, "everchat_{name}_bucket{{{labels},le=\"+Inf\"}} {count}");
    let _ =
        writeln!(text, "everchat_{name}_count{{{labels}}} {count}\neverchat_{name}_sum{{{labels}}} {sum}");
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# TYPE everchat_{name} {kind}\n# HELP everchat_{name} {help}");
}

/// Milliseconds as seconds, without a calculation in fractions.
fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

fn label_set(key: &Key, has_outcome: bool) -> String {
    let provider = key.provider.map_or("none", |provider| provider.as_str());
    let mut labels = format!("provider=\"{provider}\",model=\"{}\"", escaped(&key.model));
    if has_outcome {
        let _ = write!(labels, ",outcome=\"{}\"", key.outcome.as_str());
    }
    labels
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
