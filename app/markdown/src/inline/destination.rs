//! The labels, destinations and titles of links (<https://spec.commonmark.org/0.31.2/#links>). Titles are skipped: a
//! browser shows them where a reader expects the address, and a model can write any address into them.

use super::entity::unescape;

/// The label in brackets at the beginning of a text, and its length with the brackets.
pub(super) fn link_label(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('[')?;
    let mut is_escaped = false;
    // CommonMark allows 999 characters.
    let end = inner.char_indices().take(1000).find(|(_, c)| {
        let is_bracket = matches!(c, '[' | ']') && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_bracket
    });
    let (end, _) = end.filter(|(_, c)| *c == ']')?;
    let label = &inner[..end];
    (!label.trim().is_empty()).then_some((label, end + 2))
}

/// The destination of the `(destination "title")` at the beginning of a text, and the length of all of it.
pub(super) fn inline_destination(text: &str) -> Option<(String, usize)> {
    let rest = skip_space(text.strip_prefix('(')?);
    if let Some(after) = rest.strip_prefix(')') {
        return Some((String::new(), text.len() - after.len()));
    }
    let (destination, length) = destination(rest)?;
    let after = &rest[length..];
    let next = skip_space(after);
    let titled = if next.len() < after.len() { skip_title(next) } else { None };
    let after = skip_space(titled.unwrap_or(next)).strip_prefix(')')?;
    Some((destination, text.len() - after.len()))
}

/// The destination at the beginning of a text, and its length there.
pub(super) fn destination(text: &str) -> Option<(String, usize)> {
    if let Some(inner) = text.strip_prefix('<') {
        let end = bracketed_end(inner)?;
        return Some((unescape(&inner[..end]), end + 2));
    }
    let end = bare_end(text).filter(|end| *end > 0)?;
    Some((unescape(&text[..end]), end))
}

/// Where the `>` is that ends a destination in angle brackets.
fn bracketed_end(inner: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if is_escaped && c.is_ascii_punctuation() => {}
            '\n' | '<' => return None,
            '>' => return Some(at),
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

/// Where a destination without angle brackets ends; its parentheses must be balanced.
fn bare_end(text: &str) -> Option<usize> {
    // As deep as CommonMark's reference parsers go: no text makes looking for the end slow.
    const MAX_PARENTHESES: usize = 32;
    let mut depth = 0_usize;
    let mut is_escaped = false;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped && c.is_ascii_punctuation() => {}
            '(' if depth == MAX_PARENTHESES => return None,
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            c if c == ')' || c == ' ' || c.is_ascii_control() => {
                end = at;
                break;
            }
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    (depth == 0).then_some(end)
}

/// The text after the title that it begins with.
pub(super) fn skip_title(text: &str) -> Option<&str> {
    let opening = text.chars().next()?;
    let closing = match opening {
        '"' | '\'' => opening,
        '(' => ')',
        _ => return None,
    };
    let mut is_escaped = false;
    let end = text[1..].char_indices().find(|(_, c)| {
        let is_end = !is_escaped && (*c == closing || *c == opening);
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    let (end, _) = end.filter(|(_, c)| *c == closing)?;
    (!text[1..=end].contains("\n\n")).then(|| &text[end + 2..])
}

/// The text after white space, of which one line ending may be part.
pub(super) fn skip_space(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    text.strip_prefix('\n').map_or(text, |text| text.trim_start_matches([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_read_and_titles_are_skipped() {
        assert_eq!(inline_destination("(/a \"b\") c"), Some(("/a".into(), 8)));
        assert_eq!(inline_destination("(<a b> 'c')"), Some(("a b".into(), 11)));
        assert_eq!(inline_destination("(a(b)c)"), Some(("a(b)c".into(), 7)));
        assert_eq!(inline_destination("()"), Some((String::new(), 2)));
        for text in ["(a b)", "(a", "(<a", "(a(b)", "a"] {
            assert_eq!(inline_destination(text), None, "{text}");
        }
    }
}
