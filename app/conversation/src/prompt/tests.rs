use super::*;

fn prompt(texts: &[&str], options: Options, max_input_chars: usize) -> Prompt {
    let mut prompt = Prompt::new(options, Some(max_input_chars));
    let role = |at: usize| if at.is_multiple_of(2) { Role::User } else { Role::Assistant };
    let message = |(at, text): (usize, &&str)| (at as Id + 1, PromptMessage::new(role(at), *text));
    prompt.set_messages(texts.iter().enumerate().map(message).collect());
    prompt
}

#[test]
fn a_request_has_the_messages_and_only_the_options_that_are_set() {
    let (request, first) = prompt(&["a"], Options::default(), 10).request("");
    assert_eq!(request, json!({ "messages": [{ "role": "user", "content": "a" }], "stream": true }));
    assert_eq!(first, None);
    let options = Options {
        model: Some("m".to_owned()),
        system: Some("s".to_owned()),
        temperature: Some(0.5),
        max_tokens: Some(9),
    };
    let (request, _) = prompt(&["a"], options, 10).request("");
    let messages = json!([{ "role": "system", "content": "s" }, { "role": "user", "content": "a" }]);
    let expected =
        json!({ "messages": messages, "stream": true, "model": "m", "max_tokens": 9, "temperature": 0.5 });
    assert_eq!(request, expected);
}

#[test]
fn the_rest_of_an_answer_is_asked_for_after_its_words() {
    let (request, _) = prompt(&["a"], Options::default(), 1000).request("so far");
    assert_eq!(request["messages"][1], json!({ "role": "assistant", "content": "so far" }));
    assert_eq!(request["messages"][2], json!({ "role": "user", "content": CONTINUE }));
}

#[test]
fn an_answer_that_began_with_only_spaces_is_asked_for_as_a_whole() {
    let prompt = prompt(&["a"], Options::default(), 10);
    assert_eq!(prompt.request(" \n"), prompt.request(""));
}

#[test]
fn messages_that_do_not_fit_are_left_out_and_the_first_that_fits_is_named() {
    let prompt = prompt(&["aaaa", "bbbb", "cccc"], Options::default(), 8);
    assert!(prompt.is_full());
    let (request, first) = prompt.request("");
    assert_eq!(request["messages"], json!([{ "role": "user", "content": "cccc" }]));
    assert_eq!(first, Some(3));
}

#[test]
fn an_answer_that_was_all_reasoning_is_asked_for_at_the_greatest_length() {
    let mut short = prompt(&["a"], Options { max_tokens: Some(9), ..Options::default() }, 10);
    short.use_greatest_length();
    assert!(short.request("").0["max_tokens"].is_null());
}

#[test]
fn blank_instructions_are_not_sent_and_others_take_room_from_the_messages() {
    let with_system = |system: &str| Options { system: Some(system.to_owned()), ..Options::default() };
    let (request, _) = prompt(&["a"], with_system(" \n"), 10).request("");
    assert_eq!(request["messages"], json!([{ "role": "user", "content": "a" }]));
    assert!(!prompt(&["aaaa"], Options::default(), 4).is_full());
    assert!(prompt(&["aaaa"], with_system("s"), 4).is_full());
}

#[test]
fn a_conversation_that_is_too_long_for_the_model_is_halved_at_most_four_times() {
    let mut long = prompt(&["aaaa", "bbbb", "cccc"], Options::default(), 1000);
    assert!(long.halve());
    assert_eq!(long.request("").1, Some(3));
    for may_be_halved in [true, true, true, false] {
        assert_eq!(long.halve(), may_be_halved);
    }
    assert!(!prompt(&["aaaa"], Options::default(), 1000).halve(), "the question itself always stays");
}

#[test]
fn a_blank_answer_is_not_sent_back_and_two_questions_in_a_row_are_one() {
    let (request, _) = prompt(&["a", " \n", "b"], Options::default(), 1000).request("");
    assert_eq!(request["messages"], json!([{ "role": "user", "content": "a\n\nb" }]));
}

#[test]
fn a_question_has_the_room_that_instructions_and_numbers_leave() {
    let options = Options { system: Some("你好".to_owned()), ..Options::default() };
    assert_eq!(room(&options, Some(10)), 8);
    assert_eq!(
        room(&Options { temperature: Some(0.5), ..options.clone() }, Some(100)),
        100 - 2 - MAX_NUMBER_CHARS
    );
    assert_eq!(room(&Options { system: Some(" \n".to_owned()), ..options }, None), MAX_INPUT_CHARS);
    assert_eq!((excess(" 字🌈\n", 2), excess("字🌈x", 2), excess("", 0)), (0, 1, 0));
}

#[test]
fn a_single_question_that_a_model_finds_too_long_loses_a_part_of_its_attached_text() {
    let mut prompt = prompt(&["a"], Options::default(), 1000);
    prompt.messages[0].1.attachments = vec![crate::attachment::of_text(&"x".repeat(600))];
    let length =
        |prompt: &Prompt| prompt.request("").0["messages"][0]["content"].as_str().map_or(0, str::len);
    assert!(length(&prompt) > 600);
    assert!(prompt.halve());
    assert!((200..300).contains(&length(&prompt)), "{}", length(&prompt));
}
