//! Answers of shorter pieces, each of which may stand in a line, an item, a cell, a heading, a quote or code.

use super::blocks::Random;

const FRAGMENTS: [&str; 65] = [
    "word",
    "and more",
    "**bold**",
    "*it*",
    "***both***",
    "**a *b* c**",
    "*a **b** c*",
    "_em_",
    "__st__",
    "~~gone~~",
    "`code`",
    "``a ` b``",
    "`a|b`",
    "`*x*`",
    "[link](https://a.example/x_(y))",
    "[**b**](https://a.b)",
    "[`c`](https://a.b \"t\")",
    "![img](https://a.b/c.png)",
    "https://a.example/x_y_z?a=1*2",
    "www.a.example",
    "me@a.example",
    "<https://a.b/c_d>",
    "$x^2$",
    "$n$",
    "$5",
    "$5 to $10",
    "US$7",
    "$2n + 1$",
    "$3 \\times 4 = 12$",
    "\\(a_b\\)",
    "\\[c * d\\]",
    "$$e_f$$",
    "$\\frac{a}{b}$",
    "$HOME",
    "$AAPL/$MSFT",
    "5 * 3",
    "5*3",
    "2**8",
    "a_b_c",
    "a < b > c",
    "<div>",
    "x<br>y",
    "&lt;p&gt;",
    "AT&T",
    "R&D",
    "[x]",
    "[1]",
    "a[0]",
    "(see *this*)",
    "“**引号**”",
    "这是**粗体**文字",
    "**“词”**后",
    "1. no item",
    "- dash",
    "#tag",
    "50%",
    "~20%",
    "\\*not\\*",
    "it's",
    "**Label:** text",
    "!important!",
    "a|b",
    "C:\\dir\\",
    "`C:\\dir\\`",
    "**kwargs",
];

/// An answer of some of the fragments, always the same one for a number.
pub(super) fn mixed_answer(number: usize) -> String {
    let mut random = Random::new(number);
    let blocks: Vec<String> = (0..=random.below(4)).map(|_| block(&mut random)).collect();
    blocks.join("\n\n")
}

fn block(random: &mut Random) -> String {
    let count = 1 + random.below(3);
    match random.below(9) {
        0 | 1 => line(random, "\n"),
        2 => lines(count, |_| {
            format!("{}{}", random.any(&["- ", "* ", "  - ", "- [ ] "]), line(random, "\n  "))
        }),
        3 => lines(count, |n| format!("{}. {}", n + 1, line(random, "\n   "))),
        4 => lines(count, |_| format!("{}{}", random.any(&["## ", "> ", "> - "]), line(random, " "))),
        5 => format!("> {}", line(random, "\n> ").replace(". ", "\n>\n> ")),
        6 => {
            let rows = lines(count, |_| format!("| {} | {} |", line(random, " "), line(random, " ")));
            format!("| H | I |\n|---|---|\n{rows}")
        }
        7 => format!("```\n{}\n```\n{}", line(random, "\n\n"), line(random, "\n")),
        _ => format!(
            "- {}\n  ```sh\n  {}\n  ```\n- {}",
            line(random, " "),
            line(random, "\n  "),
            line(random, " ")
        ),
    }
}

fn lines(count: usize, line: impl FnMut(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

/// Fragments, one after the other; `line_end` is what begins a new line where they stand.
fn line(random: &mut Random, line_end: &str) -> String {
    let mut line = random.any(&FRAGMENTS).to_owned();
    for _ in 0..random.below(5) {
        line += random.any(&[" ", " ", " ", ", ", ". ", "，", ": ", "/", line_end]);
        line += random.any(&FRAGMENTS);
    }
    line
}
