//! What answers are made of. We wrote it, in the shapes that models write: no real answer of anyone is here.

/// What answers are made of: each is a block of its own.
const BLOCKS: [&str; 66] = [
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
    "1. **Install** it:\n\n   ```bash\n   npm install --save-dev $PKG\n   ```\n\n2. **Run** it:\n   - on Linux: `./run.sh`\n   - elsewhere: *not yet*",
    "| Form | Value |\n|:--|--:|\n| $\\|x\\|$ | \\(a \\mid b\\) |\n| `a \\| b` | $P(A|B) = \\frac{1}{2}$ |",
    "**注意：**请先备份数据。**“重要”**的是*不要*删除《**手册**》，以及**第1步**：打开`设置`。",
    "### Steps:\n- **First**: do *this*\n- Second: `that`\n### Next\n1. go\n2. on",
    "> Try this:\n>\n> ```python\n> print(\"a * b\")  # **no**\n> ```\n>\n> and *then* that.",
    "See [Rust (language)](https://en.wikipedia.org/wiki/Rust_(programming_language)), [`map()`](https://a.example/map \"A title\") or <https://example.com/a_b>.",
    "- The sum $\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$ is known.\n- Then:\n  $$\n  x_1 = y_2\n  $$\n- And \\(O(n \\log n)\\), for $n > 0$.",
    "Use `<div>` or <b>bold</b> and a<br>break, if a < b && c > d; Vec<T> and <T as Trait>::x.",
    "```console\n$ echo $HOME && cd ~/src\n/home/me\n$ ls *.rs | wc -l\n42\n```\nprints the number.",
    "Set $HOME and $PATH, then run `cd $HOME`; the value of $USER is kept, and $(pwd) too.",
    "The plan is $20/month (or $200/year); $0.50 per 1,000 calls, $5k–$10k, A$3, 5$ and $10+ more.",
    "It is known[^1], and disputed[^2]; see[^1] again.",
    "| Model | Context | Input price | Output price | Notes about the model that go on for quite a while, longer than a label may be |\n|---|---|---:|---:|---|\n| A-1 | 128k | $0.15 | $0.60 | fast, *cheap*, `tools` |\n| B-2 | 200k | $3 | $15 | **best** for code, [docs](https://b.example/x_y) |",
    "- [x] **Done**: wrote it\n- [ ] Open: test `it`\n  - [ ] nested [link](https://a.example)\n- [not a task] but text",
    "**Why?** Because *a* is not *b*, and **2 * 3** is `2 ** 3`: __init__ and `__init__`.",
    "***Bold and slanted*** and **bold with `code` and *nested* words**, then *one with **two** in it*; ***Note:** slanted*.",
    "The result:\n\n$$\\int_0^1 x^2 \\, dx = \\frac{1}{3}$$\n\nwhere \\(x \\in [0, 1]\\).",
    "Therefore \\[ a^2 + b^2 = c^2 \\] holds, $\\boxed{42}$ is it, $2^n$ grows, and $f(x) = \\text{a b}$ too.",
    "Call `f(*args, **kwargs)`, where *args and **kwargs are what is passed on.",
    "> **Note**\n> 1. one\n> 2. two\nand a lazy line",
    "```diff\n- old = a\n+ new = b\n```",
    "* **A**\n    * a1: $x$\n    * a2\n\n* **B**\n\n    More of *B*.",
    "## 🚀 Getting *started*:\n1. **Open** [the page](https://a.example)\n   and wait.\n2. - a\n   - b",
    "---\n\n**Summary:** it works.\n\n---",
    "As [the docs][docs] say, and [docs] again.\n\n[docs]: https://example.com/docs \"Docs\"",
    "Name | Value\n--- | ---\n*a* | 1\nb | `2`",
    "2026 was good, 3 of 4 too.\n42 is the answer.\n- a dash\n1. a number",
    "A \"quote\" -- and a dash - here; a + b = c, #1, #hashtag, a|b, 50% and C# too.",
    "Let $a$, $b$ and $AB$ be given, with $a = b$, $|a - b| < \\epsilon$ and $(a, b) \\in S$; so $\\{1, 2\\}$, $-1$ and $[0, 1]$.",
    "```html\n<!-- **no** -->\n<p class=\"a_b_c\">1 < 2</p>\n\n```",
];

/// Numbers that look like random ones, always the same for a seed.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: usize) -> Self {
        Self((seed as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(super) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    pub(super) fn any<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

/// An answer of some of the blocks, always the same one for a number.
pub(super) fn answer(number: usize) -> String {
    let mut random = Random::new(number);
    let blocks: Vec<&str> = (0..2 + random.below(5)).map(|_| random.any(&BLOCKS)).collect();
    blocks.join("\n\n") + random.any(&["", "\n", "\n\n[^1]: One.\n[^2]: Two."])
}
