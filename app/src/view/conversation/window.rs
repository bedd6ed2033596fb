//! Which messages are rendered: the last ones at first, more as the reader scrolls up.

use super::scroller::Scroller;
use crate::state::{Message, State, earlier, effect};
use conversation::id::Id;
use leptos::{prelude::*, task::spawn_local};

/// At most this many messages are rendered at first.
const FIRST_COUNT: usize = 40;
/// This many are added with each step back: few enough to be rendered within a frame.
const STEP: usize = 8;
/// This many are rendered above a message that a search found.
const ABOVE_TARGET: usize = 10;
/// Earlier messages are rendered when the reader comes this near to the beginning, in CSS pixels.
const NEAR_BEGINNING: f64 = 600.0;

/// The messages that are rendered; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(super) struct MessageWindow {
    state: State,
    scroller: Scroller,
    /// How many messages are rendered, counted back from the last one.
    count: RwSignal<usize>,
    is_growing: StoredValue<bool>,
}

impl MessageWindow {
    /// The last messages of the open conversation.
    pub(super) fn new(state: State, scroller: Scroller) -> Self {
        let window =
            Self { state, scroller, count: RwSignal::new(FIRST_COUNT), is_growing: StoredValue::new(false) };
        let id = Memo::new(move |_| state.conversation.id());
        effect(move || {
            let _ = id.get();
            window.count.set(FIRST_COUNT);
        });
        effect(move || window.scroll_to_target());
        window
    }

    /// The messages. Tracks.
    pub(super) fn messages(self) -> Vec<Message> {
        let messages = self.state.conversation.messages.get();
        messages[messages.len().saturating_sub(self.count.get())..].to_vec()
    }

    /// Whether there are earlier ones, on the page or in the store. Tracks.
    pub(super) fn has_earlier(self) -> bool {
        let conversation = self.state.conversation;
        conversation.has_earlier.get() || conversation.messages.with(Vec::len) > self.count.get()
    }

    /// The box was scrolled.
    pub(super) fn on_scroll(self) {
        if self.scroller.position().is_some_and(|position| position.top < NEAR_BEGINNING) {
            self.show_earlier();
        }
    }

    /// Renders earlier messages, which are read from the store if need be.
    pub(super) fn show_earlier(self) {
        if self.is_growing.get_value() || !untrack(|| self.has_earlier()) {
            return;
        }
        self.is_growing.set_value(true);
        spawn_local(async move {
            let loaded = self.state.conversation.messages.with_untracked(Vec::len);
            if self.count.get_untracked() >= loaded {
                earlier::load_earlier(self.state).await;
            }
            let before = self.scroller.position();
            self.count.update(|count| *count += STEP);
            request_animation_frame(move || {
                self.scroller.keep_place(before);
                self.is_growing.set_value(false);
            });
        });
    }

    /// Scrolls to the message that a search found, once its conversation is open.
    fn scroll_to_target(self) {
        let conversation = self.state.conversation;
        let Some(target) = conversation.scroll_target.get() else { return };
        let messages = conversation.messages.get();
        let Some(index) = messages.iter().position(|message| message.id == target) else { return };
        conversation.scroll_target.set(None);
        let from_end = messages.len() - index;
        request_animation_frame(move || {
            if self.count.get_untracked() < from_end {
                self.count.set(from_end + ABOVE_TARGET);
            }
            request_animation_frame(move || self.scroll_to(target));
        });
    }

    fn scroll_to(self, message: Id) {
        if let Some(element) = document().get_element_by_id(&format!("m{message}")) {
            self.scroller.stop_following();
            element.scroll_into_view();
        }
    }
}
