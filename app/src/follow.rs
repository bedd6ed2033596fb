//! Following the stream: the newest words stay in view until the reader scrolls up.

/// Where a scrolled box stands, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Position {
    pub(crate) top: f64,
    pub(crate) view: f64,
    pub(crate) content: f64,
}

impl Position {
    /// Whether the end is in view. Zoomed pages have fractions, hence the pixel.
    fn at_end(self) -> bool {
        self.content - self.view - self.top <= 1.0
    }
}

/// Whether the newest words are kept in view.
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
    pub(crate) fn is_on(self) -> bool {
        self.is_on
    }

    /// The box was scrolled, by the reader or by us. Up lets go; the end takes up again.
    pub(crate) fn scrolled(&mut self, to: Position) {
        if to.at_end() {
            self.is_on = true;
        } else if to.top < self.last_top {
            self.is_on = false;
        }
        self.last_top = to.top;
    }

    /// The reader's hand goes up: a wheel or a key. The box has not moved yet.
    pub(crate) fn let_go(&mut self, at: Position) {
        if at.content > at.view {
            self.is_on = false;
        }
    }

    /// The reader asked for the end.
    pub(crate) fn take_up(&mut self) {
        self.is_on = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(top: f64, content: f64) -> Position {
        Position { top, view: 100.0, content }
    }

    #[test]
    fn growing_content_is_followed_and_one_step_up_lets_go() {
        let mut follow = Follow::default();
        follow.scrolled(at(400.0, 500.0));
        follow.scrolled(at(500.0, 600.0));
        assert!(follow.is_on());
        // New words came below; the box has not moved.
        follow.scrolled(at(500.0, 700.0));
        assert!(follow.is_on());
        follow.scrolled(at(497.0, 700.0));
        assert!(!follow.is_on());
        follow.scrolled(at(550.0, 700.0));
        assert!(!follow.is_on(), "down, but not to the end");
        follow.scrolled(at(600.0, 700.0));
        assert!(follow.is_on());
    }

    #[test]
    fn a_wheel_up_lets_go_at_once_but_not_where_nothing_scrolls() {
        let mut follow = Follow::default();
        follow.let_go(at(0.0, 80.0));
        assert!(follow.is_on());
        follow.let_go(at(400.0, 500.0));
        assert!(!follow.is_on());
    }
}
