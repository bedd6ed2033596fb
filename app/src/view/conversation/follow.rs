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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Follow {
    is_on: bool,
    last_top: f64,
}

impl Default for Follow {
    fn default() -> Self {
        Self { is_on: true, last_top: 0.0 }
    }
}

impl Follow {
    /// Whether it is.
    pub(crate) fn is_on(self) -> bool {
        self.is_on
    }

    /// The box was scrolled, by the reader or by the program: upwards ends following, reaching the end starts it.
    pub(crate) fn on_scroll(&mut self, position: ScrollPosition) {
        if position.is_at_end() {
            self.is_on = true;
        } else if position.top < self.last_top {
            self.is_on = false;
        }
        self.last_top = position.top;
    }

    /// The reader is about to scroll up, by the wheel or a key. Ends following, unless all of the content is in view.
    pub(crate) fn stop(&mut self, position: ScrollPosition) {
        if position.content_height > position.height {
            self.is_on = false;
        }
    }

    /// The reader asked for the end.
    pub(crate) fn start(&mut self) {
        self.is_on = true;
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
        follow.on_scroll(at(497.0, 700.0));
        assert!(!follow.is_on());
        follow.on_scroll(at(550.0, 700.0));
        assert!(!follow.is_on(), "down, but not to the end");
        follow.on_scroll(at(600.0, 700.0));
        assert!(follow.is_on());
    }

    #[test]
    fn a_wheel_up_ends_it_at_once_but_not_where_nothing_scrolls() {
        let mut follow = Follow::default();
        follow.stop(at(0.0, 80.0));
        assert!(follow.is_on());
        follow.stop(at(400.0, 500.0));
        assert!(!follow.is_on());
    }
}
