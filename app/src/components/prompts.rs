//! `/` in an empty message: the saved prompts to choose from.

use super::{Actions, dynamic, nothing};
use crate::settings::Prompt;
use leptos::{ev, prelude::*};

/// The menu over the composer; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(super) struct PromptMenu {
    actions: Actions,
    matching: Memo<Vec<Prompt>>,
    chosen: RwSignal<usize>,
}

impl PromptMenu {
    pub(super) fn new(actions: Actions) -> Self {
        let chat = actions.chat;
        let matching = Memo::new(move |_| {
            let draft = chat.draft.get();
            let Some(wanted) = draft.strip_prefix('/').filter(|rest| !rest.contains('\n')) else {
                return Vec::new();
            };
            let wanted = wanted.to_lowercase();
            let has = |prompt: &&Prompt| prompt.name.to_lowercase().contains(&wanted);
            chat.settings.with(|settings| settings.prompts.iter().filter(has).cloned().collect())
        });
        Self { actions, matching, chosen: RwSignal::new(0) }
    }

    fn take(self, at: usize) {
        if let Some(prompt) = self.matching.get_untracked().into_iter().nth(at) {
            self.chosen.set(0);
            self.actions.suggest(&prompt.text);
        }
    }

    /// Whether a key was meant for the menu.
    pub(super) fn takes(self, event: &ev::KeyboardEvent) -> bool {
        let count = self.matching.with_untracked(Vec::len);
        if count == 0 || event.is_composing() {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.chosen.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => self.chosen.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" => self.take(self.chosen.get_untracked().min(count - 1)),
            _ => return false,
        }
        true
    }

    pub(super) fn view(self) -> AnyView {
        let texts = self.actions.chat.texts();
        let option = move |(at, prompt): (usize, Prompt)| {
            view! {
                <li
                    role="option"
                    aria-selected=move || (self.chosen.get() == at).to_string()
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| self.take(at)
                >
                    <b>{prompt.name}</b>
                    <span>{prompt.text}</span>
                </li>
            }
        };
        dynamic(move || {
            let matching = self.matching.get();
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
}
