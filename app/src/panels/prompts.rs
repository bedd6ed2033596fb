//! The saved prompts.

use super::texts;
use crate::{
    components::{Actions, Shape, tool},
    settings::{Prompt, Settings},
};
use leptos::prelude::*;

/// Texts that are used again and again: by `/` in the composer, or as the instructions of this conversation.
#[component]
pub(super) fn Prompts(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let (name, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_whole = move || name.with(|n| !n.trim().is_empty()) && text.with(|t| !t.trim().is_empty());
    let change = move |change: &dyn Fn(&mut Vec<Prompt>)| {
        chat.settings.update(|settings| change(&mut settings.prompts));
        chat.settings.with_untracked(Settings::save);
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let prompt = Prompt { name: name.get_untracked().trim().to_owned(), text: text.get_untracked() };
        change(&|prompts| {
            prompts.retain(|old| old.name != prompt.name);
            prompts.push(prompt.clone());
        });
        name.set(String::new());
        text.set(String::new());
    };
    let saved = move || {
        let prompts = chat.settings.with(|settings| settings.prompts.clone());
        prompts
            .into_iter()
            .map(|prompt| {
                let (system, gone) = (prompt.text.clone(), prompt.name.clone());
                let use_it = move |_| {
                    chat.conversation
                        .update(|conversation| conversation.options.system = Some(system.clone()));
                };
                view! {
                    <li>
                        <span class="name">{prompt.name}</span>
                        <button class="quiet" on:click=use_it>
                            {texts.as_system}
                        </button>
                        {tool(Shape::Delete, texts.delete, move |_| change(&|prompts| prompts.retain(|prompt| prompt.name != gone)))}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h3>{texts.prompts}</h3>
            <p class="hint">{texts.prompts_hint}</p>
            <ul class="prompts">{saved}</ul>
            <form on:submit=add>
                <label>
                    <span>{texts.prompt_name}</span>
                    <input prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
                </label>
                <label>
                    <span>{texts.prompt_text}</span>
                    <textarea
                        rows="2"
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </label>
                <button class="quiet" type="submit" disabled=move || !is_whole()>
                    {texts.prompt_add}
                </button>
            </form>
        </section>
    }
}
