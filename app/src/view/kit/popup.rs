//! A list of choices that a button opens, over the page.

use super::show::Show;
use crate::state::effect;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

/// What takes the focus in the list: the items of a menu.
const ITEMS: &str = "[role^=menuitem]";
/// Where the button has less room above it, in CSS pixels, the list opens below: three items, and the bar.
const ROOM_ABOVE: f64 = 220.0;

/// Whether a popup is open, and the button that opens it; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct PopupState {
    pub(crate) is_open: RwSignal<bool>,
    pub(crate) opener: NodeRef<html::Button>,
}

impl PopupState {
    pub(crate) fn new() -> Self {
        Self { is_open: RwSignal::new(false), opener: NodeRef::new() }
    }

    /// Opens it, or closes it.
    pub(crate) fn toggle(self) {
        self.is_open.update(|is_open| *is_open = !*is_open);
    }

    /// Closes it. The focus goes back to the button, since it would be lost with the list.
    pub(crate) fn close(self) {
        if let Some(opener) = self.opener.get_untracked() {
            let _ = opener.focus();
        }
        self.is_open.set(false);
    }

    fn has_room_above(self) -> bool {
        self.opener.get_untracked().is_none_or(|opener| opener.get_bounding_client_rect().top() >= ROOM_ABOVE)
    }
}

/// The list. Its items have the role `menuitem` or `menuitemradio`; the chosen one, or else the first, takes the focus.
/// The arrow keys, Home and End move it. Escape closes the list and nothing else; so do Tab and a press elsewhere.
#[component]
pub(crate) fn Popup(state: PopupState, children: ChildrenFn) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(element) = element.get() {
            // The items are in the document by then.
            request_animation_frame(move || focus_first(&element));
        }
    });
    let contains = move |target: Option<web_sys::EventTarget>| {
        let Some(target) = target.and_then(|target| target.dyn_into::<Node>().ok()) else { return false };
        let is_in_list = element.get_untracked().is_some_and(|element| element.contains(Some(&target)));
        is_in_list || state.opener.get_untracked().is_some_and(|opener| opener.contains(Some(&target)))
    };
    let press = window_event_listener(ev::pointerdown, move |event| {
        if state.is_open.get_untracked() && !contains(event.target()) {
            state.is_open.set(false);
        }
    });
    on_cleanup(move || press.remove());
    let on_focusout = move |event: ev::FocusEvent| {
        // A press that focuses nothing, or another window, has no related target.
        if event.related_target().is_some_and(|target| !contains(Some(target))) {
            state.is_open.set(false);
        }
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            state.close();
        } else if let Some(element) = element.get_untracked()
            && move_focus(&element, &event.key())
        {
            event.prevent_default();
        }
    };
    view! {
        <Show when=state.is_open>
            <div
                class="popup"
                class:below=!state.has_room_above()
                tabindex="-1"
                node_ref=element
                on:keydown=on_keydown
                on:focusout=on_focusout
            >
                {children()}
            </div>
        </Show>
    }
}

fn focus_first(popup: &HtmlElement) {
    let chosen = popup.query_selector("[aria-checked=true]").ok().flatten();
    let first = chosen.or_else(|| popup.query_selector(ITEMS).ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Moves the focus to another item. Returns whether the key asks for that.
fn move_focus(popup: &HtmlElement, key: &str) -> bool {
    let Ok(items) = popup.query_selector_all(ITEMS) else { return false };
    let active = document().active_element();
    let now =
        (0..items.length()).find(|&at| items.item(at).as_deref() == active.as_deref().map(AsRef::as_ref));
    let last = items.length().saturating_sub(1);
    let to = match (key, now) {
        ("ArrowDown", Some(now)) if now < last => now + 1,
        ("ArrowUp", Some(now)) if now > 0 => now - 1,
        ("ArrowUp" | "End", _) => last,
        ("ArrowDown" | "Home", _) => 0,
        _ => return false,
    };
    if let Some(item) = items.item(to).and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        let _ = item.focus();
    }
    true
}
