//! Formulas in TeX: `$..$`, `$$..$$`, `\(..\)`, `\[..\]`. "$740 for $5" stays money: a single dollar opens a formula
//! only before a character that is not white space, and closes it only after one and not before a digit, as in Pandoc
//! (<https://pandoc.org/MANUAL.html#extension-tex_math_dollars>).

use super::token::Token;

/// A longer formula among words stays text: no text makes looking for its end slow. In bytes.
const MAX_LENGTH: usize = 4000;

/// The formula that a text begins with, and its length with its delimiters, in bytes.
pub(super) fn formula(text: &str) -> Option<(Token<'_>, usize)> {
    let (opening, closing, is_display) =
        [("$$", "$$", true), ("$", "$", false), ("\\(", "\\)", false), ("\\[", "\\]", true)]
            .into_iter()
            .find(|(opening, ..)| text.starts_with(opening))?;
    let inner = &text[opening.len()..];
    let tex = &inner[..end(inner, closing)?];
    let length = tex.len() + opening.len() + closing.len();
    let is_formula = if opening == "$" {
        !tex.starts_with(char::is_whitespace)
            && !text[length..].starts_with(|c: char| c.is_ascii_digit())
            && !is_money(tex)
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

/// "5 or 10": an amount and words, without any sign of a formula.
fn is_money(tex: &str) -> bool {
    tex.starts_with(|c: char| c.is_ascii_digit())
        && tex.contains(' ')
        && !tex.contains(['\\', '^', '_', '=', '<', '>', '+', '*'])
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
    }

    #[test]
    fn money_stays_money() {
        for text in [
            "$740 for $5",
            "$5-$10",
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
