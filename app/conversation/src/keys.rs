//! Keys: whether Enter sends a message, and the shortcuts.

use crate::settings::SendKey;

/// A press of a key in a text box.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // The flags of the DOM's own event.
pub struct KeyPress {
    /// The key is Enter.
    pub is_enter: bool,
    /// Shift is held.
    pub shift: bool,
    /// Ctrl or Cmd is held.
    pub command: bool,
    /// The event's `isComposing`: an input method is at work.
    pub is_composing: bool,
    /// The event's `keyCode`: 229 where an input method handles the key.
    pub key_code: u32,
    /// An input method's composition ended in the same turn of the event loop.
    pub just_composed: bool,
    /// The keyboard is on the screen. It has no Shift+Enter, so Enter is a new line.
    pub is_touch: bool,
}

impl KeyPress {
    /// Whether this press sends the message. Enter does, unless Shift makes it a new line or an input method uses
    /// it to accept what was typed. Chromium and Firefox tell that by `isComposing`. Safari ends the composition
    /// before the key event, which then has `keyCode` 229 and `isComposing` false.
    pub fn sends(self, key: SendKey) -> bool {
        const HANDLED_BY_INPUT_METHOD: u32 = 229;
        let composing = self.is_composing || self.key_code == HANDLED_BY_INPUT_METHOD || self.just_composed;
        let is_plain = key == SendKey::Enter && !self.is_touch;
        self.is_enter && !composing && (self.command || (is_plain && !self.shift))
    }
}

/// What a shortcut does. Each has a button too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Begins a new conversation.
    NewChat,
    /// Puts the cursor into the composer.
    Focus,
    /// Copies the last answer.
    CopyAnswer,
    /// Copies the last code block.
    CopyCode,
    /// Shows the list of shortcuts.
    Shortcuts,
    /// Shows or hides the sidebar.
    Sidebar,
    /// Searches the conversations.
    Search,
}

impl Command {
    /// All commands with their keys, in the order of the list of shortcuts. `Mod` is Ctrl or Cmd.
    pub const ALL: [(Self, &str); 7] = [
        (Self::NewChat, "Mod Shift O"),
        (Self::Search, "Mod K"),
        (Self::Sidebar, "Mod Shift S"),
        (Self::Focus, "Shift Esc"),
        (Self::CopyAnswer, "Mod Shift C"),
        (Self::CopyCode, "Mod Shift ;"),
        (Self::Shortcuts, "Mod /"),
    ];

    /// The command of a key press. `key` is the event's `key` in lower case; `command` means that Ctrl or Cmd is
    /// held.
    pub fn of(key: &str, command: bool, shift: bool) -> Option<Self> {
        Some(match (command, shift, key) {
            (true, true, "o") => Self::NewChat,
            (true, true, "c") => Self::CopyAnswer,
            (true, true, ";" | ":") => Self::CopyCode,
            (true, true, "s") => Self::Sidebar,
            (true, false, "k") => Self::Search,
            // Some keyboards have `/` on Shift.
            (true, _, "/") => Self::Shortcuts,
            (false, true, "escape") => Self::Focus,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTER: KeyPress = KeyPress {
        is_enter: true,
        shift: false,
        command: false,
        is_composing: false,
        key_code: 13,
        just_composed: false,
        is_touch: false,
    };

    #[test]
    fn enter_sends_and_shift_enter_breaks_the_line() {
        assert!(ENTER.sends(SendKey::Enter));
        assert!(!KeyPress { shift: true, ..ENTER }.sends(SendKey::Enter));
        assert!(!KeyPress { is_enter: false, ..ENTER }.sends(SendKey::Enter));
    }

    #[test]
    fn with_the_other_setting_only_ctrl_or_cmd_with_enter_sends() {
        assert!(!ENTER.sends(SendKey::ModEnter));
        assert!(KeyPress { command: true, ..ENTER }.sends(SendKey::ModEnter));
    }

    #[test]
    fn on_a_touch_keyboard_enter_is_a_new_line() {
        assert!(!KeyPress { is_touch: true, ..ENTER }.sends(SendKey::Enter));
    }

    #[test]
    fn the_enter_of_an_input_method_never_sends() {
        for key in [SendKey::Enter, SendKey::ModEnter] {
            let enter = KeyPress { command: key == SendKey::ModEnter, ..ENTER };
            assert!(!KeyPress { is_composing: true, key_code: 229, ..enter }.sends(key));
            assert!(!KeyPress { is_composing: true, ..enter }.sends(key));
            // Safari, where compositionend came first.
            assert!(!KeyPress { key_code: 229, ..enter }.sends(key));
            assert!(!KeyPress { just_composed: true, ..enter }.sends(key));
        }
    }

    #[test]
    fn each_listed_shortcut_calls_its_command() {
        for (command, keys) in Command::ALL {
            let parts: Vec<&str> = keys.split(' ').collect();
            let key = parts[parts.len() - 1].to_lowercase().replace("esc", "escape");
            assert_eq!(
                Command::of(&key, parts.contains(&"Mod"), parts.contains(&"Shift")),
                Some(command),
                "{keys}"
            );
        }
        assert_eq!(Command::of("o", false, false), None);
        assert_eq!(Command::of("c", true, false), None, "Ctrl+C is the browser's own");
    }
}
