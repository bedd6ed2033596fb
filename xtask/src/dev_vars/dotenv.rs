//! Reads a file of settings as wrangler reads `.dev.vars`: by the rules of the npm package `dotenv`, without replacing `$NAME`
//! (<https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow>).

/// What may stand around a value, which may then have several lines and a `#`.
const QUOTES: [char; 3] = ['\'', '"', '`'];

/// The names and values, and the number of the first line that is neither a setting nor a comment.
pub(super) fn parse(text: &str) -> (Vec<(String, String)>, Option<usize>) {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (mut pairs, mut bad_line) = (Vec::new(), None);
    let (mut rest, mut number) = (text.as_str(), 1);
    while !rest.is_empty() {
        let line = first_line(rest);
        let mut taken = line.len();
        if let Some((name, value, length)) = setting(rest) {
            pairs.push((name.to_owned(), value));
            taken = length;
        } else if !is_blank(line) {
            bad_line = bad_line.or(Some(number));
        }
        number += rest[..taken].matches('\n').count() + 1;
        rest = rest[taken..].strip_prefix('\n').unwrap_or_default();
    }
    (pairs, bad_line)
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// Whether there is nothing, or a comment.
fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// The name and the value at the beginning of a text, and the length of their lines.
fn setting(text: &str) -> Option<(&str, String, usize)> {
    let line = first_line(text);
    let begun = line.trim_start();
    let exported = begun.strip_prefix("export").filter(|rest| rest.starts_with(char::is_whitespace));
    let begun = exported.map_or(begun, str::trim_start);
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let (name, after) = begun.split_at(begun.find(|c| !is_name(c))?);
    let after = after.trim_start();
    let after_colon = || after.strip_prefix(':').filter(|rest| rest.starts_with(char::is_whitespace));
    let written = after.strip_prefix('=').or_else(after_colon).filter(|_| !name.is_empty())?;
    let start = line.len() - written.len();
    if let Some((quoted, length)) = quoted(&text[start..]) {
        return Some((name, value(quoted), start + length));
    }
    let written = written.split('#').next().unwrap_or_default();
    Some((name, value(written), line.len()))
}

/// A value with the quotes around it, and the length of its lines; `None` if something else follows.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let begun = text.trim_start_matches([' ', '\t']);
    let quote = begun.chars().next().filter(|first| QUOTES.contains(first))?;
    let is_end = |(at, _): &(usize, &str)| *at > 0 && !begun[..*at].ends_with('\\');
    let (end, _) = begun.match_indices(quote).find(is_end)?;
    let (whole, after) = begun.split_at(end + 1);
    let rest = first_line(after);
    is_blank(rest).then(|| (whole, text.len() - after.len() + rest.len()))
}

/// A value without the quotes around it. In double quotes `\n` is a line break.
fn value(written: &str) -> String {
    let written = written.trim();
    let bare =
        QUOTES.iter().find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(written);
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
