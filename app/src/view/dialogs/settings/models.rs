//! The choice of a model.

use crate::exchange::models::{self, ModelChoice};
use leptos::{prelude::*, task::spawn_local};

/// Every model that the site offers, with its provider. The list loads when the settings are opened.
#[component]
pub(crate) fn ModelSelect(
    /// What stands for leaving the choice to the site.
    auto: &'static str,
    /// The id of the chosen model; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
    on_choose: impl Fn(Option<String>) + 'static,
) -> impl IntoView {
    let models = RwSignal::new(Vec::new());
    spawn_local(async move { drop(models.try_set(models::load().await)) });
    let chosen = Memo::new(move |_| chosen.get());
    let choices = move || {
        let chosen = chosen.get();
        let options = with_chosen(models.get(), &chosen).into_iter().map(|model| {
            let is_chosen = model.id == chosen;
            view! {
                <option value=model.id.clone() selected=is_chosen>
                    {name(&model)}
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
                {auto}
            </option>
            {choices}
        </select>
    }
}

/// The models, with the chosen one even if the site no longer offers it.
fn with_chosen(mut models: Vec<ModelChoice>, chosen: &str) -> Vec<ModelChoice> {
    if !chosen.is_empty() && models.iter().all(|model| model.id != chosen) {
        models.push(ModelChoice { id: chosen.to_owned(), provider: String::new() });
    }
    models
}

fn name(model: &ModelChoice) -> String {
    if model.provider.is_empty() { model.id.clone() } else { format!("{} · {}", model.id, model.provider) }
}
