use super::*;
use proptest::prelude::*;
use serde_json::json;

#[derive(Debug, Default, PartialEq)]
struct Sample {
    text: String,
    names: Vec<String>,
    count: Option<u16>,
    ms: u32,
}

fn sample(json: &str) -> Sample {
    let value = &parse(json).unwrap();
    Sample {
        text: text(value, "text"),
        names: list(value, "names", |name| name.as_str().map(str::to_owned)),
        count: number(value, "count"),
        ms: number(value, "ms").unwrap_or_default(),
    }
}

#[test]
fn what_is_absent_null_or_of_another_type_has_its_default() {
    let whole = sample(r#"{"text":"a","names":["b",null,7,"c"],"count":7.0,"ms":5,"more":{}}"#);
    let names = ["b", "c"].map(str::to_owned).to_vec();
    assert_eq!(whole, Sample { text: "a".to_owned(), names, count: Some(7), ms: 5 });
    for json in [
        "{}",
        r#"{"text":null,"names":null,"count":null,"ms":null}"#,
        r#"{"text":{"a":1},"names":{},"count":65536,"ms":-1}"#,
        r#"{"text":[],"names":"b","count":"7","ms":0.5}"#,
        r#"{"text":7,"names":7,"count":1e300,"ms":true}"#,
    ] {
        assert_eq!(sample(json), Sample::default(), "{json}");
    }
}

#[test]
fn whole_numbers_are_those_that_javascript_holds_exactly() {
    for (value, number) in [
        (json!(0), Some(0)),
        (json!(7.0), Some(7)),
        (json!(MAX_SAFE_INTEGER), Some(MAX_SAFE_INTEGER)),
        (json!(9_007_199_254_740_991.0), Some(MAX_SAFE_INTEGER)),
        (json!(MAX_SAFE_INTEGER + 1), None),
        (json!(1e300), None),
        (json!(-1), None),
        (json!(0.5), None),
        (json!("7"), None),
    ] {
        assert_eq!(whole_number(&value), number, "{value}");
    }
    assert_eq!(number::<u16>(&json!({"n": 65_536}), "n"), None);
}

#[test]
fn only_half_surrogate_pairs_are_repaired() {
    for (json, text) in [
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\uD83D\uDE00""#, "😀"),
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""\ud83dx\ude00""#, "\u{fffd}x\u{fffd}"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\n\\ud83d""#, "\u{fffd}\n\\ud83d"),
    ] {
        assert_eq!(parse(json), Some(json!(text)), "{json}");
    }
    for broken in [r#""\ud83""#, r#""\ud83d"#, r#""\ud8zz""#, r#""\ud83d\x""#, "\"\\"] {
        assert_eq!(parse(broken), None, "{broken}");
    }
}

proptest! {
    #[test]
    fn json_without_lone_surrogates_is_not_changed(text in "(?s).{0,20}") {
        let json = json!([text, { "a": text }]).to_string();
        prop_assert_eq!(without_lone_surrogates(&json), json);
    }

    #[test]
    fn every_sequence_of_surrogates_is_read(halves in prop::collection::vec(0xd7ff_u32..0xe001, 0..6)) {
        let escapes: Vec<String> = halves.iter().map(|half| format!("\\u{half:04x}")).collect();
        let units: Vec<u16> = halves.iter().map(|half| *half as u16).collect();
        prop_assert_eq!(parse(&format!("\"{}\"", escapes.concat())), Some(json!(String::from_utf16_lossy(&units))));
    }
}
