use super::*;
use crate::answer::Failure;
use proptest::prelude::*;
use serde_json::{Value, json};
use wire::{Attempt, ErrorCode, Outcome, ProviderId};

/// A message as a browser holds it today.
const MESSAGE: &str = r#"{"id":9007199254740991,"conversation":7,"parent":3,"at":1764000000123,"role":"assistant","text":"你好 \"\n","reasoning":"hm","pictures":["data:image/jpeg;base64,AAAA"],"ending":"Complete","receipt":{"attempts":[{"provider":"gemini","model":"m","outcome":"served","status":200,"ms":5}],"is_rescued":true,"first_words_ms":12,"thought_ms":7,"tokens":3,"finish_reason":"stop"}}"#;
/// A conversation as a browser holds it today.
const CONVERSATION: &str = r#"{"id":7,"title":"题目","pinned":true,"created":1,"touched":2.5,"leaf":3,"options":{"model":"m","system":"s","temperature":0.5,"max_tokens":9}}"#;

fn message() -> MessageRecord {
    MessageRecord {
        id: 9_007_199_254_740_991,
        conversation: 7,
        parent: Some(3),
        at: 1_764_000_000_123.0,
        reasoning: "hm".to_owned(),
        attachments: vec!["data:image/jpeg;base64,AAAA".to_owned()],
        receipt: Receipt {
            attempts: vec![Attempt {
                provider: ProviderId::Gemini,
                model: "m".to_owned(),
                outcome: Outcome::Served,
                status: Some(200),
                ms: 5,
            }],
            is_rescued: true,
            first_words_ms: Some(12),
            thought_ms: Some(7),
            tokens: Some(3),
            finish_reason: Some("stop".to_owned()),
        },
        ..MessageRecord::new(Role::Assistant, "你好 \"\n")
    }
}

fn conversation() -> ConversationRecord {
    ConversationRecord {
        id: 7,
        title: "题目".to_owned(),
        is_pinned: true,
        created: 1.0,
        touched: 2.5,
        leaf: Some(3),
        options: Options {
            model: Some("m".to_owned()),
            system: Some("s".to_owned()),
            temperature: Some(0.5),
            max_tokens: Some(9),
        },
    }
}

fn read(json: &str) -> Option<MessageRecord> {
    MessageRecord::read(&tolerant::parse(json)?)
}

/// The message as JSON with one field replaced.
fn with(field: &str, value: Value) -> Option<MessageRecord> {
    let mut json: Value = serde_json::from_str(MESSAGE).unwrap();
    json[field] = value;
    MessageRecord::read(&json)
}

#[test]
fn records_are_written_and_read_as_browsers_hold_them() {
    assert_eq!(serde_json::to_string(&message()).unwrap(), MESSAGE);
    assert_eq!(read(MESSAGE), Some(message()));
    let text = serde_json::to_string(&conversation()).unwrap();
    assert_eq!(text, CONVERSATION);
    assert_eq!(ConversationRecord::read(&tolerant::parse(&text).unwrap()), Some(conversation()));
    let records = Records { conversations: vec![conversation()], messages: vec![message()] };
    let json = serde_json::to_string(&records).unwrap();
    assert_eq!(json, format!(r#"{{"conversations":[{CONVERSATION}],"messages":[{MESSAGE}]}}"#));
    assert_eq!(Records::read(&json), records);
}

#[test]
fn every_ending_has_the_word_that_browsers_hold() {
    let failure =
        Failure { code: ErrorCode::Other("c".to_owned()), message: "m".to_owned(), retry_after_s: Some(5) };
    for (ending, json) in [
        (Ending::Complete, json!("Complete")),
        (Ending::Length, json!("Length")),
        (Ending::Blocked, json!("Blocked")),
        (Ending::Stopped, json!("Stopped")),
        (Ending::Interrupted, json!("Interrupted")),
        (Ending::Failed(failure), json!({"Failed": {"code": "c", "message": "m", "retry_after_s": 5}})),
        (
            Ending::Failed(Failure::unreachable()),
            json!({"Failed": {"code": "unreachable", "message": "", "retry_after_s": null}}),
        ),
    ] {
        assert_eq!(serde_json::to_value(&ending).unwrap(), json);
        assert_eq!(with("ending", json).map(|record| record.ending), Some(ending));
    }
    let failed = with("ending", json!({"Failed": {"code": 7}})).unwrap().ending;
    assert!(matches!(failed, Ending::Failed(failure) if failure.code.as_str().is_empty()));
}

#[test]
fn a_question_has_no_receipt() {
    let question = MessageRecord { id: 1, conversation: 2, ..MessageRecord::new(Role::User, "a") };
    let json = serde_json::to_value(&question).unwrap();
    assert_eq!(json["receipt"], Value::Null);
    assert_eq!(MessageRecord::read(&json), Some(question));
}

#[test]
fn the_fields_that_make_a_record_are_enough() {
    let bare = read(r#"{"id":1,"conversation":2,"at":3,"role":"user","text":"a","mood":{"new":1}}"#);
    let expected = MessageRecord {
        id: 1,
        conversation: 2,
        at: 3.0,
        ending: Ending::Interrupted,
        ..MessageRecord::new(Role::User, "a")
    };
    assert_eq!(bare, Some(expected));
    let bare = Records::read(r#"{"conversations":[{"id":1}]}"#).conversations;
    assert_eq!(bare, [ConversationRecord { id: 1, ..ConversationRecord::default() }]);
}

#[test]
fn no_value_of_another_type_loses_a_record() {
    let values =
        [json!(null), json!(true), json!(-7.5), json!(1e300), json!("x"), json!([[]]), json!({"a": 1})];
    for value in values {
        for field in ["parent", "reasoning", "pictures", "ending", "receipt", "unknown"] {
            let record = with(field, value.clone());
            assert!(record.is_some_and(|record| record.text == message().text), "{field}: {value}");
        }
        for field in ["title", "pinned", "created", "touched", "leaf", "options"] {
            let mut json: Value = serde_json::from_str(CONVERSATION).unwrap();
            json[field] = value.clone();
            let record = ConversationRecord::read(&json);
            assert!(record.is_some_and(|record| record.id == 7), "{field}: {value}");
        }
    }
}

#[test]
fn what_makes_no_sense_as_a_message_is_left_out() {
    for (field, value) in [
        ("id", json!("7")),
        ("id", json!(7.5)),
        ("id", json!(9_007_199_254_740_992_u64)),
        ("conversation", json!(null)),
        ("at", json!("now")),
        ("role", json!("tool")),
        ("text", json!(7)),
    ] {
        assert_eq!(with(field, value.clone()), None, "{field}: {value}");
    }
    for other in ["null", "{}", "7", r#"{"role":"user"}"#, r#"{"role":"tool","text":""}"#] {
        assert_eq!(read(other), None, "{other}");
    }
    let list = format!(r#"{{"messages":[null,7,{MESSAGE},{{}}],"conversations":{{}}}}"#);
    assert_eq!(Records::read(&list), Records { conversations: Vec::new(), messages: vec![message()] });
    assert_eq!(Records::read("{"), Records::default());
}

#[test]
fn whole_numbers_may_be_written_with_a_point() {
    assert_eq!(with("conversation", json!(7.0)), Some(message()));
    assert_eq!(with("parent", json!(3.0)), Some(message()));
}

#[test]
fn thinking_that_an_older_page_kept_in_an_answer_is_no_part_of_its_words() {
    let answer = with("text", json!("<think>\nhm</think>\n\nYes."));
    let words = answer.map(|answer| (answer.reasoning, answer.text));
    assert_eq!(words, Some(("hmhm".to_owned(), "Yes.".to_owned())), "after the reasoning that it had");
    let question = read(r#"{"id":1,"conversation":2,"at":3,"role":"user","text":"<think>hm</think>"}"#);
    assert_eq!(question.map(|question| question.text).as_deref(), Some("<think>hm</think>"));
}

#[test]
fn a_picture_from_elsewhere_is_left_out() {
    let pictures = json!(["https://example.com/x.jpg", "data:text/html,x", 7]);
    assert_eq!(with("pictures", pictures).map(|record| record.attachments), Some(Vec::new()));
}

#[test]
fn an_unknown_ending_counts_as_broken_off() {
    assert_eq!(with("ending", json!("Transcended")).map(|record| record.ending), Some(Ending::Interrupted));
}

#[test]
fn half_a_surrogate_pair_does_not_lose_a_record() {
    let record = read(r#"{"id":1,"conversation":2,"at":3,"role":"user","text":"a\ud83d"}"#);
    assert_eq!(record.map(|record| record.text).as_deref(), Some("a\u{fffd}"));
}

fn id() -> impl Strategy<Value = Id> {
    0..1_u64 << 53
}

/// A time as `Date.now()` gives it.
fn milliseconds() -> impl Strategy<Value = f64> {
    (0..100_000_000_000_000_u64).prop_map(|time| time as f64)
}

fn ending() -> impl Strategy<Value = Ending> {
    let failure =
        ("[a-z_]{0,12}", ".{0,9}", any::<Option<u32>>()).prop_map(|(code, message, retry_after_s)| {
            Ending::Failed(Failure { code: ErrorCode::from(code), message, retry_after_s })
        });
    prop_oneof![
        prop::sample::select(vec![
            Ending::Complete,
            Ending::Length,
            Ending::Blocked,
            Ending::Stopped,
            Ending::Interrupted
        ]),
        failure,
    ]
}

fn receipt() -> impl Strategy<Value = Receipt> {
    let attempt = (
        prop::sample::select(ProviderId::ALL.to_vec()),
        ".{0,9}",
        prop::sample::select(vec![Outcome::Served, Outcome::RateLimited, Outcome::NotConfigured]),
        any::<Option<u16>>(),
        any::<u32>(),
    )
        .prop_map(|(provider, model, outcome, status, ms)| Attempt {
            provider,
            model,
            outcome,
            status,
            ms,
        });
    let reason = prop::option::of("[a-z_]{0,9}");
    (prop::collection::vec(attempt, 0..4), any::<bool>(), any::<[Option<u32>; 3]>(), reason).prop_map(
        |(attempts, is_rescued, [first_words_ms, thought_ms, tokens], finish_reason)| Receipt {
            attempts,
            is_rescued,
            first_words_ms,
            thought_ms,
            tokens,
            finish_reason,
        },
    )
}

prop_compose! {
    fn any_message()(
        ids in (id(), id(), prop::option::of(id())),
        at in milliseconds(),
        role in prop::sample::select(vec![Role::User, Role::Assistant]),
        text in "(?s).{0,40}",
        reasoning in "(?s).{0,9}",
        attachments in prop::collection::vec("data:image/jpeg;base64,[A-Za-z0-9+/]{0,9}", 0..3),
        ending in ending(),
        receipt in receipt(),
        is_deleted in any::<bool>(),
    ) -> MessageRecord {
        let (id, conversation, parent) = ids;
        MessageRecord { id, conversation, parent, at, role, text, reasoning, attachments, ending, receipt, is_deleted }
    }
}

prop_compose! {
    fn any_conversation()(
        id in id(),
        leaf in prop::option::of(id()),
        title in ".{0,40}",
        is_pinned in any::<bool>(),
        times in (milliseconds(), milliseconds()),
        texts in (prop::option::of(".{0,9}"), prop::option::of("(?s).{0,9}")),
        temperature in prop::option::of((0..200).prop_map(|hundredths| f64::from(hundredths) / 100.0)),
        max_tokens in any::<Option<u32>>(),
    ) -> ConversationRecord {
        let ((created, touched), (model, system)) = (times, texts);
        let options = Options { model, system, temperature, max_tokens };
        ConversationRecord { id, title, is_pinned, created, touched, leaf, options }
    }
}

proptest! {
    #[test]
    fn records_are_read_as_they_were_written(
        conversations in prop::collection::vec(any_conversation(), 0..3),
        messages in prop::collection::vec(any_message(), 0..4),
    ) {
        let records = Records { conversations, messages };
        prop_assert_eq!(Records::read(&serde_json::to_string(&records).unwrap()), records);
    }

    #[test]
    fn no_text_at_all_breaks_the_reading(json in r#"[\[\]{}",:0-9a-z\\ ]{0,40}"#) {
        prop_assert!(Records::read(&json).messages.is_empty());
    }
}
