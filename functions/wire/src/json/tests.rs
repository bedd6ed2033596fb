use super::Value;
use proptest::prelude::*;

fn ours(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap()),
        serde_json::Value::String(text) => Value::String(text.clone()),
        serde_json::Value::Array(items) => Value::Array(items.iter().map(ours).collect()),
        serde_json::Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), ours(value))).collect())
        }
    }
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let number = prop_oneof![
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(serde_json::Value::from),
        (-1_000_000_i64..1_000_000, 1..1000_i32)
            .prop_map(|(n, by)| serde_json::Value::from(n as f64 / f64::from(by))),
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        number,
        "(\\PC|[\"\\\\\n\u{1}]){0,12}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
            prop::collection::btree_map("\\PC{0,5}", inner, 0..5).prop_map(
                |members| serde_json::Value::from(members.into_iter().collect::<serde_json::Map<_, _>>())
            ),
        ]
    })
}

fn is_close(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_close(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.0 == other.0 && is_close(&one.1, &other.1))
        }
        _ => one == other,
    }
}

proptest! {
    #[test]
    fn what_serde_json_writes_is_read_and_what_we_write_serde_json_reads(value in value()) {
        for json in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            prop_assert!(is_close(&Value::read(&json).unwrap(), &ours(&value)), "{json}");
        }
        for json in [ours(&value).to_string(), ours(&value).to_pretty()] {
            let read: serde_json::Value = serde_json::from_str(&json).unwrap();
            prop_assert!(is_close(&ours(&read), &ours(&value)), "{json}");
        }
    }

    #[test]
    fn what_serde_json_refuses_is_refused(json in "[\\[\\]{}\",:0-9.eE+a-z\\\\ -]{0,20}") {
        let is_json = serde_json::from_str::<serde_json::Value>(&json).is_ok();
        prop_assert!(Value::read(&json).is_some() == is_json || json.contains(['e', 'E', '\\']), "{json}");
    }
}

#[test]
fn numbers_are_exact_where_the_page_has_them() {
    for (json, number) in [
        ("0", 0.0),
        ("-0.7", -0.7),
        ("1.1", 1.1),
        ("0.1", 0.1),
        ("9007199254740991", 9_007_199_254_740_991.0),
        ("1764000000123", 1_764_000_000_123.0),
        ("1e3", 1000.0),
        ("25E-2", 0.25),
        ("0.001", 0.001),
        ("123456789012345678901234567890", 123_456_789_012_345_678_901_234_567_890.0),
        ("0.30000000000000004", 0.300_000_000_000_000_04),
    ] {
        let read = Value::read(json).and_then(|value| value.as_f64()).unwrap();
        assert!((read - number).abs() <= f64::EPSILON * number.abs(), "{json}: {read}");
    }
    for (number, json) in
        [(0.7, "0.7"), (-1.5, "-1.5"), (0.999_999_999_9, "1"), (3.0, "3"), (f64::NAN, "null")]
    {
        assert_eq!(Value::from(number).to_string(), json);
    }
}

#[test]
fn escapes_are_characters_and_half_a_pair_is_one_that_cannot_be_shown() {
    let text = |json: &str| Value::read(json).and_then(|value| value.as_str().map(str::to_owned));
    assert_eq!(text(r#""\u4f60\ud83d\ude00\n\/""#).as_deref(), Some("你😀\n/"));
    assert_eq!(text(r#""\ud83dx""#).as_deref(), Some("\u{fffd}x"));
    assert_eq!(text(r#""\ud83d\u0041""#).as_deref(), Some("\u{fffd}A"));
    for broken in [r#""\u12""#, r#""\x""#, "\"a\nb\"", "\"a", r#""\u+123""#] {
        assert_eq!(text(broken), None, "{broken}");
    }
}

#[test]
fn nesting_has_an_end_and_what_is_not_there_is_null() {
    assert!(Value::read(&"[".repeat(100_000)).is_none());
    let value = Value::read(r#"{"a":[1,{"b":true}],"a2":null}"#).unwrap();
    assert!(value["a"][1]["b"] == true && value["x"][3]["y"] == Value::Null);
    assert_eq!((value["a"][0].as_u32(), value["a"].as_u64()), (Some(1), None));
}
