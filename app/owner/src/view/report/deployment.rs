//! Which deployment made the report.

use crate::texts::Texts;
use browser::time::minute;
use leptos::prelude::*;
use wire::report::Report;

/// As many digits of a commit as tell it apart.
const COMMIT_DIGITS: usize = 12;

/// Where the site runs and what it is built from, and the names of its settings.
#[component]
pub(crate) fn Deployment(texts: &'static Texts, report: Report) -> impl IntoView {
    let facts = [
        (texts.environment, Some((texts.environment_name)(report.environment).to_owned())),
        (texts.branch, report.branch),
        (texts.commit, report.commit.map(|commit| commit.chars().take(COMMIT_DIGITS).collect())),
        (texts.built, report.built_at.as_deref().and_then(minute)),
        (texts.version, Some(report.version)),
        (texts.data_centre, report.colo),
    ];
    let rows = facts.into_iter().filter_map(|(name, value)| {
        let value = value?;
        Some(view! {
            <dt>{name}</dt>
            <dd>{value}</dd>
        })
    });
    let names = report.settings.into_iter().map(|name| view! { <code>{name}</code> });
    view! {
        <dl class="facts">
            {rows.collect_view()} <dt>{texts.settings}</dt> <dd>{names.collect_view()}</dd>
        </dl>
    }
}
