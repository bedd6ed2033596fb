//! Whatever a link carries is read as a conversation or not at all, and what is read can be shared again.
#![no_main]

use conversation::{
    record::ConversationRecord,
    share::{self, MAX_MESSAGES},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    let Some((title, messages)) = share::read(json) else { return };
    assert!(messages.len() <= MAX_MESSAGES);
    let conversation = ConversationRecord { title, ..ConversationRecord::default() };
    let shared = share::to_json(&conversation, &messages);
    let (title, again) = share::read(&shared).expect("what the page writes it reads");
    assert_eq!(title, conversation.title);
    let words = messages.into_iter().filter(|message| !message.text.is_empty());
    assert_eq!(again, words.collect::<Vec<_>>());
});
