//! Reads a file of settings as wrangler reads `.dev.vars`: by the rules of the npm package `dotenv`, without replacing `$NAME`.

use regex::Regex;
use std::sync::LazyLock;

/// `dotenv`'s own expression.
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?m)^\s*(?:export\s+)?([A-Za-z0-9_.-]+)(?:\s*=\s*?|:\s+?)",
        r#"(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?"#,
        r"\s*(?:#.*)?$",
    ))
    .ok()
});

/// The names and values, and the number of the first line that is neither a setting nor a comment.
pub(super) fn parse(text: &str) -> (Vec<(String, String)>, Option<usize>) {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (mut pairs, mut bad_line, mut read) = (Vec::new(), None, 0);
    for found in LINE.iter().flat_map(|line| line.captures_iter(&text)) {
        let whole = found.get(0).map_or(read..read, |whole| whole.range());
        bad_line = bad_line.or_else(|| first_bad_line(&text, read, whole.start));
        read = whole.end;
        let part = |nth| found.get(nth).map_or("", |part| part.as_str());
        pairs.push((part(1).to_owned(), value(part(2))));
    }
    (pairs, bad_line.or_else(|| first_bad_line(&text, read, text.len())))
}

/// The first line between two places that is neither blank nor a comment, counted from 1 in the whole text.
fn first_bad_line(text: &str, from: usize, to: usize) -> Option<usize> {
    let is_bad = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let at = text[from..to].split('\n').position(|line| is_bad(&line))?;
    Some(text[..from].matches('\n').count() + at + 1)
}

/// A value without the quotes around it. In double quotes `\n` is a line break.
fn value(written: &str) -> String {
    let written = written.trim();
    let bare = ['\'', '"', '`']
        .iter()
        .find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(written);
    if written.starts_with('"') { bare.replace("\\n", "\n").replace("\\r", "\r") } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each with the value that `dotenv` 16.3.1, which is in wrangler, reads.
    #[test]
    fn values_are_those_that_wrangler_reads() {
        for (written, read) in [
            ("abc", "abc"),
            ("\"abc\"", "abc"),
            ("'abc'", "abc"),
            ("`abc`", "abc"),
            ("\"abc\" # mine", "abc"),
            ("'a#b'", "a#b"),
            ("abc # mine", "abc"),
            ("abc#mine", "abc"),
            ("a b", "a b"),
            ("a\"b\"", "a\"b\""),
            ("\"abc", "\"abc"),
            ("'\"abc\"'", "\"abc\""),
            ("$HOME", "$HOME"),
            ("\"${HOME}x\"", "${HOME}x"),
            ("a\\b", "a\\b"),
            ("\"a\\nb\"", "a\nb"),
            ("'a\\nb'", "a\\nb"),
            ("  spaced  ", "spaced"),
            ("a=b==", "a=b=="),
            ("", ""),
            ("\"two\nlines\"", "two\nlines"),
        ] {
            for line in [format!("A={written}\nB=b\n"), format!("export A = {written}\r\nB=b")] {
                let (pairs, bad_line) = parse(&line);
                assert_eq!((pairs[0].1.as_str(), pairs[1].1.as_str(), bad_line), (read, "b", None), "{line}");
            }
        }
    }
}
