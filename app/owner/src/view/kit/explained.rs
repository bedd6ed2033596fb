//! Texts that come with the report.

/// A text whose lines never begin with the dot of a path such as `Account · Workers AI · Read`.
pub(crate) fn explained(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '·' && out.ends_with(' ') {
            out.pop();
            out.push('\u{a0}');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::explained;

    #[test]
    fn a_dot_stays_at_the_end_of_its_line() {
        assert_eq!(explained("Account · Workers AI · Read"), "Account\u{a0}· Workers AI\u{a0}· Read");
    }
}
