//! TeX that answers contain and the TeX library does not know, in words that it knows.

use super::{chemistry::chemistry, command::command, units};
use crate::scan::closing_bracket;

/// Commands with their number of arguments, and what stands for them: `#1` is the first argument.
const COMMANDS: [(&str, usize, &str); 22] = [
    ("abs", 1, r"\left|#1\right|"),
    ("bbox", 1, "{#1}"),
    ("celsius", 0, r"{^{\circ}\mathrm{C}}"),
    ("class", 2, "{#2}"),
    ("colorbox", 2, r"\text{#2}"),
    ("dv", 2, r"\frac{\mathrm{d}#1}{\mathrm{d}#2}"),
    ("enclose", 2, "{#2}"),
    ("hdots", 0, r"\dots"),
    ("href", 2, "{#2}"),
    ("label", 1, ""),
    ("mbox", 1, r"\text{#1}"),
    ("nonumber", 0, ""),
    ("norm", 1, r"\left\|#1\right\|"),
    ("notag", 0, ""),
    ("pdv", 2, r"\frac{\partial #1}{\partial #2}"),
    ("qed", 0, r"\square"),
    ("require", 1, ""),
    ("style", 2, "{#2}"),
    ("substack", 1, r"\begin{subarray}{c}#1\end{subarray}"),
    ("tag", 1, r"\qquad\text{(#1)}"),
    ("tag*", 1, r"\qquad\text{#1}"),
    ("textcolor", 2, r"{\color{#1}#2}"),
];

/// Environments, those that are drawn for them, and whether a number of columns follows the name, which is left out.
const ENVIRONMENTS: [(&str, &str, bool); 10] = [
    ("split", "aligned", false),
    ("smallmatrix", "matrix", false),
    ("multline*", "gathered", false),
    ("alignat", "align*", true),
    ("alignat*", "align*", true),
    ("alignedat", "aligned", true),
    ("eqnarray", "align*", false),
    ("eqnarray*", "align*", false),
    ("flalign", "align*", false),
    ("flalign*", "align*", false),
];

/// The library knows the tags of these, and numbers their lines.
const NUMBERED: [&str; 3] = [r"\begin{align", r"\begin{gather", r"\begin{equation"];

/// How deeply commands may stand in one another's arguments.
const MAX_DEPTH: usize = 20;

/// The TeX with what the library does not know replaced.
pub(super) fn rewrite(tex: &str) -> String {
    let mut text = replace_commands(tex, 0);
    for (name, drawn, has_columns) in ENVIRONMENTS {
        let begin = format!(r"\begin{{{name}}}");
        while let Some(at) = text.find(&begin) {
            let after = &text[at + begin.len()..];
            let columns = argument(after).filter(|_| has_columns).map_or(0, |(_, length)| length);
            text.replace_range(at..at + begin.len() + columns, &format!(r"\begin{{{drawn}}}"));
        }
        text = text.replace(&format!(r"\end{{{name}}}"), &format!(r"\end{{{drawn}}}"));
    }
    text
}

fn replace_commands(tex: &str, depth: usize) -> String {
    let keeps_tags = NUMBERED.iter().any(|begin| tex.contains(begin));
    let mut text = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let command = starred_command(&rest[at..]);
        let after = &rest[at + command.len()..];
        let may_replace = depth < MAX_DEPTH && !(keeps_tags && command.starts_with(r"\tag"));
        let replaced = if may_replace { replacement(&command[1..], after, depth) } else { None };
        let (replacement, length) = replaced.unwrap_or_else(|| (command.to_owned(), 0));
        text.push_str(&replacement);
        rest = &after[length..];
    }
    text + rest
}

/// The command that a text begins with; `\tag` with its star.
fn starred_command(text: &str) -> &str {
    if text.starts_with(r"\tag*") { r"\tag*" } else { command(text) }
}

/// What stands for a command, and how long its arguments are, which `after` begins with.
fn replacement(name: &str, after: &str, depth: usize) -> Option<(String, usize)> {
    let one = || argument(after);
    match name {
        "ce" => one().map(|(formula, length)| (chemistry(formula), length)),
        "num" => one().map(|(number, length)| (units::number(number), length)),
        "si" | "unit" => one().map(|(unit, length)| (units::unit(unit), length)),
        "SI" | "qty" => {
            let (number, length) = one()?;
            let (unit, more) = argument(&after[length..])?;
            let number = units::number(number);
            Some((format!(r"{number}\,{}", units::unit(unit)), length + more))
        }
        _ => {
            let (_, count, template) = COMMANDS.iter().find(|(known, ..)| *known == name)?;
            let mut text = (*template).to_owned();
            // `\bbox[5px]{x}`
            let mut length = optional_argument(after);
            for n in 1..=*count {
                let (argument, more) = argument(&after[length..])?;
                text = text.replace(&format!("#{n}"), &replace_commands(argument, depth + 1));
                length += more;
            }
            // A letter that follows must not become a part of the name.
            Some((text + if *count == 0 { " " } else { "" }, if *count == 0 { 0 } else { length }))
        }
    }
}

/// The argument in braces, or of one character, that a text begins with, and its length in bytes with what is around it.
pub(super) fn argument(text: &str) -> Option<(&str, usize)> {
    let trimmed = text.trim_start();
    let space = text.len() - trimmed.len();
    if !trimmed.starts_with('{') {
        let length = trimmed.chars().next().filter(|c| c.is_alphanumeric())?.len_utf8();
        return Some((&trimmed[..length], space + length));
    }
    let end = closing_bracket(trimmed, [b'{', b'}'])?;
    Some((&trimmed[1..end], space + end + 1))
}

fn optional_argument(text: &str) -> usize {
    if text.starts_with('[') { text.find(']').map_or(0, |end| end + 1) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_replaced_with_their_arguments() {
        assert_eq!(rewrite(r"a\mbox{b {c}}d"), r"a\text{b {c}}d");
        assert_eq!(rewrite(r"\textcolor{red}{\mbox{x}}"), r"{\color{red}\text{x}}");
        assert_eq!(rewrite(r"x \tag{1}"), r"x \qquad\text{(1)}");
        assert_eq!(rewrite(r"\begin{align} x \tag{1}\end{align}"), r"\begin{align} x \tag{1}\end{align}");
        assert_eq!(rewrite(r"\begin{alignedat}{2}a\end{alignedat}"), r"\begin{aligned}a\end{aligned}");
        let small = rewrite(r"\begin{smallmatrix} a & b\end{smallmatrix}");
        assert_eq!(small, r"\begin{matrix} a & b\end{matrix}", "its first cell is no number of columns");
        assert_eq!(rewrite(r"\num{3e8}\unit{\meter}"), r"3\times 10^{8}\mathrm{m}");
        assert_eq!(rewrite(r"20\celsius x"), r"20{^{\circ}\mathrm{C}}  x");
    }

    #[test]
    fn what_is_known_or_not_finished_stays() {
        for tex in [r"\frac{a}{b} \\ \{ x \}", r"\mbox{a", r"\", r"\你", r"a\\mbox"] {
            assert_eq!(rewrite(tex), tex);
        }
    }
}
