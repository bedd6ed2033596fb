//! 200 answers, as models write them, and what must hold at every moment while one streams.

use super::renderer::Stream;
use crate::{Element, Node, Options, render, to_html};

/// What answers are made of: each is a block of its own.
const BLOCKS: [&str; 36] = [
    "It costs $5 to $10, or US$7 a month; 年省~$1,550，~20%, ~$3k to ~$4k.",
    "A room of 5*3 square metres, 2**3 is 8, and `a * b` is not a_b_c.",
    "Add `export PATH=$PATH:$HOME/bin` or ${a}-${b}; $AAPL/$MSFT rose.",
    "The array [see the note below] and a[0] and [1, 2, 3] stay.",
    "Read [the **guide**](https://example.com/a_(b)_c) and ![a chart](https://example.com/x.png).",
    "Some **bold, *slanted* and `code`**, ~~gone~~, and __strong__ words.",
    "这是**“粗体”**的文字，还有*斜体*、`代码`和[链接](https://example.com/你好)。",
    "So $x^2 + y_1$ and \\(a_b * c_d\\) hold, with $n$th and $k$-means.",
    "\\[\n\\frac{a_1}{b_2} * \\left[ c \\right]\n\\]",
    "$$\nE = mc^2 * \\sum_{i=1}^{n} x_i\n$$",
    "As $$a_b = c$$ shows.",
    "\\begin{align}\na_1 &= b * c \\\\\n- d &= e\n\\end{align}\nfollows.",
    "1. So \\[\n   x_1 = \\boxed{2}\n   \\]\n2. And \\begin{cases} a_1 \\\\ b \\end{cases}",
    "```rust\nfn main() {\n    let x = a * b;\n    // **not bold** [link](x)\n}\n```",
    "```\n42\n2026\n---\n| a |\n```",
    "````md\n```js\nlet a;\n```\n````",
    "~~~sh\necho $$ && ls *.rs\n~~~",
    "| Name | Price |\n|---|---:|\n| **a** | $5 |\n| `b|c` | $|x|$ | more |",
    "1. First **step**\n2. Second *step*\n   ```py\n   x = 1 * 2\n   ```\n3. Third",
    "- one\n  - nested **two**\n    - deeper\n- [ ] to do\n- [x] done",
    "> A quote with **words**\n> and a second line.\n>\n> - in it",
    ">=10 is a comparison, and > 5 too.",
    "# A heading with *style*",
    "## 2. Another `one`\nand a line at once",
    "---",
    "A line with two spaces  \nand a break\\\nand another.",
    "See https://example.com/a_b/_c_d?x=1*2 and www.example.com, me@example.com.",
    "<details><summary>HTML</summary> &lt;b&gt; AT&T &amp; more</details>",
    "Footnotes[^2] come[^1] here.",
    "A backslash \\* and \\_ and \\$ and \\[not a formula here.",
    "Half open: **bold that never ends, `code that never ends",
    "An open bracket [and much that follows it, so that nobody would take it for a label: a label is short, and this is not one.",
    "* * *",
    "Term: *a* * *b* ** c ** and _d_ _ e.",
    "العربية **غامق** مع `code`.",
    "Emoji 👩‍👩‍👧 and **👍🏽** and e\u{301}.",
];

/// An answer of some of the blocks, always the same one for a number.
fn answer(number: usize) -> String {
    let mut state = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % count
    };
    let count = 2 + next(5);
    let blocks: Vec<&str> = (0..count).map(|_| BLOCKS[next(BLOCKS.len())]).collect();
    let end = ["", "\n", "\n\n[^1]: One.\n[^2]: Two."][next(3)];
    blocks.join("\n\n") + end
}

/// The words that a reader sees, without the numbers of footnotes, which are ours.
fn words(nodes: &[Node], shown: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => shown.push_str(text),
            Node::Element(Element { tag, .. }) if tag == "sup" || tag == "button" => {}
            Node::Element(element) => words(&element.children, shown),
        }
    }
}

fn words_of(nodes: &[Node]) -> String {
    let mut shown = String::new();
    words(nodes, &mut shown);
    shown
}

/// The first character of `shown`, but for the box of a task, that is not in `source` after those before it.
fn first_invented(shown: &str, source: &str) -> Option<char> {
    let source = source.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let mut rest = source.chars();
    shown.chars().filter(|c| !c.is_whitespace() && !"☐☑".contains(*c)).find(|c| !rest.any(|s| s == *c))
}

#[test]
fn at_every_moment_only_what_is_written_is_shown_and_settled_blocks_stay() {
    for number in 0..200 {
        let answer = answer(number);
        let whole = render(&answer, &Options::default());
        let mut stream = Stream::new();
        let mut settled: Vec<Node> = Vec::new();
        for end in (1..=answer.len()).filter(|end| answer.is_char_boundary(*end)) {
            let text = &answer[..end];
            let update = stream.update(text, false, &Options::default());
            assert!(!update.restart, "answer {number}");
            let shown = words_of(&settled) + &words_of(&update.nodes);
            let invented = first_invented(&shown, text);
            assert_eq!(invented, None, "answer {number}\n--- text\n{text}\n--- shown\n{shown}");
            settled.extend(update.nodes.into_iter().take(update.settled));
        }
        let update = stream.update(&answer, true, &Options::default());
        if !update.restart {
            settled.extend(update.nodes);
            assert_eq!(to_html(&settled), to_html(&whole), "answer {number}");
        }
    }
}
