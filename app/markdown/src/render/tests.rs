use super::document::render;
use crate::{Node, Options, to_html};
use proptest::prelude::*;

fn html(text: &str) -> String {
    to_html(&render(text, &Options::default()))
}

#[test]
fn html_is_shown_as_text() {
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(html("a <img src=x onerror=alert(1)> b"), "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>");
    assert_eq!(html("a<br>b"), "<p>a<br>b</p>");
}

#[test]
fn only_safe_links_are_links_and_images_are_not_loaded() {
    assert!(html("[a](https://example.com)").contains("<a href=\"https://example.com\" rel=\"noopener"));
    assert!(html("<mailto:a@example.com>").contains("<a href"));
    assert!(html("![a](https://example.com/x.png)").contains("<a href"));
    for unsafe_url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/relative",
        "//example.com",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
    ] {
        let rendered = html(&format!("[a]({unsafe_url}) ![b]({unsafe_url})"));
        assert!(!rendered.contains("<a ") && !rendered.contains("<img"), "{unsafe_url}: {rendered}");
    }
}

#[test]
fn the_usual_blocks_are_rendered() {
    assert_eq!(html("# T"), "<h2>T</h2>");
    assert_eq!(html("- a\n- [x] b"), "<ul><li>a</li><li><span class=\"task\">☑ </span>b</li></ul>");
    assert_eq!(html("3. a"), "<ol start=\"3\"><li>a</li></ol>");
    assert_eq!(
        html("| a | b |\n|---|--:|\n| 1 | 2 |"),
        "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"left\">a</th><th class=\"right\">b</th></tr></thead>\
         <tbody><tr><td class=\"left\">1</td><td class=\"right\">2</td></tr></tbody></table></div>"
    );
    assert_eq!(
        html("~~a~~ **b** *c* `d`\\\ne"),
        "<p><del>a</del> <strong>b</strong> <em>c</em> <code>d</code><br>e</p>"
    );
}

#[test]
fn a_code_block_has_a_language_colours_and_buttons() {
    assert!(html("```text x\na < b\n```").contains("<code data-language=\"text\">a &lt; b\n</code>"));
    assert!(
        html("```rs\nlet a\n```")
            .contains("<code data-language=\"rs\"><span class=\"k\">let</span> a\n</code>")
    );
    assert!(html("```\nlet a\n```").contains("<code>let a\n</code>") && !html("```\n```").contains("button"));
    let buttons = crate::CodeButtons { copy: "Copy", wrap: "Wrap", download: "Save" };
    let options = Options { code_buttons: Some(buttons), ..Options::default() };
    assert!(to_html(&render("```rs\n```", &options)).contains(
        "<figcaption><span>rs</span><button type=\"button\" data-do=\"wrap\">Wrap</button>\
             <button type=\"button\" data-do=\"copy\">Copy</button>\
             <button type=\"button\" data-do=\"download\">Save</button></figcaption>"
    ));
}

#[test]
fn addresses_are_links_but_not_in_code_or_links() {
    assert!(html("see https://a.b/c.").contains("<a href=\"https://a.b/c\""));
    assert!(!html("`https://a.b`").contains("<a "));
    assert_eq!(html("[https://a.b](https://c.d)").matches("<a ").count(), 1);
    assert!(html("- **www.a.b**").contains("<a href=\"http://www.a.b\""));
}

#[test]
fn footnotes_are_numbered_by_their_first_mention() {
    let rendered = html("a[^x] b[^y]\n\n[^y]: Y\n\n[^x]: X");
    assert!(rendered.contains("a<sup><a href=\"#note-1-0\">1</a></sup>"), "{rendered}");
    assert!(
        rendered.contains("<div class=\"note\" id=\"note-2-0\"><sup>2</sup><p>Y</p></div>"),
        "{rendered}"
    );
}

#[test]
fn a_footnote_that_is_not_defined_is_text() {
    assert_eq!(html("use [^a-z] and [^1]"), "<p>use [^a-z] and [^1]</p>");
}

#[test]
fn formulas_are_found_and_money_stays_money() {
    let count = |text: &str| html(text).matches("class=\"math").count();
    assert_eq!(count("$x^2$ and \\(y\\)"), 2);
    assert!(html("$$x$$").contains("math display") && html("\\[x\\]").contains("math display"));
    assert!(!html("\\(x\\)").contains("display"));
    for money in ["$740 for $5", "costs $5 and $10", "$5-$10", "US$5, US$6", "a $ b $ c"] {
        assert_eq!(count(money), 0, "{money}: {}", html(money));
    }
    assert_eq!(count("`$x$`"), 0);
}

#[test]
fn formulas_are_mathml_where_it_can_be_rendered_and_else_tex() {
    assert_eq!(html("$x$"), "<p><span class=\"math\"><code>x</code></span></p>");
    let options = Options { math: Some(crate::tex::to_mathml), ..Options::default() };
    assert!(to_html(&render("$x$", &options)).contains("<math"));
    assert!(to_html(&render("$\\frac{$", &options)).contains("<code>\\frac{</code>"));
}

#[test]
fn ten_thousand_nested_quotes_and_a_long_code_block_are_rendered() {
    assert!(!html(&">".repeat(10_000)).is_empty());
    let code = format!("```\n{}", "line\n".repeat(100_000));
    assert!(html(&code).len() > 500_000);
}

#[test]
fn brackets_in_code_stay_brackets() {
    for code in ["```\n\\(a\\)\n```", "~~~\n\\[a\\]\n~~~", "    \\(a\\)", "> ```\n> \\(a\\)\n> ```"] {
        assert!(html(code).contains("\\(a\\)") || html(code).contains("\\[a\\]"), "{}", html(code));
    }
    assert!(html("\\[\nx = y\n\\]").contains("math display"));
}

#[test]
fn emphasis_beside_chinese_needs_no_space() {
    assert_eq!(html("他说**“你好。”**然后走了"), "<p>他说<strong>“你好。”</strong>然后走了</p>");
    assert_eq!(html("**注意：**不要*这样*做"), "<p><strong>注意：</strong>不要<em>这样</em>做</p>");
    assert_eq!(html("10~20，30~40"), "<p>10~20，30~40</p>");
}

#[test]
fn a_formula_in_lines_of_its_own_may_have_lines_that_would_start_blocks() {
    let text = "So:\n$$\nx\n= 1\n- y\n$$\nthen\n\n\\[\n+ z\n\\]";
    assert_eq!(html(text).matches("math display").count(), 2, "{}", html(text));
    assert!(!html(text).contains("<li>") && html(text).contains("<p>then</p>"));
    assert!(html("$$\nno end\n\nmore").starts_with("<p>$$\nno end</p><p>more</p>"));
    assert!(html("$$\nx $$ where x").contains("where x"));
}

#[test]
fn no_text_is_slow() {
    for (piece, times) in [
        ("*a* ", 50_000),
        ("**a ", 50_000),
        ("*a _b ", 50_000),
        ("[a](b", 50_000),
        ("[", 100_000),
        ("[a][", 50_000),
        ("&", 100_000),
        ("<a", 100_000),
        ("`a``b", 30_000),
        ("\\(a ", 50_000),
        ("$a ", 50_000),
        ("- ", 50_000),
        ("![a](", 50_000),
        ("> - ", 20_000),
        ("|a", 50_000),
        ("[^1]", 30_000),
        ("<", 100_000),
        ("\\", 100_000),
        ("a@b.", 20_000),
        ("1. ", 20_000),
        ("www.", 20_000),
    ] {
        assert!(!render(&piece.repeat(times), &Options::default()).is_empty(), "{piece}");
    }
    let references: Vec<String> =
        (0..20_000).map(|n| format!("[{n}] [^{n}]\n\n[{n}]: /x\n\n[^{n}]: y\n\n")).collect();
    let references = references.concat();
    assert!(!render(&references, &Options::default()).is_empty());
}

/// The text of a node and the values of all attributes in it.
fn visible(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => {
            let values = element.attributes.iter().map(|(_, value)| value.clone());
            values.chain(element.children.iter().map(visible)).collect()
        }
    }
}

proptest! {
    #[test]
    fn no_letter_is_lost(text in "([a-z*_`~\\[\\]()|#<>&;$!\n \\\\.:-]|你|😀){0,80}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let shown: String = render(&text, &Options::default()).iter().map(visible).collect();
        // Unsafe addresses, definitions, character references, and what follows a code block's language are not shown.
        let hides_some = ["```", "~~~", "](", "]:", "&", "br"].iter().any(|mark| text.contains(mark));
        if !hides_some {
            prop_assert!(letters(&shown) >= letters(&text), "{text:?}: {shown:?}");
        }
    }
}

#[test]
fn a_comparison_is_no_quote() {
    assert_eq!(html(">=10 is enough"), "<p>&gt;=10 is enough</p>");
    assert_eq!(html("> a\n>= b"), "<blockquote><p>a\n&gt;= b</p></blockquote>");
}

#[test]
fn a_row_with_a_pipe_too_many_keeps_its_words() {
    let cells = |row: &str| {
        let html = html(&format!("| a | b |\n|---|---|\n{row}"));
        let (_, body) = html.split_once("<tbody>").unwrap();
        body.split("</td>").filter_map(|cell| Some(cell.rsplit_once('>')?.1.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(cells("| 1 | 2 | 3 | 4 |")[..2], ["1", "2 | 3 | 4"]);
    assert_eq!(cells("| 1 | 2 | |")[..2], ["1", "2"]);
    assert_eq!(cells("| 1 |")[..2], ["1", ""]);
    assert_eq!(cells("| | |")[..2], ["", ""]);
}

#[test]
fn notes_stand_in_the_order_in_which_they_are_mentioned() {
    let html = html("a[^b] c[^a]\n\n[^a]: first\n[^c]: never mentioned\n[^b]: second");
    let at = |word: &str| html.find(word).unwrap();
    assert!(at("second") < at("first") && at("first") < at("never"), "{html}");
}

#[test]
fn stars_between_digits_are_products_and_powers() {
    assert_eq!(html("2**8 and 3**2, 5*3 and 4*2"), "<p>2**8 and 3**2, 5*3 and 4*2</p>");
    assert_eq!(html("a*2*b"), "<p>a<em>2</em>b</p>");
}
