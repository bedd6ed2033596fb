//! Where links lead: addresses, titles, and the references that define them elsewhere
//! (<https://spec.commonmark.org/0.31.2/#links>).

use super::entity::unescape;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) url: String,
    pub(super) title: String,
}

/// What a text defines for its links, by label.
#[derive(Default)]
pub(super) struct References(Vec<(String, Target)>);

impl References {
    pub(super) fn find(&self, label: &str) -> Option<&Target> {
        if self.0.is_empty() {
            return None;
        }
        let label = folded(label);
        self.0.iter().find(|(known, _)| *known == label).map(|(_, target)| target)
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
    while let Some((label, target, length)) = definition(&text[taken..]) {
        taken += length;
        if references.find(&label).is_none() {
            references.0.push((folded(&label), target));
        }
    }
    text.drain(..taken);
}

fn definition(text: &str) -> Option<(String, Target, usize)> {
    let (label, length) = label(text)?;
    let rest = space(text[length..].strip_prefix(':')?);
    let (url, length) = destination(rest)?;
    let after = &rest[length..];
    let (line, next) = after.split_once('\n').unwrap_or((after, ""));
    // The title may be missing, or be no title; then the line must end with the address.
    let titled = Some(space(after)).filter(|title| title.len() < after.len()).and_then(title);
    let titled = titled.and_then(|(title, rest)| {
        let (line, next) = rest.split_once('\n').unwrap_or((rest, ""));
        line.trim().is_empty().then_some((title, next))
    });
    let (title, next) = titled.or_else(|| line.trim().is_empty().then_some((String::new(), next)))?;
    Some((label.to_owned(), Target { url, title }, text.len() - next.len()))
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

/// The title at the beginning of a text, and what follows it.
fn title(text: &str) -> Option<(String, &str)> {
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
    let title = &text[1..=end];
    (!title.contains("\n\n")).then(|| (unescape(title), &text[end + 2..]))
}

/// The `(address "title")` at the beginning of a text, and its length.
pub(super) fn target(text: &str) -> Option<(Target, usize)> {
    let rest = space(text.strip_prefix('(')?);
    if let Some(after) = rest.strip_prefix(')') {
        let target = Target { url: String::new(), title: String::new() };
        return Some((target, text.len() - after.len()));
    }
    let (url, length) = destination(rest)?;
    let after = &rest[length..];
    let next = space(after);
    let titled = if next.len() < after.len() { title(next) } else { None };
    let (title, after) = titled.unwrap_or((String::new(), next));
    let after = space(after).strip_prefix(')')?;
    Some((Target { url, title }, text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(text: &str) -> Option<(String, String, usize)> {
        target(text).map(|(target, length)| (target.url, target.title, length))
    }

    #[test]
    fn addresses_and_titles_are_read() {
        assert_eq!(leads("(/a \"b\") c"), Some(("/a".into(), "b".into(), 8)));
        assert_eq!(leads("(<a b> 'c')"), Some(("a b".into(), "c".into(), 11)));
        assert_eq!(leads("(a(b)c)"), Some(("a(b)c".into(), String::new(), 7)));
        assert_eq!(leads("()"), Some((String::new(), String::new(), 2)));
        for text in ["(a b)", "(a", "(<a", "(a(b)", "a"] {
            assert_eq!(leads(text), None, "{text}");
        }
    }

    #[test]
    fn a_paragraph_gives_its_definitions() {
        let (mut text, mut references) = ("[A  b]: /x\n 'T'\n[c]: <y> z\n".to_owned(), References::default());
        take_definitions(&mut text, &mut references);
        assert_eq!(text, "[c]: <y> z\n");
        assert_eq!(references.find("a B"), Some(&Target { url: "/x".into(), title: "T".into() }));
    }

    #[test]
    fn footnotes_have_labels_of_one_word() {
        assert_eq!(label_of_note("[^a1]: b"), Some(("a1", 6)));
        assert_eq!(label_of_note("[^a b]: c"), None);
        assert_eq!(label_of_note("[a]: b"), None);
    }
}
