//! Reading a text from its beginning.

/// How many times `byte`, which must be ASCII, is repeated at the beginning of `text`.
pub(crate) fn run_length(text: &str, byte: u8) -> usize {
    text.bytes().take_while(|next| *next == byte).count()
}

/// Where the bracket is that closes the one at the beginning of `text`, in bytes. Those after a backslash do not count.
pub(crate) fn closing_bracket(text: &str, [open, close]: [u8; 2]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => {}
            byte if byte == open => depth += 1,
            byte if byte == close && depth == 1 => return Some(at),
            byte if byte == close => depth -= 1,
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::closing_bracket;

    #[test]
    fn brackets_in_brackets_are_closed_first() {
        assert_eq!(closing_bracket("[a [b] \\] c] d]", [b'[', b']']), Some(11));
        assert_eq!(closing_bracket("(a (b)", [b'(', b')']), None);
    }
}
