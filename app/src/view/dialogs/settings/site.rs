//! Which deployment of the site this is.

use crate::{texts::SettingsTexts, view::page::Page};
use browser::time::minute;
use leptos::prelude::*;
use wire::Status;

/// As many digits of a commit as tell it apart.
const COMMIT_DIGITS: usize = 7;

/// The deployment in a line, and the way to the privacy page.
#[component]
pub(crate) fn SiteInfo(page: Page) -> impl IntoView {
    let texts = SettingsTexts::of(page.language());
    let site = page.state.site;
    let text = move || site.get().map(|status| describe(texts, status)).unwrap_or_default();
    view! {
        <section>
            <h3>{texts.site}</h3>
            <p class="hint about">{text}</p>
            <a class="quiet" href=page.privacy_address()>
                {page.texts().common.privacy}
            </a>
        </section>
    }
}

fn describe(texts: &SettingsTexts, status: Status) -> String {
    let fact = |name: &str, value: Option<String>| {
        value.map(|value| format!("{name} {value}").replace(' ', "\u{a0}"))
    };
    let commit = status.commit.filter(|commit| is_known(commit));
    let facts = [
        Some((texts.environment)(status.environment).to_owned()),
        fact(texts.branch, status.branch),
        fact(texts.commit, commit.map(|commit| commit.chars().take(COMMIT_DIGITS).collect())),
        fact(
            texts.built,
            status.built_at.as_deref().and_then(minute).map(|minute| minute.replace('-', "\u{2011}")),
        ),
        fact("Everchat", Some(status.version)),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join("\u{a0}· ")
}

/// A development server has no commit, and sends zeros for it.
fn is_known(commit: &str) -> bool {
    commit.bytes().any(|digit| digit != b'0')
}
