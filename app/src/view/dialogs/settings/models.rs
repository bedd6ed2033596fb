//! The choice of a model.

use crate::view::page::Page;
use leptos::prelude::*;
use wire::Model;

/// Every model that the site offers, with its provider. The composer has the same choice.
#[component]
pub(crate) fn ModelSelect(
    page: Page,
    /// The id of the chosen model; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
    on_choose: impl Fn(Option<String>) + 'static,
) -> impl IntoView {
    page.exchange.load_models();
    let chosen = Memo::new(move |_| chosen.get());
    let choices = move || {
        let chosen = chosen.get();
        let models = page.state.models.get().unwrap_or_default();
        let known = models.iter().map(|model| (model.id.clone(), name(model)));
        // The chosen one is there even if the site no longer offers it.
        let is_unknown = !chosen.is_empty() && models.iter().all(|model| model.id != chosen);
        let unknown = is_unknown.then(|| (chosen.clone(), chosen.clone()));
        let options = known.chain(unknown).map(|(id, name)| {
            let is_chosen = id == chosen;
            view! {
                <option value=id selected=is_chosen>
                    {name}
                </option>
            }
        });
        options.collect_view()
    };
    let on_change = move |event| {
        let id = event_target_value(&event);
        on_choose((!id.trim().is_empty()).then_some(id));
    };
    view! {
        <select on:change=on_change>
            <option value="" selected=move || chosen.with(String::is_empty)>
                {page.texts().models.auto}
            </option>
            {choices}
        </select>
    }
}

fn name(model: &Model) -> String {
    format!("{}\u{a0}· {}", model.everchat.name, model.provider_label())
}
