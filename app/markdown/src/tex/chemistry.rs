//! `\ce{...}` of mhchem (<https://mhchem.github.io/MathJax-mhchem/>), as far as answers use it: formulas, charges, states and
//! reactions.

use super::command::command;

/// Arrows and bonds, the longer ones first.
const SIGNS: [(&str, &str); 9] = [
    ("<=>", r"\rightleftharpoons "),
    ("<->", r"\leftrightarrow "),
    ("->", r"\rightarrow "),
    ("<-", r"\leftarrow "),
    ("==", "="),
    ("#", r"\equiv "),
    ("=", "="),
    ("*", r"\cdot "),
    (".", r"\cdot "),
];

/// The formula as TeX.
pub(super) fn chemistry(formula: &str) -> String {
    let mut tex = String::from(r"\mathrm{");
    let mut rest = formula;
    // After an element, digits count its atoms; elsewhere they count molecules.
    let mut follows_element = false;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = push_sign(rest, &mut tex) {
            follows_element = false;
            rest = &rest[length..];
            continue;
        }
        let length = match c {
            '0'..='9' => {
                let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let number = &rest[..digits];
                let drawn = if follows_element { format!("_{{{number}}}") } else { number.to_owned() };
                tex.push_str(&drawn);
                digits
            }
            '^' | '_' => raised(rest, &mut tex),
            '+' | '-' if follows_element && !rest[1..].starts_with(char::is_alphanumeric) => {
                tex.extend(["^{", &rest[..1], "}"]);
                1
            }
            ' ' => {
                tex.push_str(r"\ ");
                1
            }
            '\\' => {
                let command = command(rest);
                tex.extend([command, " "]);
                command.len()
            }
            '{' | '}' | '&' | '$' | '%' | '~' => c.len_utf8(),
            _ => {
                tex.push(c);
                c.len_utf8()
            }
        };
        follows_element = c.is_alphanumeric() || matches!(c, ')' | ']' | '^' | '_');
        rest = &rest[length..];
    }
    tex + "}"
}

/// An arrow or a bond, with what stands above it (`->[heat]`); returns its length.
fn push_sign(text: &str, tex: &mut String) -> Option<usize> {
    let (sign, drawn) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign))?;
    let above = text[sign.len()..].strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let Some((above, _)) = above else {
        tex.push_str(drawn);
        return Some(sign.len());
    };
    tex.extend([r"\overset{\text{", above, "}}{", drawn.trim_end(), "}"]);
    Some(sign.len() + above.len() + 2)
}

/// A charge or an index, such as `^2-`, `^{2-}` or `_3`; returns its length.
fn raised(text: &str, tex: &mut String) -> usize {
    let mark = &text[..1];
    let content = &text[1..];
    if let Some((inner, _)) = content.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
        tex.extend([mark, "{", inner, "}"]);
        return inner.len() + 3;
    }
    let length =
        content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c)).len();
    tex.extend([mark, "{", &content[..length], "}"]);
    length + 1
}

#[cfg(test)]
mod tests {
    use super::chemistry;

    #[test]
    fn formulas_charges_and_reactions() {
        assert_eq!(chemistry("H2O"), r"\mathrm{H_{2}O}");
        assert_eq!(chemistry("SO4^2-"), r"\mathrm{SO_{4}^{2-}}");
        assert_eq!(chemistry("Na+"), r"\mathrm{Na^{+}}");
        assert_eq!(chemistry("[Fe(CN)6]^{4-}"), r"\mathrm{[Fe(CN)_{6}]^{4-}}");
        assert_eq!(chemistry("2H2 + O2 -> 2H2O"), r"\mathrm{2H_{2}\ +\ O_{2}\ \rightarrow \ 2H_{2}O}");
        assert_eq!(chemistry("A ->[heat] B"), r"\mathrm{A\ \overset{\text{heat}}{\rightarrow}\ B}");
        assert_eq!(chemistry("CuSO4*5H2O"), r"\mathrm{CuSO_{4}\cdot 5H_{2}O}");
    }

    #[test]
    fn whatever_is_written_is_read_to_its_end() {
        for text in ["", "\\", "^", "_", "{", "->[", "你好^", "\\你"] {
            assert!(chemistry(text).starts_with("\\mathrm{"), "{text}");
        }
    }
}
