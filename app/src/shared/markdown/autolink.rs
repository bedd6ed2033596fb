//! Addresses in plain text that become links: GFM's extended autolinks
//! (<https://github.github.com/gfm/#autolinks-extension->). An address ends at the first letter that is not
//! ASCII, as it does where Chinese follows without a space.

/// A piece of text, with the address that it leads to if it is one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) url: Option<String>,
}

/// The text in pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some((start, end, url)) = next(text, at) {
        if start >= done {
            if start > done {
                pieces.push(Piece { text: &text[done..start], url: None });
            }
            pieces.push(Piece { text: &text[start..end], url: Some(url) });
            done = end;
        }
        at = end;
    }
    if done < text.len() {
        pieces.push(Piece { text: &text[done..], url: None });
    }
    pieces
}

/// The next address from a place on.
fn next(text: &str, from: usize) -> Option<(usize, usize, String)> {
    let rest = &text[from..];
    rest.char_indices().find_map(|(at, c)| {
        let start = from + at;
        match c {
            'h' | 'H' | 'w' | 'W' if may_begin(text, start) => web(text, start),
            '@' => email(text, start),
            _ => None,
        }
    })
}

/// An address begins a line, or after white space, `*`, `_`, `~`, `(`, or a letter that is not ASCII.
fn may_begin(text: &str, start: usize) -> bool {
    text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "*_~(".contains(c) || !c.is_ascii())
}

fn web(text: &str, start: usize) -> Option<(usize, usize, String)> {
    let rest = &text[start..];
    let has = |prefix: &str| rest.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix));
    let (scheme, lead) = [("http://", ""), ("https://", ""), ("www.", "http://")]
        .into_iter()
        .find(|(prefix, _)| has(prefix))?;
    let host = if lead.is_empty() { &rest[scheme.len()..] } else { rest };
    let is_host = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
    let host: String = host.chars().take_while(is_host).collect();
    if !is_domain(host.trim_end_matches('.')) {
        return None;
    }
    let is_url = |c: char| c.is_ascii() && !c.is_whitespace() && !c.is_control() && c != '<';
    let length = rest.find(|c| !is_url(c)).unwrap_or(rest.len());
    let end = start + trimmed(&rest[..length]);
    Some((start, end, format!("{lead}{}", &text[start..end])))
}

/// At least one period, and no underscore in the last two parts.
fn is_domain(host: &str) -> bool {
    let parts: Vec<&str> = host.split('.').collect();
    let last_two = &parts[parts.len().saturating_sub(2)..];
    parts.len() > 1
        && parts.iter().all(|part| !part.is_empty())
        && !last_two.iter().any(|part| part.contains('_'))
}

/// The length without what belongs to the sentence: punctuation at the end, a parenthesis that was opened before
/// the address, an entity.
fn trimmed(url: &str) -> usize {
    let mut url = url;
    loop {
        let last = url.chars().next_back();
        let is_punctuation = last.is_some_and(|c| "?!.,:*_~'\"".contains(c));
        let is_unopened = last == Some(')') && url.matches(')').count() > url.matches('(').count();
        if is_punctuation || is_unopened {
            url = &url[..url.len() - 1];
        } else if last == Some(';')
            && let Some(entity) = url.rfind('&')
            && url[entity + 1..url.len() - 1].chars().all(|c| c.is_ascii_alphanumeric())
            && entity + 2 < url.len()
        {
            url = &url[..entity];
        } else {
            return url.len();
        }
    }
}

/// An address around an `@`.
fn email(text: &str, at: usize) -> Option<(usize, usize, String)> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let before = &text[..at];
    let start = before
        .rfind(|c| !is_local(c))
        .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let rest = &text[at + 1..];
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || ".-_".contains(c))).unwrap_or(rest.len());
    let host = rest[..length].trim_end_matches('.');
    let is_whole =
        !host.ends_with(['-', '_']) && host.contains('.') && host.split('.').all(|part| !part.is_empty());
    let end = at + 1 + host.len();
    (start < at && is_whole).then(|| (start, end, format!("mailto:{}", &text[start..end])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links(text: &str) -> Vec<(&str, String)> {
        pieces(text).into_iter().filter_map(|piece| Some((piece.text, piece.url?))).collect()
    }

    #[test]
    fn the_examples_of_gfm() {
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
        assert_eq!(links("hello+xyz@mail.example isn't hello@mail+xyz.example").len(), 1);
        assert_eq!(links("a.b-c_d@a.b.")[0].0, "a.b-c_d@a.b");
        assert!(links("a.b-c_d@a.b- a.b-c_d@a.b_").is_empty());
    }

    #[test]
    fn chinese_around_an_address_is_no_part_of_it() {
        assert_eq!(links("请看https://example.com/a，然后")[0].0, "https://example.com/a");
        assert_eq!(links("（见 www.example.com）")[0].0, "www.example.com");
    }

    #[test]
    fn what_only_looks_like_one_stays_text() {
        assert!(links("xhttp://a.b http:// http://localhost www. javascript:alert(1)").is_empty());
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "([a-z@.:/w]|http://|www\\.|你|\\PC){0,30}") {
            prop_assert_eq!(pieces(&text).iter().map(|piece| piece.text).collect::<String>(), text);
        }
    }
}
