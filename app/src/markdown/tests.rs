use super::{live, render::*};
use proptest::prelude::*;

/// HTML as text, one string a top-level block.
#[derive(Default)]
struct Html {
    open: Vec<&'static str>,
    blocks: Vec<String>,
}

impl Html {
    fn push(&mut self, text: &str, is_new: bool) {
        match self.blocks.last_mut() {
            Some(block) if !is_new => block.push_str(text),
            _ => self.blocks.push(text.to_owned()),
        }
    }
}

impl Builder for Html {
    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        let attributes: Vec<String> =
            attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
        self.push(&format!("<{tag}{}>", attributes.concat()), self.open.is_empty());
        self.open.push(tag);
    }

    fn text(&mut self, text: &str) {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        self.push(&escaped, self.open.is_empty());
    }

    fn close(&mut self) {
        let tag = self.open.pop().expect("balanced");
        self.push(&format!("</{tag}>"), false);
    }
}

fn html(source: &str) -> String {
    let mut html = Html::default();
    render(source, &mut html);
    assert!(html.open.is_empty(), "every element is closed");
    html.blocks.concat()
}

#[test]
fn html_is_shown_as_text() {
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script>alert(1)&lt;/script></p>");
    assert_eq!(html("a <img src=x onerror=alert(1)> b"), "<p>a &lt;img src=x onerror=alert(1)> b</p>");
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
    assert_eq!(
        html("```rs x\na < b\n```"),
        "<pre tabindex=\"0\"><code data-language=\"rs\">a &lt; b\n</code></pre>"
    );
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

/// What [`LiveMarkdown`] does, with text for nodes.
fn grown(pieces: &[&str]) -> String {
    let (mut text, mut at, mut drawn) = (String::new(), 0, String::new());
    let mut open = String::new();
    for piece in pieces {
        text.push_str(piece);
        let mut html = Html::default();
        let starts = render(&text[at..], &mut html);
        assert_eq!(starts.len(), html.blocks.len(), "one node a block");
        let (count, length) = live::settled(&text[at..], &starts);
        at += length;
        open = html.blocks.split_off(count).concat();
        drawn.push_str(&html.blocks.concat());
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
        1 => Just("---".to_owned()),
        3 => Just("| a | b |".to_owned()),
        2 => Just("|---|---|".to_owned()),
        1 => "    [a-z]{1,4}",
        1 => "<[a-z]{1,4}>",
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
        let each: Vec<&str> = text.split_inclusive(|_| true).collect();
        prop_assert_eq!(grown(&each), html(&text));
    }
}
