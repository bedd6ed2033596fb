//! TeX between `\(` and `\)`, or `\[` and `\]`. Markdown takes these for escaped brackets, so they are made into
//! the dollars that the parser knows, letter for letter, and those that stood in a line are remembered.

/// A text in which only dollars begin and end formulas.
#[derive(Debug, Default)]
pub(super) struct Dollars {
    pub(super) text: String,
    /// Where formulas begin that stand in a line.
    inline: Vec<usize>,
}

impl Dollars {
    pub(super) fn new(text: &str) -> Self {
        let mut dollars = Self { text: text.to_owned(), inline: Vec::new() };
        if !text.contains("\\(") && !text.contains("\\[") {
            return dollars;
        }
        for (start, end, is_inline) in formulas(text) {
            dollars.text.replace_range(start..start + 2, "$$");
            dollars.text.replace_range(end..end + 2, "$$");
            if is_inline {
                dollars.inline.push(start);
            }
        }
        dollars
    }

    /// Whether the formula that begins here stands in a line.
    pub(super) fn is_inline(&self, start: usize) -> bool {
        self.inline.contains(&start)
    }
}

/// Where formulas begin and end, outside of code.
fn formulas(text: &str) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let close = match rest.get(..2) {
            Some("\\(") => Some("\\)"),
            Some("\\[") => Some("\\]"),
            _ => None,
        };
        if c == '`' {
            at += code(rest);
        } else if let Some(length) = close
            .and_then(|close| rest.find(close))
            .filter(|&n| is_formula(&rest[2..n], close == Some("\\)")))
        {
            found.push((at, at + length, close == Some("\\)")));
            at += length + 2;
        } else if c == '\\' {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// A formula has something in it. It stands in one block: none of its lines begins another one.
fn is_formula(tex: &str, is_inline: bool) -> bool {
    let begins_block = |line: &str| {
        let line = line.trim_start();
        line.is_empty()
            || line.starts_with(|c: char| "#>-+*`~|<_".contains(c) || c.is_ascii_digit())
            || line.trim_end() == "="
    };
    let mut inner = tex.trim_matches([' ', '\n']).lines();
    let is_whole = inner.next().is_some_and(|first| !first.trim().is_empty()) && !inner.any(begins_block);
    is_whole && !tex.contains('$') && !(is_inline && tex.contains('\n'))
}

/// The length of a code span from its backticks on, if it ends in its line; of the backticks alone otherwise. What
/// stands in a fence is drawn as it was written, whatever is found in it here.
fn code(rest: &str) -> usize {
    let ticks = rest.chars().take_while(|c| *c == '`').count();
    let within = rest.find('\n').unwrap_or(rest.len());
    let close = "`".repeat(ticks);
    rest[ticks..within].find(&close).map_or(ticks, |at| ticks + at + ticks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn brackets_become_dollars_outside_of_code() {
        let dollars = Dollars::new("a \\(x^2\\) b \\[y\\] `\\(z\\)`");
        assert_eq!(dollars.text, "a $$x^2$$ b $$y$$ `\\(z\\)`");
        assert!(dollars.is_inline(2) && !dollars.is_inline(12));
        assert_eq!(Dollars::new("open \\(x").text, "open \\(x");
        assert_eq!(Dollars::new("\\\\(x\\\\)").text, "\\\\(x\\\\)");
    }

    proptest! {
        #[test]
        fn every_place_stays_where_it_is(text in "([a-z`$\\\\()\\[\\]\\n ]|你){0,40}") {
            let dollars = Dollars::new(&text);
            prop_assert_eq!(dollars.text.len(), text.len());
        }
    }
}
