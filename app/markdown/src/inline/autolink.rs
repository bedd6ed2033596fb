//! Addresses in plain text that become links: GFM's extended autolinks
//! (<https://github.github.com/gfm/#autolinks-extension->). An address ends at the first character that is not ASCII,
//! so that Chinese can follow without a space.

use std::ops::Range;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    /// The URL, if the part is an address.
    pub(crate) url: Option<String>,
}

/// The text in parts: addresses, and what is between them.
pub(crate) fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some((range, url)) = next_address(text, at) {
        at = range.end;
        // An email address may reach back into the address before it.
        if range.start >= done {
            if range.start > done {
                parts.push(Part { text: &text[done..range.start], url: None });
            }
            done = range.end;
            parts.push(Part { text: &text[range], url: Some(url) });
        }
    }
    if done < text.len() {
        parts.push(Part { text: &text[done..], url: None });
    }
    parts
}

/// Whether a text may have addresses in it, found quickly.
pub(crate) fn may_contain_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// The first address from byte `from` on, and its URL.
fn next_address(text: &str, from: usize) -> Option<(Range<usize>, String)> {
    let rest = &text[from..];
    rest.char_indices().find_map(|(at, c)| {
        let start = from + at;
        match c {
            'h' | 'H' | 'w' | 'W' if can_begin(text, start) => web_address(text, start),
            '@' => email_address(text, start),
            _ => None,
        }
    })
}

/// Whether an address may begin here: at the beginning of a line, or after white space, `*`, `_`, `~`, `(`, or a
/// character that is not ASCII.
fn can_begin(text: &str, start: usize) -> bool {
    text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "*_~(".contains(c) || !c.is_ascii())
}

/// The web address that begins at byte `start`.
fn web_address(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    let rest = &text[start..];
    let has = |prefix: &str| rest.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix));
    let (prefix, scheme) = [("http://", ""), ("https://", ""), ("www.", "http://")]
        .into_iter()
        .find(|(prefix, _)| has(prefix))?;
    let host = if scheme.is_empty() { &rest[prefix.len()..] } else { rest };
    let is_host = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
    let host: String = host.chars().take_while(is_host).collect();
    if !is_domain(host.trim_end_matches('.')) {
        return None;
    }
    let is_url = |c: char| c.is_ascii() && !c.is_whitespace() && !c.is_control() && c != '<';
    let length = rest.find(|c| !is_url(c)).unwrap_or(rest.len());
    let end = start + trimmed_length(&rest[..length]);
    Some((start..end, format!("{scheme}{}", &text[start..end])))
}

/// Whether there is at least one period, and no underscore in the last two segments.
fn is_domain(host: &str) -> bool {
    let segments: Vec<&str> = host.split('.').collect();
    let last_two = &segments[segments.len().saturating_sub(2)..];
    segments.len() > 1
        && segments.iter().all(|segment| !segment.is_empty())
        && !last_two.iter().any(|segment| segment.contains('_'))
}

/// The length without what belongs to the sentence: punctuation at the end, a parenthesis that was opened before the
/// address, a character reference.
fn trimmed_length(url: &str) -> usize {
    let mut url = url;
    loop {
        let last = url.chars().next_back();
        let is_punctuation = last.is_some_and(|c| "?!.,:*_~'\"".contains(c));
        let is_unopened = last == Some(')') && url.matches(')').count() > url.matches('(').count();
        if is_punctuation || is_unopened {
            url = &url[..url.len() - 1];
        } else if last == Some(';')
            && let Some(reference) = url.rfind('&')
            && url[reference + 1..url.len() - 1].chars().all(|c| c.is_ascii_alphanumeric())
            && reference + 2 < url.len()
        {
            url = &url[..reference];
        } else {
            return url.len();
        }
    }
}

/// The email address around the `@` at byte `at`, with the scheme `mailto:` if that precedes it.
fn email_address(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let before = &text[..at];
    let start = before
        .rfind(|c| !is_local(c))
        .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let rest = &text[at + 1..];
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || ".-_".contains(c))).unwrap_or(rest.len());
    let host = rest[..length].trim_end_matches('.');
    let is_valid =
        !host.ends_with(['-', '_']) && host.contains('.') && host.split('.').all(|label| !label.is_empty());
    let end = at + 1 + host.len();
    let url = (start < at && is_valid).then(|| format!("mailto:{}", &text[start..end]))?;
    let scheme =
        text[..start].strip_suffix("mailto:").map(str::len).filter(|&scheme| can_begin(text, scheme));
    Some((scheme.unwrap_or(start)..end, url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links(text: &str) -> Vec<(&str, String)> {
        split(text).into_iter().filter_map(|part| Some((part.text, part.url?))).collect()
    }

    #[test]
    fn addresses_are_found_as_gfm_has_it() {
        assert_eq!(
            links("www.commonmark.org"),
            [("www.commonmark.org", "http://www.commonmark.org".to_owned())]
        );
        assert_eq!(links("Visit www.commonmark.org/a.b.")[0].0, "www.commonmark.org/a.b");
        assert_eq!(
            links("www.google.com/search?q=Markup+(business)")[0].0,
            "www.google.com/search?q=Markup+(business)"
        );
        assert_eq!(
            links("(www.google.com/search?q=Markup+(business))")[0].0,
            "www.google.com/search?q=Markup+(business)"
        );
        assert_eq!(
            links("www.google.com/search?q=(business))+ok")[0].0,
            "www.google.com/search?q=(business))+ok"
        );
        assert_eq!(
            links("www.google.com/search?q=commonmark&hl;")[0].0,
            "www.google.com/search?q=commonmark"
        );
        assert_eq!(links("www.commonmark.org/he<lp")[0].0, "www.commonmark.org/he");
        assert_eq!(links("foo@bar.baz"), [("foo@bar.baz", "mailto:foo@bar.baz".to_owned())]);
        assert_eq!(links("a mailto:b@c.d"), [("mailto:b@c.d", "mailto:b@c.d".to_owned())]);
        assert_eq!(links("amailto:b@c.d"), [("b@c.d", "mailto:b@c.d".to_owned())]);
        assert_eq!(links("hello+xyz@mail.example isn't hello@mail+xyz.example").len(), 1);
        assert_eq!(links("a.b-c_d@a.b.")[0].0, "a.b-c_d@a.b");
        assert!(links("a.b-c_d@a.b- a.b-c_d@a.b_").is_empty());
    }

    #[test]
    fn chinese_around_an_address_is_not_part_of_it() {
        assert_eq!(links("请看https://example.com/a，然后")[0].0, "https://example.com/a");
        assert_eq!(links("（见 www.example.com）")[0].0, "www.example.com");
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        assert!(links("xhttp://a.b http:// http://localhost www. javascript:alert(1)").is_empty());
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "([a-z@.:/w]|http://|www\\.|你|\\PC){0,30}") {
            prop_assert_eq!(split(&text).iter().map(|part| part.text).collect::<String>(), text);
        }
    }
}
