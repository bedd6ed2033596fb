//! From the tokens of code to nodes.

use super::{
    languages::find,
    tokens::{TokenKind, tokens},
};
use crate::node::{Element, Node};

/// Longer code stays plain, so that no code block makes a page stutter. In bytes.
const MAX_BYTES: usize = 50_000;

/// Code as texts and `<span>`s, whose class says what is in them: a comment (`c`), a string (`s`), a number (`n`), a
/// keyword (`k`), a function that is called (`f`), a type (`t`), an inserted (`i`) or deleted (`d`) line. `None` if the
/// language is not known, or the code is longer than 50,000 bytes.
pub fn highlight(language: &str, code: &str) -> Option<Vec<Node>> {
    let language = find(language).filter(|_| code.len() <= MAX_BYTES)?;
    let mut element = Element::new("code");
    for (kind, text) in tokens(language, code) {
        element.push(match class(kind) {
            None => text.into(),
            Some(class) => Element::new("span").with("class", class).child(text).into(),
        });
    }
    Some(element.children)
}

fn class(kind: TokenKind) -> Option<&'static str> {
    Some(match kind {
        TokenKind::Plain => return None,
        TokenKind::Comment => "c",
        TokenKind::String => "s",
        TokenKind::Number => "n",
        TokenKind::Keyword => "k",
        TokenKind::Call => "f",
        TokenKind::Type => "t",
        TokenKind::Inserted => "i",
        TokenKind::Deleted => "d",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_languages_and_long_code_are_not_coloured() {
        assert!(highlight("tlhIngan", "x").is_none());
        assert!(highlight("rs", &"x".repeat(MAX_BYTES + 1)).is_none());
        assert!(highlight("rs", &"x".repeat(MAX_BYTES)).is_some());
    }
}
