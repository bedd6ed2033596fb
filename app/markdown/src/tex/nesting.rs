//! How deeply a formula is nested. The TeX library and browsers walk it by recursion, and a stack that overflows ends the
//! whole page.

use super::command::command;

/// Formulas that are nested more deeply are shown as TeX.
const MAX_DEPTH: usize = 50;

/// Whether a formula is nested too deeply: groups in groups, or commands that take each other as arguments
/// (`\hat\hat\hat x`).
pub(super) fn is_too_deep(tex: &str) -> bool {
    let (mut groups, mut commands) = (0_usize, 0_usize);
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' => {
                let command = command(rest);
                match command {
                    r"\left" | r"\begin" => groups += 1,
                    r"\right" | r"\end" => groups = groups.saturating_sub(1),
                    _ => {}
                }
                commands += 1;
                length = command.len();
            }
            '{' => groups += 1,
            '}' => {
                groups = groups.saturating_sub(1);
                commands = 0;
            }
            '^' | '_' => commands += 1,
            c if c.is_whitespace() => {}
            _ => commands = 0,
        }
        if groups > MAX_DEPTH || commands > MAX_DEPTH {
            return true;
        }
        rest = &rest[length..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    #[test]
    fn groups_in_groups_and_commands_of_commands_are_counted() {
        for nested in ["{", r"\hat", "^", r"\left(", r"\begin{matrix}", r"\frac{1}{", r"\sqrt "] {
            assert!(is_too_deep(&nested.repeat(60)), "{nested}");
            assert!(!is_too_deep(&nested.repeat(20)), "{nested}");
        }
        assert!(!is_too_deep(&r"\frac{a}{b} + \alpha x^2 \\ ".repeat(300)));
    }
}
