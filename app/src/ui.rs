//! What of the page is open beside the conversation.

use crate::{chat::Id, store::Small, update};
use leptos::prelude::*;

/// From this width on the list of conversations stands beside the conversation; the stylesheet says the same.
const WIDE: &str = "(min-width: 56rem)";

/// Whether the list was closed where there is room for it. The early script looks there too, so that the layout is
/// right before the program has come.
const SIDEBAR: &str = "everchat-sidebar";
const CLOSED: &str = "closed";

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Settings,
    Shortcuts,
    Share,
}

/// A handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    was_wide: StoredValue<bool>,
    pub(crate) sidebar: RwSignal<bool>,
    pub(crate) panel: RwSignal<Option<Panel>>,
    /// The question that is being put into other words.
    pub(crate) editing: RwSignal<Option<Id>>,
    /// Which of the saved prompts over the composer is chosen.
    pub(crate) chosen_prompt: RwSignal<usize>,
    /// A newer page is ready to be loaded.
    pub(crate) has_update: RwSignal<bool>,
    /// Counts the wishes to search.
    pub(crate) search: RwSignal<u32>,
}

impl Ui {
    pub(crate) fn new() -> Self {
        Self {
            was_wide: StoredValue::new(is_wide()),
            sidebar: RwSignal::new(stands_beside()),
            panel: RwSignal::new(None),
            editing: RwSignal::new(None),
            chosen_prompt: RwSignal::new(0),
            has_update: update::watch(),
            search: RwSignal::new(0),
        }
    }

    pub(crate) fn toggle_sidebar(self) {
        let is_open = !self.sidebar.get_untracked();
        self.sidebar.set(is_open);
        if is_wide() {
            Small::Site.set(SIDEBAR, if is_open { "" } else { CLOSED });
        }
    }

    /// On a narrow screen the list lies over the conversation, and goes once something is chosen.
    pub(crate) fn close_drawer(self) {
        if !is_wide() {
            self.sidebar.set(false);
        }
    }

    /// The window has another size: what stood beside the conversation must not lie over it now.
    pub(crate) fn resized(self) {
        let (was_wide, is_wide) = (self.was_wide.get_value(), is_wide());
        self.was_wide.set_value(is_wide);
        if was_wide != is_wide {
            self.sidebar.set(stands_beside());
        }
    }

    pub(crate) fn search(self) {
        self.sidebar.set(true);
        self.search.update(|wishes| *wishes += 1);
    }
}

fn stands_beside() -> bool {
    is_wide() && Small::Site.get(SIDEBAR).as_deref() != Some(CLOSED)
}

fn is_wide() -> bool {
    window().match_media(WIDE).ok().flatten().is_some_and(|query| query.matches())
}
