//! Links that are written to mislead: where each says that it leads. The hosts are found by a parser of the URL standard,
//! as a browser finds them.

use markdown::{Options, plain_host, render, to_html};
use url::Url;

/// The host as `URL.host` has it in a browser.
fn host_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

fn html(text: &str) -> String {
    to_html(&render(text, &Options { host: host_of, ..Options::default() }))
}

/// What is written after the only link of a text; `None` if there is no link.
fn note(text: &str) -> Option<String> {
    let html = html(text);
    assert!(html.matches("<a ").count() <= 1, "{text}: {html}");
    let (_, attributes) = html.split_once("<a ")?;
    let (attributes, _) = attributes.split_once('>')?;
    let leads = attributes.split_once("data-leads=\"").and_then(|(_, rest)| rest.split_once('"'));
    Some(leads.map_or("", |(host, _)| host).to_owned())
}

/// A text with a link, and the place that stands after the link.
const SHOWN: [(&str, &str); 62] = [
    // The text names another place.
    ("[your bank](https://evil.example/x)", "evil.example"),
    ("[bank.example](https://evil.example)", "evil.example"),
    ("[https://bank.example](https://evil.example/bank.example)", "evil.example"),
    ("[https://bank.example/?ref=evil.example](https://evil.example/?ref=evil.example)", "evil.example"),
    ("[https://bank.example/#evil.example](https://evil.example)", "evil.example"),
    ("[https://bank.example/evil.example](https://evil.example/bank.example/evil.example)", "evil.example"),
    ("[evil.example is not bank.example](https://evil.example)", "evil.example"),
    ("[x](https://evil.example?bank.example)", "evil.example"),
    ("[x](https://evil.example#https://bank.example)", "evil.example"),
    ("[**bank.example**](https://evil.example)", "evil.example"),
    ("[`https://bank.example`](https://evil.example)", "evil.example"),
    ("[bank.example (bank.example)](https://evil.example)", "evil.example"),
    ("![picture](https://evil.example/x.png)", "evil.example"),
    ("[](https://evil.example)", "evil.example"),
    ("[\u{200b}](https://evil.example)", "evil.example"),
    ("[bank]\n\n[bank]: https://evil.example", "evil.example"),
    ("[https://bank.example][1]\n\n[1]: https://evil.example", "evil.example"),
    ("[x](https://evil.example \"https://bank.example\")", "evil.example"),
    // The text is the address but for a part.
    ("[https://a.example](https://a.example.evil.example)", "a.example.evil.example"),
    ("[https://a.example/](https://a.example.evil.example/)", "a.example.evil.example"),
    ("[https://a.example/x](http://a.example/x)", "a.example"),
    ("[a.example](https://a.example/x)", "a.example"),
    ("[HTTPS://A.EXAMPLE](https://a.example)", "a.example"),
    ("[https://a.example\u{200b}](https://a.example)", "a.example"),
    // The direction of the text is changed.
    ("[\u{202e}elpmaxe.knab](https://evil.example)", "evil.example"),
    ("[bank.example \u{202e}](https://evil.example)", "evil.example"),
    ("[\u{2067}bank.example](https://evil.example)", "evil.example"),
    ("[**\u{202e}x**](https://evil.example)", "evil.example"),
    ("[\u{202e}https://evil.example](https://evil.example)", "evil.example"),
    // A user's name looks like the host.
    ("<https://bank.example@evil.example/x>", "evil.example"),
    ("https://bank.example@evil.example/x", "evil.example"),
    ("<https://bank.example:443@evil.example/>", "evil.example"),
    ("[https://bank.example%2f@evil.example](https://bank.example%2f@evil.example)", "evil.example"),
    ("<https://bank.example%40evil.example@evil.example>", "evil.example"),
    ("<https://@evil.example>", "evil.example"),
    // Other marks than those of a plain address.
    ("<https:\\\\evil.example\\@bank.example>", "evil.example"),
    ("<https://evil.example\\@bank.example>", "evil.example"),
    ("<https:///evil.example/x>", "evil.example"),
    ("<https:/evil.example/x>", "evil.example"),
    ("[x](https:evil.example/x)", "evil.example"),
    ("<https://%65vil.example>", "evil.example"),
    ("[https://evil.example](https://evil%2Eexample)", "evil.example"),
    ("<https://evil。example>", "evil.example"),
    ("<https://evil．example>", "evil.example"),
    ("<https://ｅｖｉｌ.example>", "evil.example"),
    ("<https://𝐞𝐯𝐢𝐥.example>", "evil.example"),
    ("<https://ev\u{ad}il.example>", "evil.example"),
    // Numbers that are addresses.
    ("<https://2130706433/>", "127.0.0.1"),
    ("<https://0x7f.1/>", "127.0.0.1"),
    ("<https://127.1/>", "127.0.0.1"),
    ("<https://[0:0:0:0:0:0:0:1]:8443/>", "[::1]:8443"),
    // Letters of other scripts, and ports.
    ("<https://аpple.example>", "xn--pple-43d.example"),
    ("[https://apple.example](https://аpple.example)", "xn--pple-43d.example"),
    ("<https://bank.exampleノlogin.evil.example>", "bank.xn--examplelogin-ki5k.evil.example"),
    ("<https://例子.example>", "xn--fsqu00a.example"),
    ("[**bold** x](https://evil.example:8443/)", "evil.example:8443"),
    ("<https://bank.example:443/x>", "bank.example"),
    ("[bank.example:443](https://bank.example:4443)", "bank.example:4443"),
    // Letters.
    ("[write](mailto:a@evil.example)", "a@evil.example"),
    ("[a@bank.example](mailto:a@evil.example)", "a@evil.example"),
    ("[a@bank.example](mailto:a@bank.example?bcc=b@evil.example)", "a@bank.example?bcc=b@evil.example"),
    ("[a@bank.example](mailto:a@bank.example,b@evil.example)", "a@bank.example,b@evil.example"),
];

#[test]
fn a_link_says_where_it_leads_whatever_its_text_says() {
    for (text, place) in SHOWN {
        assert_eq!(note(text).as_deref(), Some(place), "{text}: {}", html(text));
    }
}

#[test]
fn nothing_is_said_after_an_address_that_is_written_plainly() {
    for text in [
        "<https://a.example/x>",
        "https://a.example/x?y#z",
        "http://a.example:8080",
        "www.a.example",
        "[a.example/x](https://a.example/x)",
        "[https://A.example/x](https://A.example/x)",
        "<https://xn--pple-43d.example>",
        "<https://[::ffff:7f00:1]:8443/>",
        "<mailto:a@a.example>",
        "a@a.example",
        "[**https://a.example**](https://a.example)",
    ] {
        assert_eq!(note(text).as_deref(), Some(""), "{text}: {}", html(text));
    }
}

#[test]
fn an_address_that_leads_nowhere_is_no_link() {
    for text in [
        "[x](https://)",
        "[x](https://bank.example:99999)",
        "[x](https://bank example)",
        "[x](https://bank.example:443:80)",
        "<https://bank.example：443>",
        "[x](https://a\u{a0}b.example)",
        "[x](mailto:a@аpple.example)",
        "[x](javascript:alert(1))",
    ] {
        assert_eq!(note(text), None, "{text}: {}", html(text));
    }
}

#[test]
fn no_label_has_a_character_that_changes_the_direction() {
    let controls =
        "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    for label in [format!("a{controls}b"), format!("a *{controls}* b"), format!("`{controls}`")] {
        let html = html(&format!("[{label}](https://evil.example)"));
        assert!(!html.chars().any(|c| controls.contains(c)), "{html:?}");
    }
}

#[test]
fn without_a_parser_of_urls_only_plain_addresses_are_links() {
    let html = |text: &str| to_html(&render(text, &Options::default()));
    assert!(html("[x](https://Evil.example:8443/x)").contains("data-leads=\"evil.example:8443\""));
    for text in
        ["[x](https://a@b.example)", "[x](https://аpple.example)", "[x](https:a.example)", "[x](https://)"]
    {
        assert!(!html(text).contains("<a "), "{text}");
    }
    assert_eq!(plain_host("https://a.example/@b"), Some("a.example".to_owned()));
}
