//! The saved prompts: texts for the composer, or for a conversation's instructions.

use crate::{
    state::{options, settings},
    texts::SettingsTexts,
    view::{
        kit::{attaching::MAX_PASTED, button::IconButton, icon::Shape},
        page::Page,
    },
};
use conversation::settings::SavedPrompt;
use leptos::{ev, html, prelude::*};

/// The list, and the form that adds to it.
#[component]
pub(crate) fn SavedPrompts(page: Page) -> impl IntoView {
    let (common, texts) = (&page.texts().common, SettingsTexts::of(page.language()));
    // It has the focus when what had it is gone.
    let name_box = NodeRef::new();
    let prompts = move || {
        let prompts = page.state.settings.with(|settings| settings.prompts.clone());
        prompts.into_iter().map(|prompt| view! { <PromptItem page prompt name_box/> }).collect_view()
    };
    view! {
        <section>
            <h3>{common.saved_prompts}</h3>
            <p class="hint">{texts.prompts_hint}</p>
            <ul class="prompts">{prompts}</ul>
            <PromptForm page name_box/>
        </section>
    }
}

#[component]
fn PromptItem(page: Page, prompt: SavedPrompt, name_box: NodeRef<html::Input>) -> impl IntoView {
    let state = page.state;
    let (common, texts) = (&page.texts().common, SettingsTexts::of(page.language()));
    let SavedPrompt { name, text } = prompt;
    let use_as_system = move |_| options::change(state, |options| options.system = Some(text.clone()));
    let deleted = name.clone();
    let delete = move |_| {
        settings::change(state.settings, |settings| {
            settings.prompts.retain(|prompt| prompt.name != deleted);
        });
        focus(name_box);
    };
    view! {
        <li>
            <span class="name" dir="auto">
                {name}
            </span>
            <button class="quiet" on:click=use_as_system>
                {texts.use_as_system}
            </button>
            <IconButton shape=Shape::Delete name=common.delete on_click=delete/>
        </li>
    }
}

/// Adds a prompt; one with the same name is replaced.
#[component]
fn PromptForm(page: Page, name_box: NodeRef<html::Input>) -> impl IntoView {
    let texts = SettingsTexts::of(page.language());
    let (name, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_blank = |field: RwSignal<String>| field.with(|text| text.trim().is_empty());
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let prompt = SavedPrompt { name: name.get_untracked().trim().to_owned(), text: text.get_untracked() };
        settings::change(page.state.settings, |settings| {
            settings.prompts.retain(|old| old.name != prompt.name);
            settings.prompts.push(prompt);
        });
        name.set(String::new());
        text.set(String::new());
        focus(name_box);
    };
    view! {
        <form on:submit=add>
            <label>
                <span>{texts.prompt_name}</span>
                <input
                    node_ref=name_box
                    dir="auto"
                    maxlength="200"
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <label>
                <span>{texts.prompt_text}</span>
                <textarea
                    rows="2"
                    dir="auto"
                    maxlength=MAX_PASTED
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <button class="quiet" type="submit" disabled=move || is_blank(name) || is_blank(text)>
                {texts.save_prompt}
            </button>
        </form>
    }
}

fn focus(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        let _ = input.focus();
    }
}
