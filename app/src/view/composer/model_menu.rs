//! The list of models.

use crate::{
    state::{
        models::{first_that_works, is_failing},
        options,
    },
    texts::Texts,
    view::{
        kit::{
            icon::{Icon, Shape},
            popup::{Popup, PopupState},
            show::Show,
            text::text,
        },
        page::Page,
    },
};
use browser::text::lowercase;
use leptos::prelude::*;
use wire::Model;

/// A list with at least this many models can be searched.
const MANY: usize = 8;

/// Auto and every model, with its provider and what it is good for; searchable where there are many. The choice is the
/// open conversation's.
#[component]
pub(super) fn ModelMenu(page: Page, popup: PopupState, chosen: Memo<Option<String>>) -> impl IntoView {
    let texts = &page.texts().models;
    let models = page.state.models;
    let search = RwSignal::new(String::new());
    let is_long =
        Memo::new(move |_| models.with(|models| models.as_ref().is_some_and(|models| models.len() >= MANY)));
    let choose = move |id: Option<String>| {
        options::change(page.state, |options| options.model = id);
        search.set(String::new());
        popup.close();
    };
    let items = move || {
        let wanted = lowercase(search.get().trim());
        let fits =
            |model: &&Model| lowercase(&format!("{} {}", model.everchat.name, model.id)).contains(&wanted);
        let found: Vec<Model> = models.with(|models| models.iter().flatten().filter(fits).cloned().collect());
        found.into_iter().map(|model| view! { <ModelItem page model chosen choose/> }).collect_view()
    };
    let has_failed = move || models.with(|models| models.as_ref().is_some_and(Vec::is_empty));
    view! {
        <Popup state=popup>
            <Show when=is_long>
                <input
                    class="field"
                    type="search"
                    maxlength="200"
                    aria-label=texts.search
                    placeholder=texts.search
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </Show>
            <div role="menu" aria-label=texts.model>
                <button
                    class="choice"
                    type="button"
                    role="menuitemradio"
                    aria-checked=move || chosen.with(Option::is_none).to_string()
                    on:click=move |_| choose(None)
                >
                    <strong>{texts.auto}</strong>
                    <span>{text(move || (texts.auto_hint)(&first_that_works(page.state)))}</span>
                    <Icon shape=Shape::Check/>
                </button>
                {items}
            </div>
            <Show when=move || models.with(Option::is_none)>
                <p class="note" role="status">
                    {page.texts().common.loading}
                </p>
            </Show>
            <Show when=has_failed>
                <p class="note" role="alert">
                    {texts.not_loaded}
                </p>
            </Show>
        </Popup>
    }
}

#[component]
fn ModelItem(
    page: Page,
    model: Model,
    chosen: Memo<Option<String>>,
    choose: impl Fn(Option<String>) + 'static,
) -> impl IntoView {
    let id = StoredValue::new(model.id.clone());
    let is_chosen = move || chosen.with(|chosen| id.with_value(|id| chosen.as_ref() == Some(id)));
    let is_failing = id.with_value(|id| untrack(|| is_failing(page.state, id)));
    let about = about(page.texts(), &model, is_failing);
    view! {
        <button
            class="choice"
            type="button"
            role="menuitemradio"
            aria-checked=move || is_chosen().to_string()
            title=model.id
            on:click=move |_| choose(Some(id.get_value()))
        >
            <strong>{model.everchat.name}</strong>
            <span>{about}</span>
            <Icon shape=Shape::Check/>
        </button>
    }
}

/// Who serves the model, and what it is good for; or that it fails just now.
fn about(texts: &Texts, model: &Model, is_failing: bool) -> String {
    let provider = model.provider_label();
    if is_failing {
        return format!("{provider}\u{a0}· {}", texts.models.failing);
    }
    let strengths: Vec<&str> =
        model.everchat.good_for.iter().map(|strength| (texts.models.good_for)(*strength)).collect();
    if strengths.is_empty() {
        return provider.to_owned();
    }
    format!("{provider}\u{a0}· {}", strengths.join(texts.models.comma))
}
