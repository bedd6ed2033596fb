//! A long press: on a touch screen what the second button is on a mouse.

use gloo_timers::callback::Timeout;
use leptos::{ev, prelude::*};

/// A press is long from this many milliseconds on, as on Android and iOS.
const LONG_PRESS_MS: u32 = 500;

/// Tells long presses on an element from short ones. A handle that is free to copy.
#[derive(Clone, Copy)]
pub(super) struct LongPress {
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    action: Callback<()>,
    /// A long press has been handled; the click that the browser sends at its end is still to come.
    has_pending_click: StoredValue<bool>,
}

impl LongPress {
    /// Calls `action` at each long press.
    pub(super) fn new(action: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            timer: StoredValue::new_local(None),
            action: Callback::new(move |()| action()),
            has_pending_click: StoredValue::new(false),
        }
    }

    /// Handles `pointerdown`.
    pub(super) fn pointer_down(self, event: &ev::PointerEvent) {
        self.has_pending_click.set_value(false);
        if event.pointer_type() == "touch" {
            let timer = Timeout::new(LONG_PRESS_MS, move || {
                self.has_pending_click.try_set_value(true);
                self.action.try_run(());
            });
            self.timer.set_value(Some(timer));
        }
    }

    /// Handles the end of a press: the finger was lifted, or left the element to scroll.
    pub(super) fn pointer_end(self) {
        self.timer.set_value(None);
    }

    /// Handles `contextmenu`, of the mouse's second button or the menu key, in place of the browser's own menu.
    pub(super) fn context_menu(self, event: &ev::MouseEvent) {
        event.prevent_default();
        self.action.run(());
    }

    /// Whether a click only ends a long press, so that it must do nothing else.
    pub(super) fn takes_click(self) -> bool {
        self.pointer_end();
        self.has_pending_click.try_update_value(std::mem::take).unwrap_or_default()
    }
}
