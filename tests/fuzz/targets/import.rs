//! Whatever a file holds, an import changes nothing that is here and uses no name twice. The file is imported into the
//! conversations that it holds itself, but for the first message of each.
#![no_main]

use conversation::{
    id::Id,
    transfer::{import, merge},
};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;

fuzz_target!(|text: &str| {
    let Ok(file) = import(text) else { return };
    let mut names = BTreeSet::new();
    let mut known = file.messages.clone();
    known.retain(|message| names.insert((message.conversation, message.id)));
    known.truncate(known.len() / 2);
    let mut last_id: Id = 1 << 53;
    let (records, counts) = merge(file.clone(), &file.conversations, known.clone(), || {
        last_id += 1;
        last_id
    });
    assert_eq!(counts.new_messages, records.messages.len());
    let all = known.iter().chain(&records.messages);
    let names: BTreeSet<(Id, Id)> = all.clone().map(|message| (message.conversation, message.id)).collect();
    assert_eq!(names.len(), all.count(), "a name is used twice");
});
