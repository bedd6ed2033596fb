//! What is asked of the model in the open conversation.

use super::models::ModelSelect;
use crate::{
    state::{options::change, settings},
    texts::SettingsTexts,
    view::{kit::attaching::MAX_PASTED, page::Page},
};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;

/// The model, the instructions, the temperature and the longest answer; and a button that makes them those of new
/// conversations too.
#[component]
pub(crate) fn ConversationSettings(page: Page) -> impl IntoView {
    let state = page.state;
    let texts = SettingsTexts::of(page.language());
    let options = move || state.conversation.record.with(|record| record.options.clone());
    let use_for_new_chats = move |_| {
        let options = untrack(options);
        settings::change(state.settings, |settings| settings.options = options);
    };
    let is_used_for_new_chats = move || state.settings.with(|settings| settings.options == options());
    let set_system = move |event| {
        let text = event_target_value(&event);
        change(state, |options| options.system = (!text.trim().is_empty()).then_some(text));
    };
    let set_temperature = move |event| {
        // JavaScript reads and writes numbers with fractions: Rust's ways are tables of 10 kB.
        let number = event_target::<HtmlInputElement>(&event).value_as_number();
        change(state, |options| options.temperature = (!number.is_nan()).then_some(number.clamp(0.0, 2.0)));
    };
    let set_max_tokens = move |event| {
        let number = event_target_value(&event).parse::<u32>().ok();
        change(state, |options| options.max_tokens = number.filter(|&number| number > 0));
    };
    view! {
        <section>
            <h3>{texts.model}</h3>
            <p class="hint">{texts.for_this_chat}</p>
            <label>
                <span>{texts.model}</span>
                <ModelSelect
                    page
                    chosen=Signal::derive(move || options().model.unwrap_or_default())
                    on_choose=move |model| change(state, |options| options.model = model)
                />
            </label>
            <label>
                <span>{texts.system}</span>
                <textarea
                    rows="3"
                    dir="auto"
                    maxlength=MAX_PASTED
                    placeholder=texts.system_hint
                    prop:value=move || options().system.unwrap_or_default()
                    on:change=set_system
                ></textarea>
            </label>
            <label>
                <span>{texts.temperature}</span>
                <input
                    type="number"
                    inputmode="decimal"
                    min="0"
                    max="2"
                    step="0.1"
                    placeholder=texts.site_decides
                    prop:value=move || options().temperature.map_or(JsValue::from_str(""), JsValue::from_f64)
                    on:change=set_temperature
                />
            </label>
            <label>
                <span>{texts.max_tokens}</span>
                <input
                    type="number"
                    inputmode="numeric"
                    min="1"
                    step="1"
                    placeholder=texts.site_decides
                    prop:value=move || options().max_tokens.map(|n| n.to_string()).unwrap_or_default()
                    on:change=set_max_tokens
                />
            </label>
            <button class="quiet" disabled=is_used_for_new_chats on:click=use_for_new_chats>
                {texts.for_new_chats}
            </button>
        </section>
    }
}
