//! How full the browser's storage is, and whether the browser may empty it.

use crate::{texts::SettingsTexts, view::page::Page};
use browser::quota::{self, Estimate};
use leptos::{prelude::*, task::spawn_local};

/// Bytes in a megabyte, as browsers and systems count them.
const MEGABYTE: f64 = 1e6;

/// A meter, and a button that asks the browser to keep the storage when space runs out.
#[component]
pub(crate) fn StorageSettings(page: Page) -> impl IntoView {
    let texts = SettingsTexts::of(page.language());
    let estimate = RwSignal::new(None::<Estimate>);
    let is_persisted = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let answer = quota::estimate().await;
        estimate.try_set(answer);
    });
    let persist = move |_| {
        spawn_local(async move {
            let answer = quota::persist().await;
            is_persisted.try_set(Some(answer));
        });
    };
    let meter = move || {
        estimate.get().map(|Estimate { usage, quota }| {
            view! {
                <meter max=quota value=usage aria-label=texts.storage></meter>
                <p class="hint">{(texts.storage_used)(usage / MEGABYTE, quota / MEGABYTE)}</p>
            }
        })
    };
    let answer = move || {
        is_persisted.get().map(|persisted| if persisted { texts.persisted } else { texts.not_persisted })
    };
    view! {
        <section>
            <h3>{texts.storage}</h3>
            {meter}
            <button class="quiet" on:click=persist>
                {texts.persist}
            </button>
            <p class="hint" role="status">
                {answer}
            </p>
        </section>
    }
}
