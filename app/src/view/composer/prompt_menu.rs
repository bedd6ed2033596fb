//! The menu of saved prompts, which `/` opens in an empty message.

use crate::view::{kit::show::Show, page::Page};
use browser::text::lowercase;
use conversation::settings::SavedPrompt;
use leptos::{ev, prelude::*};

/// The prompts that are in the menu.
pub(super) type Prompts = Memo<Vec<SavedPrompt>>;

/// The prompts that are in the menu, as long as the composer is shown.
pub(super) fn prompts(page: Page) -> Prompts {
    Memo::new(move |_| matching_prompts(page))
}

/// The saved prompts whose names contain what stands after the `/`; none once the menu is closed. Tracks the draft, the
/// settings and the menu.
fn matching_prompts(page: Page) -> Vec<SavedPrompt> {
    let is_closed = page.state.layout.is_prompt_menu_closed.get();
    let wanted = page.state.draft.text.with(|draft| {
        let rest = draft.strip_prefix('/')?;
        (!is_closed && !rest.contains('\n')).then(|| lowercase(rest))
    });
    let Some(wanted) = wanted else { return Vec::new() };
    let matches = |prompt: &&SavedPrompt| lowercase(&prompt.name).contains(&wanted);
    page.state.settings.with(|settings| settings.prompts.iter().filter(matches).cloned().collect())
}

/// Puts a prompt into the composer, which closes the menu.
fn choose(page: Page, prompt: &SavedPrompt) {
    page.suggest(&prompt.text);
}

/// The draft has changed: other prompts may match, and a new `/` opens the menu.
pub(super) fn on_input(page: Page, draft: &str) {
    page.state.layout.chosen_prompt.set(0);
    if draft == "/" {
        page.state.layout.is_prompt_menu_closed.set(false);
    }
}

/// A key in the composer. Returns whether it was for the menu: the arrows select a prompt, Enter and Tab choose it, Escape
/// closes the menu and nothing else.
pub(super) fn on_key(page: Page, prompts: Prompts, event: &ev::KeyboardEvent) -> bool {
    let prompts = prompts.get_untracked();
    let Some(last) = prompts.len().checked_sub(1).filter(|_| !event.is_composing()) else { return false };
    let selected = page.state.layout.chosen_prompt;
    match event.key().as_str() {
        "ArrowDown" => selected.update(|index| *index = if *index < last { *index + 1 } else { 0 }),
        "ArrowUp" => selected.update(|index| *index = index.checked_sub(1).unwrap_or(last)),
        "Enter" | "Tab" => choose(page, &prompts[selected.get_untracked().min(last)]),
        "Escape" => {
            event.stop_propagation();
            page.state.layout.is_prompt_menu_closed.set(true);
        }
        _ => return false,
    }
    true
}

/// The id of the selected prompt's item, by which screen readers find it from the composer. Tracks the prompts and
/// the selection.
pub(super) fn selected_item(page: Page, prompts: Prompts) -> Option<String> {
    let is_open = !prompts.with(Vec::is_empty);
    is_open.then(|| item_id(page.state.layout.chosen_prompt.get()))
}

fn item_id(index: usize) -> String {
    format!("prompt-{index}")
}

/// The menu, above the composer.
#[component]
pub(super) fn PromptMenu(page: Page, prompts: Prompts) -> impl IntoView {
    let items = move || {
        prompts
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, prompt)| view! { <Item page index prompt/> })
            .collect_view()
    };
    view! {
        <Show when=move || !prompts.with(Vec::is_empty)>
            <ul class="prompt-menu" role="listbox" aria-label=page.texts().common.saved_prompts>
                {items}
            </ul>
        </Show>
    }
}

#[component]
fn Item(page: Page, index: usize, prompt: SavedPrompt) -> impl IntoView {
    let is_selected = move || (page.state.layout.chosen_prompt.get() == index).to_string();
    let SavedPrompt { name, text } = prompt.clone();
    view! {
        // A press must not take the focus out of the composer.
        <li
            role="option"
            id=item_id(index)
            aria-selected=is_selected
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| choose(page, &prompt)
        >
            <b dir="auto">{name}</b>
            <span dir="auto">{text}</span>
        </li>
    }
}
