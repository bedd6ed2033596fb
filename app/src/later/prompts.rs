//! `/` in an empty message: the saved prompts to choose from.

use super::texts;
use crate::{
    chat::Chat,
    components::{Act, Actions, dynamic, nothing},
    settings::Prompt,
};
use leptos::{ev, prelude::*};

/// The prompts that the half-typed message asks for.
fn matching(chat: Chat) -> Vec<Prompt> {
    let draft = chat.draft.get();
    let Some(wanted) = draft.strip_prefix('/').filter(|rest| !rest.contains('\n')) else { return Vec::new() };
    let wanted = wanted.to_lowercase();
    let has = |prompt: &&Prompt| prompt.name.to_lowercase().contains(&wanted);
    chat.settings.with(|settings| settings.prompts.iter().filter(has).cloned().collect())
}

fn take(actions: Actions, prompt: &Prompt) {
    actions.ui.chosen_prompt.set(0);
    actions.suggest(&prompt.text);
}

/// Whether a key was meant for the menu; then it did what it does there.
pub(super) fn takes(actions: Actions, event: &ev::KeyboardEvent) -> bool {
    let matching = untrack(|| matching(actions.chat));
    let chosen = actions.ui.chosen_prompt;
    let Some(last) = matching.len().checked_sub(1).filter(|_| !event.is_composing()) else { return false };
    match event.key().as_str() {
        "ArrowDown" => chosen.update(|at| *at = if *at < last { *at + 1 } else { 0 }),
        "ArrowUp" => chosen.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
        "Enter" | "Tab" => take(actions, &matching[chosen.get_untracked().min(last)]),
        _ => return false,
    }
    true
}

/// The menu over the composer.
pub(super) fn prompts(actions: Actions) -> AnyView {
    let texts = texts(actions.chat);
    let matching = Memo::new(move |_| matching(actions.chat));
    let option = move |(at, prompt): (usize, Prompt)| {
        let is_chosen = move || (actions.ui.chosen_prompt.get() == at).to_string();
        let (name, text) = (prompt.name.clone(), prompt.text.clone());
        let choose: Act = Box::new(move |_| take(actions, &prompt));
        view! {
            <li
                role="option"
                aria-selected=is_chosen
                on:mousedown=move |event| event.prevent_default()
                on:click=choose
            >
                <b>{name}</b>
                <span>{text}</span>
            </li>
        }
    };
    dynamic(move || {
        let matching = matching.get();
        if matching.is_empty() {
            return nothing();
        }
        view! {
            <ul class="prompt-menu" role="listbox" aria-label=texts.prompts>
                {matching.into_iter().enumerate().map(option).collect_view()}
            </ul>
        }
        .into_any()
    })
}
