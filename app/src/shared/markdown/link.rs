//! Where links lead: addresses, and the references that define them elsewhere. Titles are read over: what a model
//! calls an address must not stand where a browser shows it
//! (<https://spec.commonmark.org/0.31.2/#links>).

use super::entity::unescape;

/// What a text defines for its links, by label.
#[derive(Default)]
pub(super) struct References(Vec<(String, String)>);

impl References {
    pub(super) fn find(&self, label: &str) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        let label = folded(label);
        self.0.iter().find(|(known, _)| *known == label).map(|(_, url)| &**url)
    }
}

/// Labels are the same without regard to case (of Latin letters; more would need large tables) and white space.
fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_ascii_lowercase()
}

/// Takes the definitions that a paragraph begins with.
pub(super) fn take_definitions(text: &mut String, references: &mut References) {
    let mut taken = 0;
    while let Some((label, url, length)) = definition(&text[taken..]) {
        taken += length;
        if references.find(&label).is_none() {
            references.0.push((folded(&label), url));
        }
    }
    text.drain(..taken);
}

fn definition(text: &str) -> Option<(String, String, usize)> {
    let (label, length) = label(text)?;
    let rest = space(text[length..].strip_prefix(':')?);
    let (url, length) = destination(rest)?;
    let after = &rest[length..];
    let (line, next) = after.split_once('\n').unwrap_or((after, ""));
    // The title may be missing, or be no title; then the line must end with the address.
    let titled = Some(space(after)).filter(|title| title.len() < after.len()).and_then(after_title);
    let titled = titled.and_then(|rest| {
        let (line, next) = rest.split_once('\n').unwrap_or((rest, ""));
        line.trim().is_empty().then_some(next)
    });
    let next = titled.or_else(|| line.trim().is_empty().then_some(next))?;
    Some((label.to_owned(), url, text.len() - next.len()))
}

/// A label in brackets at the beginning of a text, and its length with them.
pub(super) fn label(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('[')?;
    let mut is_escaped = false;
    let end = inner.char_indices().take(1000).find(|(_, c)| {
        let is_mark = matches!(c, '[' | ']') && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_mark
    });
    let (end, _) = end.filter(|(_, c)| *c == ']')?;
    let label = &inner[..end];
    (!label.trim().is_empty()).then_some((label, end + 2))
}

/// The label of the footnote that a line begins to define, and the length of what stands before its words.
pub(super) fn label_of_note(line: &str) -> Option<(&str, usize)> {
    let (label, length) = label(line)?;
    let label = label.strip_prefix('^').filter(|label| is_note(label))?;
    line[length..].starts_with(':').then_some((label, length + 1))
}

pub(super) fn is_note(label: &str) -> bool {
    !label.is_empty() && !label.contains(char::is_whitespace)
}

/// The text after white space, of which one line break may be part.
fn space(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    text.strip_prefix('\n').map_or(text, |text| text.trim_start_matches([' ', '\t']))
}

/// The address at the beginning of a text, and its length there.
fn destination(text: &str) -> Option<(String, usize)> {
    let is_framed = text.starts_with('<');
    let mut depth = 0_usize;
    let mut is_escaped = false;
    let mut end = None;
    for (at, c) in text.char_indices().skip(usize::from(is_framed)) {
        let was_escaped = is_escaped;
        is_escaped = c == '\\' && !was_escaped;
        match c {
            _ if was_escaped && c.is_ascii_punctuation() => {}
            '\n' | '<' if is_framed => return None,
            '>' if is_framed => {
                end = Some(at);
                break;
            }
            _ if is_framed => {}
            // As deep as CommonMark's reference parsers go: no text makes this slow.
            '(' if depth == 32 => return None,
            '(' => depth += 1,
            ')' if depth == 0 => {
                end = Some(at);
                break;
            }
            ')' => depth -= 1,
            c if c.is_ascii_control() || c == ' ' => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    if is_framed {
        return end.map(|end| (unescape(&text[1..end]), end + 1));
    }
    let end = end.unwrap_or(text.len());
    (end > 0 && depth == 0).then(|| (unescape(&text[..end]), end))
}

/// What follows the title at the beginning of a text.
fn after_title(text: &str) -> Option<&str> {
    let open = text.chars().next()?;
    let close = match open {
        '"' | '\'' => open,
        '(' => ')',
        _ => return None,
    };
    let mut is_escaped = false;
    let end = text[1..].char_indices().find(|(_, c)| {
        let is_end = !is_escaped && (*c == close || *c == open);
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    let (end, _) = end.filter(|(_, c)| *c == close)?;
    (!text[1..=end].contains("\n\n")).then(|| &text[end + 2..])
}

/// The address of the `(address "title")` at the beginning of a text, and the length of all of it.
pub(super) fn target(text: &str) -> Option<(String, usize)> {
    let rest = space(text.strip_prefix('(')?);
    if let Some(after) = rest.strip_prefix(')') {
        return Some((String::new(), text.len() - after.len()));
    }
    let (url, length) = destination(rest)?;
    let after = &rest[length..];
    let next = space(after);
    let titled = if next.len() < after.len() { after_title(next) } else { None };
    let after = space(titled.unwrap_or(next)).strip_prefix(')')?;
    Some((url, text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_titles_read_over() {
        assert_eq!(target("(/a \"b\") c"), Some(("/a".into(), 8)));
        assert_eq!(target("(<a b> 'c')"), Some(("a b".into(), 11)));
        assert_eq!(target("(a(b)c)"), Some(("a(b)c".into(), 7)));
        assert_eq!(target("()"), Some((String::new(), 2)));
        for text in ["(a b)", "(a", "(<a", "(a(b)", "a"] {
            assert_eq!(target(text), None, "{text}");
        }
    }

    #[test]
    fn a_paragraph_gives_its_definitions() {
        let (mut text, mut references) = ("[A  b]: /x\n 'T'\n[c]: <y> z\n".to_owned(), References::default());
        take_definitions(&mut text, &mut references);
        assert_eq!(text, "[c]: <y> z\n");
        assert_eq!(references.find("a B"), Some("/x"));
    }

    #[test]
    fn footnotes_have_labels_of_one_word() {
        assert_eq!(label_of_note("[^a1]: b"), Some(("a1", 6)));
        assert_eq!(label_of_note("[^a b]: c"), None);
        assert_eq!(label_of_note("[a]: b"), None);
    }
}
