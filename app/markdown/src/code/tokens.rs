//! The tokens of code.

use super::languages::{Form, Language};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Plain,
    Comment,
    String,
    Number,
    Keyword,
    Call,
    Type,
    Inserted,
    Deleted,
}

/// The code in tokens, none of it left out.
pub(super) fn tokens<'a>(language: &Language, code: &'a str) -> Vec<(TokenKind, &'a str)> {
    if language.form == Form::Diff {
        return code.split_inclusive('\n').map(|line| (diff_line(line), line)).collect();
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let (kind, length) = token(language, code, at);
        tokens.push((kind, &code[at..at + length]));
        at += length;
    }
    tokens
}

fn diff_line(line: &str) -> TokenKind {
    match line.chars().next() {
        Some('+') => TokenKind::Inserted,
        Some('-') => TokenKind::Deleted,
        Some('@') => TokenKind::Comment,
        _ => TokenKind::Plain,
    }
}

/// The token at byte `at`, and its length: at least one character.
fn token(language: &Language, code: &str, at: usize) -> (TokenKind, usize) {
    let rest = &code[at..];
    let before = code[..at].chars().next_back();
    if let Some(length) = comment_length(language, rest, before) {
        return (TokenKind::Comment, length);
    }
    if let Some(length) = string_length(language, rest) {
        return (TokenKind::String, length);
    }
    let first = rest.chars().next().unwrap_or(' ');
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || language.word_characters.contains(c);
    if first.is_ascii_digit() {
        let is_number = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        return (TokenKind::Number, rest.find(|c| !is_number(c)).unwrap_or(rest.len()));
    }
    if first.is_alphabetic() || first == '_' || language.word_characters.contains(first) {
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        return (word_kind(language, &rest[..length], &rest[length..], before), length);
    }
    (TokenKind::Plain, first.len_utf8())
}

fn comment_length(language: &Language, rest: &str, before: Option<char>) -> Option<usize> {
    if let Some((opening, closing)) = language.block_comment
        && let Some(inner) = rest.strip_prefix(opening)
    {
        return Some(inner.find(closing).map_or(rest.len(), |end| opening.len() + end + closing.len()));
    }
    // "a#b" is no comment in a shell.
    let can_begin = |marker: &str| marker != "#" || before.is_none_or(char::is_whitespace);
    language.line_comments.iter().find(|marker| rest.starts_with(**marker) && can_begin(marker))?;
    Some(rest.find('\n').unwrap_or(rest.len()))
}

fn string_length(language: &Language, rest: &str) -> Option<usize> {
    let quote = language.quotes.iter().find(|quote| rest.starts_with(**quote))?;
    let spans_lines = quote.len() > 1 || *quote == "`";
    let mut at = quote.len();
    while let Some(c) = rest[at..].chars().next() {
        if rest[at..].starts_with(quote) {
            return Some(at + quote.len());
        }
        if c == '\n' && !spans_lines {
            // An apostrophe or a lifetime is no string.
            return (*quote != "'").then_some(at);
        }
        at += c.len_utf8();
        if c == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (spans_lines || *quote != "'").then_some(rest.len())
}

fn word_kind(language: &Language, word: &str, after: &str, before: Option<char>) -> TokenKind {
    let is_keyword = |word: &str| language.keywords.split(' ').any(|keyword| keyword == word);
    let is_member = before == Some('.');
    if !is_member && (is_keyword(word) || (language.ignores_case && is_keyword(&word.to_ascii_lowercase()))) {
        return TokenKind::Keyword;
    }
    let is_key = language.has_keys && after.trim_start_matches(' ').starts_with(':');
    let is_tag = language.form == Form::Markup && matches!(before, Some('<' | '/'));
    if is_key || is_tag {
        return TokenKind::Keyword;
    }
    if after.starts_with('(') || after.starts_with("!(") {
        return TokenKind::Call;
    }
    let is_type =
        word.starts_with(|c: char| c.is_ascii_uppercase()) && word.contains(|c: char| c.is_ascii_lowercase());
    if is_type && language.form != Form::Markup { TokenKind::Type } else { TokenKind::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::languages::{ALL, find};
    use proptest::prelude::*;

    fn of(language: &str, code: &str, kind: TokenKind) -> Vec<String> {
        let tokens = tokens(find(language).unwrap(), code);
        tokens.into_iter().filter(|(found, _)| *found == kind).map(|(_, text)| text.to_owned()).collect()
    }

    #[test]
    fn rust_is_told_apart_into_its_tokens() {
        let code = "fn main<'a>() { let s: &'a str = \"a\\\"b\"; // done\n println!(\"{}\", 1_000); }";
        assert_eq!(of("rust", code, TokenKind::Keyword), ["fn", "let"]);
        assert_eq!(of("rs", code, TokenKind::String), ["\"a\\\"b\"", "\"{}\""]);
        assert_eq!(of("rs", code, TokenKind::Comment), ["// done"]);
        assert_eq!(of("rs", code, TokenKind::Number), ["1_000"]);
        assert_eq!(of("rs", code, TokenKind::Call), ["println"]);
    }

    #[test]
    fn other_languages_have_their_own_rules() {
        assert_eq!(of("py", "def f():\n  '''a\n b'''\n  # c", TokenKind::String), ["'''a\n b'''"]);
        assert_eq!(of("sh", "echo a#b # c", TokenKind::Comment), ["# c"]);
        assert_eq!(of("sql", "SELECT a FROM b -- c", TokenKind::Keyword), ["SELECT", "FROM"]);
        assert_eq!(of("html", "<p class=\"a\">if</p><!-- c -->", TokenKind::Keyword), ["p", "p"]);
        assert_eq!(of("yaml", "key: 1", TokenKind::Keyword), ["key"]);
        assert_eq!(of("js", "a.default(`x\n${y}`)", TokenKind::String), ["`x\n${y}`"]);
        assert_eq!(of("diff", "+a\n-b\n c", TokenKind::Inserted), ["+a\n"]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_in_any_language(code in "([a-z\"'`/*#<>!\\\\\\n -]|你|\\PC){0,60}", pick: prop::sample::Index) {
            let language = &ALL[pick.index(ALL.len())];
            let whole: String = tokens(language, &code).into_iter().map(|(_, text)| text).collect();
            prop_assert_eq!(whole, code);
        }
    }
}
