//! Colours for code: comments, strings, numbers, keywords, calls and types, told apart by a few rules a language.
//! It is a part of the page that is loaded with the first code block. A grammar for each language would tell
//! more, and would weigh more than the whole page.

mod languages;

use languages::{Form, Language, find};
use shared::markdown::{Element, Node};

/// Longer code stays plain, so that no block makes the page stutter. In bytes.
const MAX_BYTES: usize = 50_000;

/// What a piece of code is; its class in the stylesheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Comment,
    Text,
    Number,
    Keyword,
    Call,
    Type,
    Inserted,
    Deleted,
}

impl Kind {
    fn class(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Comment => "c",
            Self::Text => "s",
            Self::Number => "n",
            Self::Keyword => "k",
            Self::Call => "f",
            Self::Type => "t",
            Self::Inserted => "i",
            Self::Deleted => "d",
        })
    }
}

/// Code in coloured pieces; `None` if nothing is known of the language, or it is very long.
pub(crate) fn highlight(language: &str, code: &str) -> Option<Vec<Node>> {
    let language = find(language).filter(|_| code.len() <= MAX_BYTES)?;
    let mut holder = Element::new("code");
    for (kind, text) in tokens(language, code) {
        holder.push(match kind.class() {
            None => text.into(),
            Some(class) => Element::new("span").with("class", class).child(text).into(),
        });
    }
    Some(holder.children)
}

/// The code in pieces, none left out.
fn tokens<'a>(language: &Language, code: &'a str) -> Vec<(Kind, &'a str)> {
    if language.form == Form::Diff {
        return code.split_inclusive('\n').map(|line| (line_of_diff(line), line)).collect();
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let (kind, length) = next(language, code, at);
        tokens.push((kind, &code[at..at + length]));
        at += length;
    }
    tokens
}

fn line_of_diff(line: &str) -> Kind {
    match line.chars().next() {
        Some('+') => Kind::Inserted,
        Some('-') => Kind::Deleted,
        Some('@') => Kind::Comment,
        _ => Kind::Plain,
    }
}

/// What stands at a place, and how long it is: at least a letter.
fn next(language: &Language, code: &str, at: usize) -> (Kind, usize) {
    let rest = &code[at..];
    let before = code[..at].chars().next_back();
    if let Some(length) = comment(language, rest, before) {
        return (Kind::Comment, length);
    }
    if let Some(length) = text(language, rest) {
        return (Kind::Text, length);
    }
    let first = rest.chars().next().unwrap_or(' ');
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || language.word_signs.contains(c);
    if first.is_ascii_digit() {
        let is_number = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        return (Kind::Number, rest.find(|c| !is_number(c)).unwrap_or(rest.len()));
    }
    if first.is_alphabetic() || first == '_' || language.word_signs.contains(first) {
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        return (word(language, &rest[..length], &rest[length..], before), length);
    }
    (Kind::Plain, first.len_utf8())
}

fn comment(language: &Language, rest: &str, before: Option<char>) -> Option<usize> {
    if let Some((open, close)) = language.block_comment
        && rest.starts_with(open)
    {
        return Some(rest[open.len()..].find(close).map_or(rest.len(), |end| open.len() + end + close.len()));
    }
    let begins =
        |mark: &&&str| rest.starts_with(**mark) && (**mark != "#" || before.is_none_or(char::is_whitespace));
    language.line_comments.iter().find(begins)?;
    Some(rest.find('\n').unwrap_or(rest.len()))
}

fn text(language: &Language, rest: &str) -> Option<usize> {
    let quote = language.quotes.iter().find(|quote| rest.starts_with(**quote))?;
    let spans_lines = quote.len() > 1 || *quote == "`";
    let mut at = quote.len();
    while let Some(c) = rest[at..].chars().next() {
        if rest[at..].starts_with(quote) {
            return Some(at + quote.len());
        }
        if c == '\n' && !spans_lines {
            // An apostrophe, or a lifetime, and no text at all.
            return (*quote != "'").then_some(at);
        }
        at += c.len_utf8();
        if c == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (spans_lines || *quote != "'").then_some(rest.len())
}

fn word(language: &Language, word: &str, after: &str, before: Option<char>) -> Kind {
    let is_keyword = |word: &str| language.keywords.split(' ').any(|keyword| keyword == word);
    let is_member = before == Some('.');
    if !is_member && (is_keyword(word) || (language.ignores_case && is_keyword(&word.to_lowercase()))) {
        return Kind::Keyword;
    }
    let next = after.trim_start_matches(' ').chars().next();
    if language.has_keys && next == Some(':')
        || language.form == Form::Markup && matches!(before, Some('<' | '/'))
    {
        return Kind::Keyword;
    }
    if after.starts_with('(') || after.starts_with("!(") {
        return Kind::Call;
    }
    let is_type = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    if is_type && language.form != Form::Markup { Kind::Type } else { Kind::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(language: &str, code: &str) -> Vec<(Kind, String)> {
        let tokens = tokens(find(language).unwrap(), code);
        tokens
            .into_iter()
            .filter(|(kind, _)| *kind != Kind::Plain)
            .map(|(kind, text)| (kind, text.to_owned()))
            .collect()
    }

    fn of(language: &str, code: &str, kind: Kind) -> Vec<String> {
        kinds(language, code).into_iter().filter(|(found, _)| *found == kind).map(|(_, text)| text).collect()
    }

    #[test]
    fn rust() {
        let code = "fn main<'a>() { let s: &'a str = \"a\\\"b\"; // done\n println!(\"{}\", 1_000); }";
        assert_eq!(of("rust", code, Kind::Keyword), ["fn", "let"]);
        assert_eq!(of("rs", code, Kind::Text), ["\"a\\\"b\"", "\"{}\""]);
        assert_eq!(of("rs", code, Kind::Comment), ["// done"]);
        assert_eq!(of("rs", code, Kind::Number), ["1_000"]);
        assert_eq!(of("rs", code, Kind::Call), ["println"]);
    }

    #[test]
    fn python_shell_sql_and_the_rest() {
        assert_eq!(of("py", "def f():\n  '''a\n b'''\n  # c", Kind::Text), ["'''a\n b'''"]);
        assert_eq!(of("sh", "echo a#b # c", Kind::Comment), ["# c"]);
        assert_eq!(of("sql", "SELECT a FROM b -- c", Kind::Keyword), ["SELECT", "FROM"]);
        assert_eq!(of("html", "<p class=\"a\">if</p><!-- c -->", Kind::Keyword), ["p", "p"]);
        assert_eq!(of("yaml", "key: 1", Kind::Keyword), ["key"]);
        assert_eq!(of("js", "a.default(`x\n${y}`)", Kind::Text), ["`x\n${y}`"]);
        assert_eq!(of("diff", "+a\n-b\n c", Kind::Inserted), ["+a\n"]);
        assert!(highlight("tlhIngan", "x").is_none());
        assert!(highlight("rs", &"x".repeat(MAX_BYTES + 1)).is_none());
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_in_any_language(code in "([a-z\"'`/*#<>!\\\\\\n -]|你|\\PC){0,60}", pick: prop::sample::Index) {
            let language = &languages::ALL[pick.index(languages::ALL.len())];
            let whole: String = tokens(language, &code).into_iter().map(|(_, text)| text).collect();
            prop_assert_eq!(whole, code);
        }
    }
}
