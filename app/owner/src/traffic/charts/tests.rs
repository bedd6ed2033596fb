use super::{failures, first_words, requests, served};
use crate::texts::Texts;
use wire::{
    Language, Outcome, ProviderId,
    traffic::{DatabaseState, Failures, OfProvider, Percentiles, Point, PointOfProvider, Source, Traffic},
};

fn point(at: &str, providers: &[(ProviderId, u64, u32)], failed: u64) -> Point {
    let of = |(provider, answered, ms): &(ProviderId, u64, u32)| PointOfProvider {
        provider: *provider,
        answered: *answered,
        first_words_ms: Percentiles { p50: Some(*ms), p95: Some(2 * ms) },
    };
    let providers: Vec<PointOfProvider> = providers.iter().map(of).collect();
    let answered = providers.iter().map(|of| of.answered).sum();
    Point {
        at: at.to_owned(),
        requests: answered + failed,
        answered,
        by_fallback: 0,
        failed,
        first_words_ms: Percentiles::default(),
        cost_micro_usd: 0,
        providers,
    }
}

fn traffic() -> Traffic {
    let mut traffic = Traffic {
        from: String::new(),
        to: String::new(),
        step: 60,
        source: Source::Database,
        database: DatabaseState::Ok,
        demo: false,
        totals: wire::traffic::Totals::default(),
        series: vec![
            point("one", &[(ProviderId::Gemini, 3, 200), (ProviderId::WorkersAi, 1, 90)], 0),
            point("two", &[], 0),
            point("three", &[(ProviderId::Gemini, 2, 300)], 4),
        ],
        providers: vec![OfProvider {
            provider: ProviderId::Gemini,
            model: "flash".to_owned(),
            attempts: 6,
            failed: 1,
            answered: 5,
            tokens: wire::traffic::Tokens::default(),
            cost: wire::traffic::Estimate::default(),
            first_words_ms: Percentiles::default(),
            total_ms: Percentiles::default(),
        }],
        failures: vec![
            Failures {
                provider: Some(ProviderId::Gemini),
                outcome: Outcome::Quota,
                attempts: 5,
                requests: 4,
            },
            Failures { provider: None, outcome: Outcome::BadRequest, attempts: 0, requests: 2 },
        ],
        neurons: Vec::new(),
        prices: Vec::new(),
        caching: wire::traffic::Caching::default(),
    };
    traffic.totals.failed = 4;
    traffic
}

#[test]
fn every_answer_and_every_failure_is_in_the_chart_of_requests() {
    let texts = &Texts::of(Language::English).traffic;
    let traffic = traffic();
    let chart = requests(&traffic, texts, &str::to_uppercase);
    assert_eq!(chart.labels, ["ONE", "TWO", "THREE"]);
    let names: Vec<&str> = chart.series.iter().map(|series| &*series.name).collect();
    assert_eq!(names, ["Workers AI", "Gemini", texts.not_answered]);
    assert_eq!(chart.series[0].values, [Some(1), None, None]);
    assert_eq!(chart.series[1].values, [Some(3), None, Some(2)]);
    assert_eq!(chart.series[2].values, [Some(0), Some(0), Some(4)]);
    assert_eq!(chart.series[2].colour, None);
    let all: u64 = chart.series.iter().flat_map(|series| &series.values).flatten().sum();
    assert_eq!(all, traffic.series.iter().map(|point| point.requests).sum::<u64>());
}

#[test]
fn the_first_words_have_a_whole_line_and_a_dashed_one_for_each_provider() {
    let chart = first_words(&traffic(), &Texts::of(Language::English).traffic, &str::to_owned);
    let lines: Vec<(&str, bool)> = chart.series.iter().map(|series| (&*series.name, series.dashed)).collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[2].0.starts_with("Gemini") && !lines[2].1 && lines[3].1);
    assert_eq!(chart.series[2].values, [Some(200), None, Some(300)]);
    assert_eq!(chart.series[3].values, [Some(400), None, Some(600)]);
    assert_eq!(chart.series[2].colour, chart.series[3].colour);
}

#[test]
fn models_and_causes_have_a_bar_each_and_what_the_site_refused_counts_by_requests() {
    let texts = &Texts::of(Language::English).traffic;
    let chart = served(&traffic(), texts);
    assert_eq!(
        (chart.labels, chart.series[0].values.clone()),
        (vec!["Gemini · flash".to_owned()], vec![Some(5)])
    );
    let chart = failures(&traffic(), texts);
    assert_eq!(chart.series[0].values, [Some(5), Some(2)]);
    assert!(chart.labels[1].starts_with(texts.this_site), "{:?}", chart.labels);
    let mut quiet = traffic();
    quiet.failures.clear();
    assert!(failures(&quiet, texts).is_empty());
}
