//! Whether the conversation scrolls down as an answer grows: until the reader scrolls up, and again once the end
//! is reached.

/// Where a scrolled box stands, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ScrollPosition {
    /// From the beginning of the content to the upper edge of the box.
    pub(crate) top: f64,
    /// The height of the box.
    pub(crate) height: f64,
    /// The height of the content.
    pub(crate) content_height: f64,
}

impl ScrollPosition {
    /// Whether the end of the content is in view. On a zoomed page the numbers have fractions, so a pixel may be
    /// missing.
    fn is_at_end(self) -> bool {
        self.content_height - self.height - self.top <= 1.0
    }
}

/// Whether the end of the conversation is kept in view.
///
/// Only the reader ends that. That the box stands higher than before says nothing: it does when messages above are no
/// longer rendered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Follow {
    is_on: bool,
    last_top: f64,
    /// The reader scrolls: their finger is on the content, or their mouse on it or on the scroll bar, or they used the wheel
    /// or a key.
    is_held: bool,
}

impl Default for Follow {
    fn default() -> Self {
        Self { is_on: true, last_top: 0.0, is_held: false }
    }
}

impl Follow {
    /// Whether it is.
    pub(crate) fn is_on(self) -> bool {
        self.is_on
    }

    /// The box was scrolled, by the reader or by the program: reaching the end starts following; upwards ends it, where the
    /// reader holds the box.
    pub(crate) fn on_scroll(&mut self, position: ScrollPosition) {
        if position.is_at_end() {
            self.is_on = true;
        } else if self.is_held && position.top < self.last_top {
            self.is_on = false;
        }
        self.last_top = position.top;
    }

    /// The reader takes hold of the content or of the scroll bar.
    pub(crate) fn hold(&mut self) {
        self.is_held = true;
    }

    /// The reader lets go. This is not known of a finger that scrolls, whose scrolling goes on for a while after it.
    pub(crate) fn release(&mut self) {
        self.is_held = false;
    }

    /// The reader is about to scroll up, by the wheel or a key. Ends following, unless all of the content is in view.
    pub(crate) fn stop(&mut self, position: ScrollPosition) {
        if position.content_height > position.height {
            self.is_on = false;
            // News of the program's own scrolling to the end may still be on its way.
            self.is_held = true;
        }
    }

    /// The reader asked for the end.
    pub(crate) fn start(&mut self) {
        self.is_on = true;
        self.is_held = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(top: f64, content_height: f64) -> ScrollPosition {
        ScrollPosition { top, height: 100.0, content_height }
    }

    #[test]
    fn growing_content_is_followed_and_one_step_up_ends_it() {
        let mut follow = Follow::default();
        follow.on_scroll(at(400.0, 500.0));
        follow.on_scroll(at(500.0, 600.0));
        assert!(follow.is_on());
        // New words came below; the box has not moved.
        follow.on_scroll(at(500.0, 700.0));
        assert!(follow.is_on());
        follow.hold();
        follow.on_scroll(at(497.0, 700.0));
        assert!(!follow.is_on());
        follow.on_scroll(at(550.0, 700.0));
        assert!(!follow.is_on(), "down, but not to the end");
        follow.on_scroll(at(600.0, 700.0));
        assert!(follow.is_on());
    }

    #[test]
    fn messages_that_are_no_longer_rendered_above_do_not_end_it() {
        let mut follow = Follow::default();
        follow.on_scroll(at(500.0, 600.0));
        follow.on_scroll(at(200.0, 900.0));
        assert!(follow.is_on());
        follow.hold();
        follow.start();
        follow.on_scroll(at(100.0, 900.0));
        assert!(follow.is_on(), "what is asked is followed, however a finger scrolled before");
        follow.hold();
        follow.release();
        follow.on_scroll(at(50.0, 900.0));
        assert!(follow.is_on());
    }

    #[test]
    fn a_wheel_up_ends_it_at_once_but_not_where_nothing_scrolls() {
        let mut follow = Follow::default();
        follow.stop(at(0.0, 80.0));
        assert!(follow.is_on());
        follow.stop(at(400.0, 500.0));
        assert!(!follow.is_on());
        follow.on_scroll(at(400.0, 500.0));
        follow.on_scroll(at(390.0, 500.0));
        assert!(!follow.is_on(), "the wheel took effect after the program had scrolled");
    }
}
