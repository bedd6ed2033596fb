//! A long press: what a finger has for a mouse's second button.

use gloo_timers::callback::Timeout;
use leptos::{ev, prelude::*};

/// A press is long from so many milliseconds on, as on Android and iOS.
const LONG_MS: u32 = 500;

/// One that may become long; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(super) struct LongPress {
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// Counts the long ones.
    count: RwSignal<u32>,
    /// The click that ends it is still to come.
    has_click: StoredValue<bool>,
}

impl LongPress {
    /// Does something at each.
    pub(super) fn new(act: impl Fn() + 'static) -> Self {
        let press = Self {
            timer: StoredValue::new_local(None),
            count: RwSignal::new(0),
            has_click: StoredValue::new(false),
        };
        Effect::new(move |_| {
            if press.count.get() > 0 {
                act();
            }
        });
        press
    }

    /// A finger is down.
    pub(super) fn down(self, event: &ev::PointerEvent) {
        self.has_click.set_value(false);
        if event.pointer_type() == "touch" {
            let timer = Timeout::new(LONG_MS, move || {
                self.has_click.try_set_value(true);
                self.count.try_update(|count| *count += 1);
            });
            self.timer.set_value(Some(timer));
        }
    }

    /// The finger went up, or the list is scrolled with it.
    pub(super) fn end(self) {
        self.timer.set_value(None);
    }

    /// The mouse's second button, or the key for it: in place of the browser's own menu.
    pub(super) fn menu(self, event: &ev::MouseEvent) {
        event.prevent_default();
        self.count.update(|count| *count += 1);
    }

    /// Whether a click is the end of a long press, and no click.
    pub(super) fn takes_click(self) -> bool {
        self.end();
        self.has_click.try_update_value(std::mem::take).unwrap_or_default()
    }
}
