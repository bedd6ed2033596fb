//! Where the reader is: the newest words are followed, and a long conversation grows upwards as it is read.

use super::effect;
use crate::{
    chat::{Chat, Entry},
    follow::{Follow, Position},
};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::ResizeObserver;

/// So many messages are drawn at first.
const WINDOW: usize = 40;
/// So many more with each step back: few enough to be drawn within a frame.
const STEP: usize = 8;
/// The next step is made when the reader is so near to the beginning, in CSS pixels.
const GROW_WITHIN: f64 = 600.0;

/// The box that scrolls; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    chat: Chat,
    pub(super) scroller: NodeRef<html::Main>,
    pub(super) content: NodeRef<html::Div>,
    follow: RwSignal<Follow>,
    /// How many messages are drawn, from the last one back.
    shown: RwSignal<usize>,
    is_growing: StoredValue<bool>,
}

impl Reading {
    pub(super) fn new(chat: Chat) -> Self {
        let reading = Self {
            chat,
            scroller: NodeRef::new(),
            content: NodeRef::new(),
            follow: RwSignal::default(),
            shown: RwSignal::new(WINDOW),
            is_growing: StoredValue::new(false),
        };
        effect(move || reading.observe());
        // Another conversation is read from its end.
        let open = Memo::new(move |_| chat.conversation.with(|conversation| conversation.id));
        effect(move || {
            let _ = open.get();
            reading.shown.set(WINDOW);
            reading.follow.update(Follow::take_up);
        });
        effect(move || reading.go_to_goal());
        // A new question is always shown.
        effect(move || {
            if chat.running().is_some() {
                reading.to_latest();
            }
        });
        reading
    }

    /// Shows the message that was searched for.
    fn go_to_goal(self) {
        let Some(goal) = self.chat.goal.get() else { return };
        let entries = self.chat.entries.get();
        let Some(at) = entries.iter().position(|entry| entry.id == goal) else { return };
        self.chat.goal.set(None);
        let from_end = entries.len() - at;
        request_animation_frame(move || {
            if self.shown.get_untracked() < from_end {
                self.shown.set(from_end + WINDOW / 4);
            }
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(&format!("m{goal}")) {
                    self.let_go();
                    element.scroll_into_view();
                }
            });
        });
    }

    pub(super) fn is_following(self) -> bool {
        self.follow.get().is_on()
    }

    /// To the newest words, which are followed from now on.
    pub(super) fn to_latest(self) {
        self.follow.update(Follow::take_up);
        self.to_end();
    }

    fn to_end(self) {
        if let Some(main) = self.scroller.get_untracked() {
            main.set_scroll_top(main.scroll_height());
        }
    }

    /// Whatever changes the height, the end stays in view before the next frame is painted.
    fn observe(self) {
        let (Some(main), Some(content)) = (self.scroller.get(), self.content.get()) else { return };
        let on_resize = Closure::<dyn Fn()>::new(move || {
            // What is there before the first question is read from its beginning.
            let is_empty = self.chat.entries.try_with_untracked(Vec::is_empty).unwrap_or(true);
            if self.follow.try_with_untracked(|follow| follow.is_on()).unwrap_or_default() && !is_empty {
                self.to_end();
            }
        });
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&main);
            observer.observe(&content);
        }
        // It lives as long as the page.
        on_resize.forget();
    }

    pub(super) fn scrolled(self) {
        let Some(position) = self.position() else { return };
        self.follow.update(|follow| follow.scrolled(position));
        if position.top < GROW_WITHIN {
            self.grow();
        }
    }

    /// The reader's hand goes up.
    pub(super) fn let_go(self) {
        if let Some(position) = self.position() {
            self.follow.update(|follow| follow.let_go(position));
        }
    }

    fn position(self) -> Option<Position> {
        let main = self.scroller.get_untracked()?;
        Some(Position {
            top: f64::from(main.scroll_top()),
            view: f64::from(main.client_height()),
            content: f64::from(main.scroll_height()),
        })
    }

    /// The messages that are drawn.
    pub(super) fn visible(self) -> Vec<Entry> {
        let entries = self.chat.entries.get();
        entries[entries.len().saturating_sub(self.shown.get())..].to_vec()
    }

    /// Whether there are earlier ones.
    pub(super) fn has_more(self) -> bool {
        self.chat.has_earlier.get() || self.chat.entries.with(Vec::len) > self.shown.get()
    }

    /// Draws earlier messages, from the store if need be.
    pub(super) fn grow(self) {
        if self.is_growing.get_value() || !untrack(|| self.has_more()) {
            return;
        }
        self.is_growing.set_value(true);
        spawn_local(async move {
            if self.shown.get_untracked() >= self.chat.entries.with_untracked(Vec::len) {
                self.chat.load_earlier().await;
            }
            let before = self.position();
            self.shown.update(|shown| *shown += STEP);
            request_animation_frame(move || {
                self.keep_place(before);
                self.is_growing.set_value(false);
            });
        });
    }

    /// What is read stays where it is. Most browsers see to that; Safari does not.
    fn keep_place(self, before: Option<Position>) {
        if let (Some(main), Some(before), Some(now)) =
            (self.scroller.get_untracked(), before, self.position())
            && (now.top - before.top).abs() < 1.0
        {
            main.set_scroll_top((now.top + now.content - before.content) as i32);
        }
    }
}
