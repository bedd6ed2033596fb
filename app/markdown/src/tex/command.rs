//! Commands of TeX.

/// The command that a text begins with: a backslash and a name of letters, or a backslash and one sign.
pub(super) fn command(text: &str) -> &str {
    let name = text[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let end = text.len() - name.len();
    let sign = name.chars().next().filter(|_| end == 1);
    &text[..end + sign.map_or(0, char::len_utf8)]
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn a_command_is_a_name_or_one_sign() {
        for (text, expected) in [(r"\alpha2", r"\alpha"), (r"\\ x", r"\\"), (r"\你好", r"\你"), (r"\", r"\")]
        {
            assert_eq!(command(text), expected);
        }
    }
}
