//! A chart and its numbers.

use crate::{
    charts,
    format::{count, duration},
    page::Page,
    traffic::chart::{Chart, Unit},
};
use leptos::{html, prelude::*, task::spawn_local};
use wire::Language;

/// The chart, and its numbers as a table for those who would rather read. Without a script that draws, the table stands in
/// the chart's place. `children` take the place of the table that the chart makes.
#[component]
pub(crate) fn Figure(
    page: Page,
    title: &'static str,
    #[prop(into)] note: Signal<&'static str>,
    chart: Signal<Option<Chart>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let texts = &page.texts().traffic;
    let is_drawn = RwSignal::new(true);
    let table = match children {
        Some(children) => children().into_any(),
        None => view! { <Table page chart/> }.into_any(),
    };
    view! {
        <figure class="chart" hidden=move || chart.with(|chart| chart.as_ref().is_none_or(Chart::is_empty))>
            <figcaption>
                <h2>{title}</h2>
            </figcaption>
            <Canvas title chart is_drawn/>
            <p class="none">{note}</p>
            <details open=move || !is_drawn.get()>
                <summary>{move || if is_drawn.get() { texts.as_table } else { texts.not_drawn }}</summary>
                {table}
            </details>
        </figure>
    }
}

/// Where the chart is drawn: lying bars have as much height as they need.
#[component]
pub(crate) fn Canvas(
    title: &'static str,
    chart: Signal<Option<Chart>>,
    is_drawn: RwSignal<bool>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        let (Some(canvas), Some(chart)) = (canvas.get(), chart.get()) else { return };
        spawn_local(async move {
            let done = charts::draw(&canvas, &chart.to_json()).await;
            is_drawn.try_set(done);
        });
    });
    let removed = StoredValue::new_local(None);
    Effect::new(move |_| removed.set_value(canvas.get()));
    on_cleanup(move || {
        if let Some(canvas) = removed.try_get_value().flatten() {
            charts::remove(&canvas);
        }
    });
    let bars = move || {
        chart.with(|chart| chart.as_ref().filter(|chart| chart.horizontal).map(|chart| chart.labels.len()))
    };
    let height = move || bars().map(|bars| format!("{}px", 40 + 48 * bars));
    view! {
        <div class="canvas" class:undrawn=move || !is_drawn.get() style:height=height>
            <canvas node_ref=canvas role="img" aria-label=title></canvas>
        </div>
    }
}

/// A row for each label, a column for each series. Steps without any number are left out.
#[component]
fn Table(page: Page, chart: Signal<Option<Chart>>) -> impl IntoView {
    let rows = move || {
        let chart = chart.get()?;
        let language = page.language.get_untracked();
        let heads = chart.series.iter().map(|series| view! { <th scope="col">{series.name.clone()}</th> });
        let heads = heads.collect_view();
        let rows = chart.labels.iter().enumerate().filter_map(|(at, label)| {
            let values: Vec<Option<u64>> =
                chart.series.iter().map(|series| series.values.get(at).copied().flatten()).collect();
            values.iter().any(|value| value.is_some_and(|value| value > 0)).then(|| {
                let cells =
                    values.iter().map(|value| view! { <td>{cell(*value, chart.unit, language)}</td> });
                view! {
                    <tr>
                        <th scope="row">{label.clone()}</th>
                        {cells.collect_view()}
                    </tr>
                }
            })
        });
        Some(view! {
            <thead>
                <tr>
                    <th scope="col">{page.texts().traffic.when}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        })
    };
    view! {
        <div class="table" tabindex="0">
            <table>{rows}</table>
        </div>
    }
}

fn cell(value: Option<u64>, unit: Unit, language: Language) -> String {
    match (value, unit) {
        (None, _) => "–".to_owned(),
        (Some(value), Unit::Count) => count(value, language),
        (Some(value), Unit::Ms) => duration(u32::try_from(value).unwrap_or(u32::MAX)),
    }
}
