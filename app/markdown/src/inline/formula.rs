//! Formulas in TeX: `$..$`, `$$..$$`, `\(..\)`, `\[..\]`. "$740 for $5" stays money: a single dollar opens a formula
//! only before a character that is not white space, and closes it only after one and not before a digit, as in Pandoc
//! (<https://pandoc.org/MANUAL.html#extension-tex_math_dollars>). Neither do shell variables and stock symbols make
//! formulas: `$PATH:$HOME`, `${a}-${b}`, `$AAPL/$MSFT`.

use super::token::Token;

/// A longer formula among words stays text: no text makes looking for its end slow. In bytes.
const MAX_LENGTH: usize = 4000;

/// The environments that are formulas by themselves, separated by spaces.
const ENVIRONMENTS: &str = "align align* alignat aligned array bmatrix cases eqnarray equation equation* gather gather* \
                            matrix multline pmatrix smallmatrix split vmatrix";

/// The name of the environment that a text begins.
pub(crate) fn environment(text: &str) -> Option<&'static str> {
    let (name, _) = text.strip_prefix("\\begin{")?.split_once('}')?;
    ENVIRONMENTS.split(' ').find(|known| *known == name)
}

/// Where an environment has ended in a text, in bytes.
pub(crate) fn environment_end(text: &str, name: &str) -> Option<usize> {
    const END: &str = "\\end{";
    let mut ends = text.match_indices(END).map(|(at, _)| at + END.len());
    let is_same = |at: &usize| text[*at..].strip_prefix(name).is_some_and(|rest| rest.starts_with('}'));
    ends.find(is_same).map(|at| at + name.len() + 1)
}

/// The formula that a text begins with, and its length with its delimiters, in bytes.
pub(crate) fn formula(text: &str) -> Option<(Token<'_>, usize)> {
    if let Some(name) = environment(text) {
        let length = environment_end(text, name)?;
        let tex = &text[..length];
        return (length <= MAX_LENGTH).then_some((Token::Formula { tex, is_display: true }, length));
    }
    let (opening, closing, is_display) =
        [("$$", "$$", true), ("$", "$", false), ("\\(", "\\)", false), ("\\[", "\\]", true)]
            .into_iter()
            .find(|(opening, ..)| text.starts_with(opening))?;
    let inner = &text[opening.len()..];
    let tex = &inner[..end(inner, closing)?];
    let length = tex.len() + opening.len() + closing.len();
    let is_formula = if opening == "$" {
        !tex.starts_with(char::is_whitespace) && !is_money(tex) && !is_variable(tex, &text[length..])
    } else {
        !tex.trim().is_empty() && (is_display || !tex.contains('\n'))
    };
    is_formula.then_some((Token::Formula { tex: tex.trim(), is_display }, length))
}

/// Where the closing delimiter is: not after a backslash, and a single dollar not after white space.
fn end(inner: &str, closing: &str) -> Option<usize> {
    let bytes = &inner.as_bytes()[..inner.len().min(MAX_LENGTH)];
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if bytes[at..].starts_with(closing.as_bytes()) {
            let is_end = closing != "$" || (at > 0 && !bytes[at - 1].is_ascii_whitespace());
            return is_end.then_some(at);
        }
        at += if *byte == b'\\' { 2 } else { 1 };
    }
    None
}

/// "5 or 10" or "5，": an amount and words, without any sign of a formula.
fn is_money(tex: &str) -> bool {
    tex.starts_with(|c: char| c.is_ascii_digit())
        && tex.contains(|c: char| c == ' ' || !c.is_ascii())
        && !tex.contains(['\\', '^', '_', '=', '<', '>', '+', '*'])
}

/// Whether the closing dollar begins another amount, symbol or variable. A formula may be followed by the end of a word:
/// "the $n$th".
fn is_variable(tex: &str, after: &str) -> bool {
    let ends_with_separator = tex.ends_with([':', '/', '-', '=', ',', '.', '@']);
    let begins_name = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || "{_(".contains(c);
    let begins_other = |c: char| c.is_ascii_alphanumeric() || "\\$".contains(c);
    after.starts_with(begins_name)
        || (ends_with_separator && after.starts_with(begins_other))
        || tex.ends_with(['，', '。', '、', '；', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(text: &str) -> Option<(&str, bool)> {
        match formula(text)?.0 {
            Token::Formula { tex, is_display } => Some((tex, is_display)),
            _ => None,
        }
    }

    #[test]
    fn all_four_notations_are_known() {
        assert_eq!(tex("$x^2$ b"), Some(("x^2", false)));
        assert_eq!(tex("$$x$$"), Some(("x", true)));
        assert_eq!(tex("\\(y\\) b"), Some(("y", false)));
        assert_eq!(tex("\\[\ny\n\\]"), Some(("y", true)));
        assert_eq!(tex("$a\\$b$"), Some(("a\\$b", false)));
        assert_eq!(tex("\\(你\\)"), Some(("你", false)));
        let environment = "\\begin{align}\na\n\\end{align}";
        assert_eq!(tex(&format!("{environment} b")), Some((environment, true)));
        assert_eq!(tex("\\begin{align} a"), None);
        assert_eq!(tex("\\begin{document}a\\end{document}"), None);
    }

    #[test]
    fn variables_and_symbols_stay_text() {
        for text in [
            "$PATH:$HOME/bin",
            "${a}-${b}",
            "$AAPL/$MSFT",
            "$path:$home/bin",
            "$3k to ~$4k",
            "$1=$2",
            "$(pwd)/$(whoami)",
        ] {
            assert_eq!(tex(text), None, "{text}");
        }
        assert_eq!(tex("$n$th"), Some(("n", false)));
        assert_eq!(tex("$k$-means"), Some(("k", false)));
    }

    #[test]
    fn money_stays_money() {
        for text in [
            "$740 for $5",
            "$5-$10",
            "$7，$x$",
            "$HOME，$x$",
            "$5, US$6",
            "$ 5 $",
            "$5 plus tax or 4€, and 10$ more",
            "$",
            "$$$$",
            "\\(x",
        ] {
            assert_eq!(tex(text), None, "{text}");
        }
    }
}
