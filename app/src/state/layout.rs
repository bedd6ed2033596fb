//! What is open beside the conversation.

use browser::{media, storage::Storage};
use conversation::id::Id;
use leptos::prelude::*;

/// The storage key of a sidebar that was closed on a wide screen. `early.js` reads it too, so that the layout is right
/// before the program has come.
const SIDEBAR: &str = "everchat-sidebar";
const CLOSED: &str = "closed";

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// The settings.
    Settings,
    /// The list of shortcuts.
    Shortcuts,
    /// A link to the open conversation.
    Share,
}

/// A handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    was_wide: StoredValue<bool>,
    /// Whether the sidebar is open.
    pub(crate) sidebar: RwSignal<bool>,
    /// The open dialog.
    pub(crate) dialog: RwSignal<Option<Dialog>>,
    /// The chat whose menu is open in the list. The list is made anew whenever a chat is saved; the menu stays.
    pub(crate) chat_menu: RwSignal<Option<Id>>,
    /// The question that is being edited.
    pub(crate) editing: RwSignal<Option<Id>>,
    /// The index of the selected prompt in the menu of saved prompts.
    pub(crate) chosen_prompt: RwSignal<usize>,
    /// Whether the visitor has closed this menu.
    pub(crate) is_prompt_menu_closed: RwSignal<bool>,
    /// Counts requests to search; the search box takes the focus with each.
    pub(crate) search_requests: RwSignal<u32>,
}

impl Layout {
    /// The sidebar is open where there is room for it, unless the visitor closed it there.
    pub(crate) fn new() -> Self {
        Self {
            was_wide: StoredValue::new(media::is_wide()),
            sidebar: RwSignal::new(has_fixed_sidebar()),
            dialog: RwSignal::new(None),
            chat_menu: RwSignal::new(None),
            editing: RwSignal::new(None),
            chosen_prompt: RwSignal::new(0),
            is_prompt_menu_closed: RwSignal::new(false),
            search_requests: RwSignal::new(0),
        }
    }

    /// Opens or closes the sidebar; on a wide screen the choice is remembered.
    pub(crate) fn toggle_sidebar(self) {
        let is_open = !self.sidebar.get_untracked();
        self.sidebar.set(is_open);
        if media::is_wide() {
            Storage::Site.set(SIDEBAR, if is_open { "" } else { CLOSED });
        }
    }

    /// Closes the sidebar where it lies over the conversation: on a narrow screen.
    pub(crate) fn close_drawer(self) {
        if !media::is_wide() {
            self.sidebar.set(false);
        }
    }

    /// The window was resized. A sidebar that stood beside the conversation must not lie over it now.
    pub(crate) fn resized(self) {
        let (was_wide, is_wide) = (self.was_wide.get_value(), media::is_wide());
        self.was_wide.set_value(is_wide);
        if was_wide != is_wide {
            self.sidebar.set(has_fixed_sidebar());
        }
    }

    /// Opens the sidebar at its search box.
    pub(crate) fn search(self) {
        self.sidebar.set(true);
        self.search_requests.update(|requests| *requests += 1);
    }
}

/// Whether the sidebar stands beside the conversation.
fn has_fixed_sidebar() -> bool {
    media::is_wide() && Storage::Site.get(SIDEBAR).as_deref() != Some(CLOSED)
}
