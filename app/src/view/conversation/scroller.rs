//! The box that scrolls. While an answer grows its end is kept in view, until the reader scrolls up.

use super::follow::{Follow, ScrollPosition};
use crate::state::{Conversation, effect};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::ResizeObserver;

/// The box; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(super) struct Scroller {
    conversation: Conversation,
    /// The box itself.
    pub(super) element: NodeRef<html::Main>,
    /// What is scrolled in it.
    pub(super) content: NodeRef<html::Div>,
    follow: RwSignal<Follow>,
}

impl Scroller {
    /// Follows the open conversation from its end: when it is opened, and when a question is asked in it.
    pub(super) fn new(conversation: Conversation) -> Self {
        let scroller = Self {
            conversation,
            element: NodeRef::new(),
            content: NodeRef::new(),
            follow: RwSignal::default(),
        };
        effect(move || scroller.observe_size());
        let id = Memo::new(move |_| conversation.id());
        effect(move || {
            let _ = id.get();
            scroller.follow.update(Follow::start);
        });
        effect(move || {
            if conversation.running_answer().is_some() {
                scroller.follow_from_end();
            }
        });
        scroller
    }

    /// Whether the end is kept in view. Tracks.
    pub(super) fn is_following(self) -> bool {
        self.follow.get().is_on()
    }

    /// Scrolls to the end, and keeps it in view.
    pub(super) fn follow_from_end(self) {
        self.follow.update(Follow::start);
        self.scroll_to_end();
    }

    /// The reader takes hold of the box.
    pub(super) fn hold(self) {
        self.follow.update(Follow::hold);
    }

    /// The reader lets go of the box.
    pub(super) fn release(self) {
        self.follow.update(Follow::release);
    }

    /// The reader is about to scroll up.
    pub(super) fn stop_following(self) {
        if let Some(position) = self.position() {
            self.follow.update(|follow| follow.stop(position));
        }
    }

    /// The box was scrolled.
    pub(super) fn on_scroll(self) {
        if let Some(position) = self.position() {
            self.follow.update(|follow| follow.on_scroll(position));
        }
    }

    /// Where the box stands; `None` while it is not shown.
    pub(super) fn position(self) -> Option<ScrollPosition> {
        let element = self.element.get_untracked()?;
        Some(ScrollPosition {
            top: f64::from(element.scroll_top()),
            height: f64::from(element.client_height()),
            content_height: f64::from(element.scroll_height()),
        })
    }

    /// Content was added above what is read. What is read stays where it is: most browsers see to that themselves,
    /// Safari does not. `before` is the position before the change.
    pub(super) fn keep_place(self, before: Option<ScrollPosition>) {
        if let (Some(element), Some(before), Some(now)) =
            (self.element.get_untracked(), before, self.position())
            && (now.top - before.top).abs() < 1.0
        {
            element.set_scroll_top((now.top + now.content_height - before.content_height) as i32);
        }
    }

    fn scroll_to_end(self) {
        if let Some(element) = self.element.get_untracked() {
            element.set_scroll_top(element.scroll_height());
        }
    }

    /// Whatever changes a height, the end is back in view before the next frame is painted.
    fn observe_size(self) {
        let (Some(element), Some(content)) = (self.element.get(), self.content.get()) else { return };
        let on_resize = Closure::<dyn Fn()>::new(move || {
            let is_following = self.follow.try_with_untracked(|follow| follow.is_on()).unwrap_or_default();
            // The greeting of an empty conversation is read from its beginning.
            if is_following && !self.conversation.messages.with_untracked(Vec::is_empty) {
                self.scroll_to_end();
            }
        });
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&element);
            observer.observe(&content);
        }
        // It lives as long as the page.
        on_resize.forget();
    }
}
