use super::{
    Extras, Wants,
    live::{draw, settled},
    node::Node,
    render::{has_references, render},
};
use proptest::prelude::*;

fn html_of(node: &Node) -> String {
    match node {
        Node::Text(text) => text.replace('&', "&amp;").replace('<', "&lt;"),
        Node::Element(element) => {
            let attribute =
                |(name, value): &(std::borrow::Cow<'_, str>, String)| format!(" {name}={value:?}");
            let attributes = element.attributes.iter().map(attribute).collect::<Vec<String>>().concat();
            let children: String = element.children.iter().map(html_of).collect();
            format!("<{tag}{attributes}>{children}</{tag}>", tag = element.tag)
        }
    }
}

fn blocks(source: &str) -> Vec<String> {
    let (blocks, _) = render(source, true, &Extras::default(), &mut Vec::new());
    blocks.iter().map(|block| html_of(&block.node)).collect()
}

fn html(source: &str) -> String {
    blocks(source).concat()
}

#[test]
fn html_is_shown_as_text() {
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script>alert(1)&lt;/script></p>");
    assert_eq!(html("a <img src=x onerror=alert(1)> b"), "<p>a &lt;img src=x onerror=alert(1)> b</p>");
    assert_eq!(html("a<br>b"), "<p>a<br></br>b</p>");
}

#[test]
fn a_link_shows_where_it_leads_unless_its_words_do() {
    for (source, host) in [
        ("[your bank](https://evil.example/x)", "evil.example"),
        ("[https://bank.example](https://evil.example/bank.example)", "evil.example"),
        ("<https://bank.example@evil.example/x>", "evil.example"),
        ("<https:\\\\evil.example\\@bank.example>", "evil.example"),
        ("[x](https:evil.example/x)", "evil.example"),
        ("[x](https://evil.example?bank.example)", "evil.example"),
        ("![picture](https://evil.example/x.png)", "evil.example"),
        ("[](https://evil.example)", "evil.example"),
        ("[write](mailto:a@evil.example)", "a@evil.example"),
        ("[**bold** x](https://evil.example:8443/)", "evil.example:8443"),
    ] {
        assert!(html(source).contains(&format!("data-leads=\"{host}\"")), "{source} {}", html(source));
    }
    for source in [
        "<https://a.example/x>",
        "https://a.example/x",
        "www.a.example",
        "[a.example/x](https://a.example/x)",
        "<mailto:a@a.example>",
    ] {
        assert!(!html(source).contains("data-leads") && html(source).contains("<a "), "{source}");
    }
    let lying = html("[x](https://evil.example \"https://bank.example\")");
    assert!(!lying.contains("bank") && lying.contains("data-leads"), "{lying}");
}

#[test]
fn only_safe_links_are_links_and_pictures_are_not_loaded() {
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
        let drawn = html(&format!("[a]({unsafe_url}) ![b]({unsafe_url})"));
        assert!(!drawn.contains("<a ") && !drawn.contains("<img"), "{unsafe_url}: {drawn}");
    }
}

#[test]
fn the_usual_blocks_are_drawn() {
    assert_eq!(html("# T"), "<h2>T</h2>");
    assert_eq!(html("- a\n- [x] b"), "<ul><li>a</li><li><span class=\"task\">☑ </span>b</li></ul>");
    assert_eq!(html("3. a"), "<ol start=\"3\"><li>a</li></ol>");
    assert!(html("```rs x\na < b\n```").contains("<code data-language=\"rs\">a &lt; b\n</code>"));
    assert_eq!(
        html("| a | b |\n|---|--:|\n| 1 | 2 |"),
        "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"left\">a</th><th class=\"right\">b</th></tr></thead>\
         <tbody><tr><td class=\"left\">1</td><td class=\"right\">2</td></tr></tbody></table></div>"
    );
    assert_eq!(
        html("~~a~~ **b** *c* `d`\\\ne"),
        "<p><del>a</del> <strong>b</strong> <em>c</em> <code>d</code><br></br>e</p>"
    );
}

#[test]
fn addresses_are_links_but_not_in_code_or_links() {
    assert!(html("see https://a.b/c.").contains("<a href=\"https://a.b/c\""));
    assert!(!html("`https://a.b`").contains("<a "));
    assert_eq!(html("[https://a.b](https://c.d)").matches("<a ").count(), 1);
    assert!(html("- **www.a.b**").contains("<a href=\"http://www.a.b\""));
}

#[test]
fn footnotes_are_numbered_by_their_first_use() {
    let drawn = html("a[^x] b[^y]\n\n[^y]: Y\n\n[^x]: X");
    assert!(drawn.contains("a<sup><a href=\"#note-1-0\">1</a></sup>"), "{drawn}");
    assert!(drawn.contains("<div class=\"note\" id=\"note-2-0\"><sup>2</sup><p>Y</p></div>"), "{drawn}");
}

#[test]
fn formulas_are_found_and_money_stays_money() {
    let math = |source: &str| html(source).matches("class=\"math").count();
    assert_eq!(math("$x^2$ and \\(y\\)"), 2);
    assert!(html("$$x$$").contains("math display") && html("\\[x\\]").contains("math display"));
    assert!(!html("\\(x\\)").contains("display"));
    for money in ["$740 for $5", "costs $5 and $10", "$5-$10", "US$5, US$6", "a $ b $ c"] {
        assert_eq!(math(money), 0, "{money}: {}", html(money));
    }
    assert_eq!(math("`$x$`"), 0);
}

#[test]
fn a_text_says_what_it_could_use() {
    let wants = |source: &str| render(source, true, &Extras::default(), &mut Vec::new()).1;
    assert_eq!(wants("a"), Wants::default());
    assert_eq!(wants("```\na\n```"), Wants::default());
    assert_eq!(wants("```rs\na\n```"), Wants { highlight: true, math: false });
    assert_eq!(wants("$a$"), Wants { highlight: false, math: true });
}

#[test]
fn ten_thousand_nested_quotes_and_a_long_code_block_are_drawn() {
    assert!(!html(&">".repeat(10_000)).is_empty());
    let code = format!("```\n{}", "line\n".repeat(100_000));
    assert!(html(&code).len() > 500_000);
}

/// What the drawing of a growing text does, with text for nodes.
fn grown(pieces: &[&str]) -> String {
    let (mut text, mut at, mut drawn) = (String::new(), 0, String::new());
    let mut notes = Vec::new();
    let mut open = String::new();
    for (n, piece) in pieces.iter().enumerate() {
        text.push_str(piece);
        let is_complete = n + 1 == pieces.len();
        if is_complete && has_references(&text) {
            return html(&text);
        }
        let (blocks, _) = draw(&text[at..], is_complete, &Extras::default(), &mut notes);
        let (count, length) = settled(&text[at..], &blocks);
        let html: Vec<String> = blocks.iter().map(|block| html_of(&block.node)).collect();
        at += length;
        drawn.push_str(&html[..count].concat());
        open = html[count..].concat();
    }
    drawn + &open
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        3 => "[a-z你好]{1,6}( \\*\\*[a-z]{1,4}\\*\\*)?",
        1 => "#{1,3} [a-z]{1,4}",
        1 => "[-*] [a-z]{1,4}",
        1 => "  - [a-z]{1,4}",
        1 => "1\\. [a-z]{1,4}",
        1 => "> [a-z]{1,4}",
        1 => Just("```".to_owned()),
        1 => Just("$$".to_owned()),
        1 => Just("---".to_owned()),
        3 => Just("| a | b |".to_owned()),
        2 => Just("|---|---|".to_owned()),
        1 => "    [a-z]{1,4}",
        1 => "<[a-z]{1,4}>",
        1 => "[a-z]{1,3} \\[[a-z]{1,3}\\]\\(https://[a-z]\\.b\\) `[a-z]",
        1 => "\\\\\\([a-z]\\\\\\) \\$[a-z]\\$ [0-9]\\$",
    ]
}

proptest! {
    #[test]
    fn a_growing_text_ends_up_drawn_as_the_whole_text_is(
        lines in prop::collection::vec(line(), 0..16),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let text = lines.join("\n");
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
        at.retain(|&at| text.is_char_boundary(at));
        at.extend([0, text.len()]);
        at.sort_unstable();
        let pieces: Vec<&str> = at.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
        prop_assert_eq!(grown(&pieces), html(&text));
        let mut each: Vec<&str> = text.split_inclusive(|_| true).collect();
        each.push("");
        prop_assert_eq!(grown(&each), html(&text));
    }
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
fn a_formula_in_lines_of_its_own_may_have_lines_that_would_begin_blocks() {
    let source = "So:\n$$\nx\n= 1\n- y\n$$\nthen\n\n\\[\n+ z\n\\]";
    assert_eq!(html(source).matches("math display").count(), 2, "{}", html(source));
    assert!(!html(source).contains("<li>") && html(source).contains("<p>then</p>"));
    assert!(html("$$\nno end\n\nmore").starts_with("<p>$$\nno end</p><p>more</p>"));
    assert!(html("$$\nx $$ where x").contains("where x"));
}

#[test]
fn a_footnote_is_one_that_is_defined() {
    assert_eq!(html("use [^a-z] and [^1]"), "<p>use [^a-z] and [^1]</p>");
    let (blocks, _) = render("a[^1] b[^a-z]", false, &Extras::default(), &mut Vec::new());
    assert!(html_of(&blocks[0].node).contains("<sup>") && html_of(&blocks[0].node).contains("[^a-z]"));
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
        assert!(!blocks(&piece.repeat(times)).is_empty(), "{piece}");
    }
}

proptest! {
    #[test]
    fn no_letter_is_lost(text in "([a-z*_`~\\[\\]()|#<>&;$!\n \\\\.:-]|你|😀){0,80}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let mut shown = String::new();
        for block in render(&text, true, &Extras::default(), &mut Vec::new()).0 {
            fn collect(node: &Node, shown: &mut String) {
                match node {
                    Node::Text(text) => shown.push_str(text),
                    Node::Element(element) => {
                        shown.extend(element.attributes.iter().map(|(_, value)| value.as_str()));
                        element.children.iter().for_each(|child| collect(child, shown));
                    }
                }
            }
            collect(&block.node, &mut shown);
        }
        // Addresses that are not safe, definitions, names of characters, and what follows a language are not shown.
        if !text.contains("```") && !text.contains("~~~") && !text.contains("](") && !text.contains("]:") && !text.contains('&') && !text.contains("br") {
            prop_assert!(letters(&shown) >= letters(&text), "{text:?}: {shown:?}");
        }
    }
}
