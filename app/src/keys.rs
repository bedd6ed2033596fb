//! When Enter sends.

/// A press of a key in the composer.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // The flags of the DOM's own event.
pub(crate) struct Press {
    pub(crate) is_enter: bool,
    pub(crate) shift: bool,
    /// `isComposing`: an input method is at work.
    pub(crate) is_composing: bool,
    /// `keyCode`: 229 where an input method handles the key.
    pub(crate) key_code: u32,
    /// A composition ended in this very turn of the event loop.
    pub(crate) just_composed: bool,
}

impl Press {
    /// Enter sends, unless it breaks a line (Shift) or belongs to an input method, which uses it to
    /// accept what was typed. Chromium and Firefox say so by `isComposing`; Safari ends the
    /// composition before its key comes, with `keyCode` 229 and `isComposing` false.
    pub(crate) fn sends(self) -> bool {
        const HANDLED_BY_INPUT_METHOD: u32 = 229;
        let composing = self.is_composing || self.key_code == HANDLED_BY_INPUT_METHOD || self.just_composed;
        self.is_enter && !self.shift && !composing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTER: Press =
        Press { is_enter: true, shift: false, is_composing: false, key_code: 13, just_composed: false };

    #[test]
    fn enter_sends_and_shift_enter_breaks_the_line() {
        assert!(ENTER.sends());
        assert!(!Press { shift: true, ..ENTER }.sends());
        assert!(!Press { is_enter: false, ..ENTER }.sends());
    }

    #[test]
    fn an_input_methods_enter_never_sends() {
        assert!(!Press { is_composing: true, key_code: 229, ..ENTER }.sends());
        assert!(!Press { is_composing: true, ..ENTER }.sends());
        // Safari: compositionend came first.
        assert!(!Press { key_code: 229, ..ENTER }.sends());
        assert!(!Press { just_composed: true, ..ENTER }.sends());
    }
}
