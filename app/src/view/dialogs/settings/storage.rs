//! The visitor's chats as files, how full the browser's storage is, and whether the browser may empty it.

use super::transfer::Transfer;
use crate::{texts::SettingsTexts, view::page::Page};
use browser::quota::{self, Estimate};
use leptos::{prelude::*, task::spawn_local};

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
                <p class="hint">{(texts.storage_used)(&size(usage), &size(quota))}</p>
            }
        })
    };
    let answer = move || {
        is_persisted.get().map(|persisted| if persisted { texts.persisted } else { texts.not_persisted })
    };
    view! {
        <section>
            <h3>{texts.storage}</h3>
            <Transfer page/>
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

/// Bytes in megabytes or gigabytes, as browsers and systems count them: with a tenth where there are few.
fn size(bytes: u64) -> String {
    let (tenths, unit) =
        if bytes >= 1_000_000_000 { (bytes / 100_000_000, "GB") } else { (bytes / 100_000, "MB") };
    let number =
        if tenths >= 1000 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) };
    format!("{number}\u{a0}{unit}")
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn few_megabytes_have_a_tenth_and_many_are_gigabytes() {
        assert_eq!(size(1_260_000), "1.2\u{a0}MB");
        assert_eq!(size(126_000_000), "126\u{a0}MB");
        assert_eq!(size(10_737_418_240), "10.7\u{a0}GB");
    }
}
