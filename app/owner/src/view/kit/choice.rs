//! A choice of one from a list, or of all.

use leptos::prelude::*;

/// A select with its label. `choices` are values and their names; an empty value is all.
#[component]
pub(crate) fn Choice(
    label: &'static str,
    all: &'static str,
    choices: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: Callback<String>,
) -> impl IntoView {
    let option = move |(value, name): (String, String)| {
        let is_chosen = value.clone();
        view! { <option value=value selected=move || chosen.get() == is_chosen>{name}</option> }
    };
    view! {
        <label>
            {label}
            <select class="field" on:change:target=move |event| choose.run(event.target().value())>
                <option value="" selected=move || chosen.get().is_empty()>{all}</option>
                {choices.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
