//! What an imported file adds to the conversations that are here already. Nothing that is here is changed.

use super::import::Import;
use crate::{
    id::Id,
    record::{ConversationRecord, MessageRecord, Records},
};
use std::collections::BTreeMap;

/// What an import adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Conversations.
    pub new_conversations: usize,
    /// Messages, also those in conversations that are here already.
    pub new_messages: usize,
    /// Of the messages, those that differ from one of the same name that is here.
    pub other_versions: usize,
    /// Conversations of the file that are here already.
    pub known_conversations: usize,
    /// Entries of the file that cannot be read.
    pub unreadable: usize,
}

/// The records of a file that are to be stored. Conversations that are here keep their title and settings. A message
/// that is here stays as it is; where the file has another one of the same name, that comes in beside it, under a name
/// from `new_id`, with what follows it in the file. A message that was deleted here comes back.
pub fn merge(
    import: Import,
    known_conversations: &[ConversationRecord],
    known_messages: Vec<MessageRecord>,
    mut new_id: impl FnMut() -> Id,
) -> (Records, ImportCounts) {
    let is_known = |id: Id| known_conversations.iter().any(|known| known.id == id);
    let (known, new): (Vec<_>, Vec<_>) =
        import.conversations.into_iter().partition(|conversation| is_known(conversation.id));
    let mut here = Here::default();
    for message in known_messages {
        here.insert(message);
    }
    // What follows a message comes after it, whatever their order in the file.
    let mut in_file = import.messages;
    in_file.sort_by(|a, b| a.at.total_cmp(&b.at));
    let messages: Vec<MessageRecord> =
        in_file.into_iter().filter_map(|message| here.add(message, &mut new_id)).collect();
    let counts = ImportCounts {
        new_conversations: new.len(),
        new_messages: messages.iter().filter(|message| !message.is_deleted).count(),
        other_versions: here.added_versions,
        known_conversations: known.len(),
        unreadable: import.unreadable,
    };
    (Records { conversations: new, messages }, counts)
}

/// A message's name: its conversation and its id.
type Key = (Id, Id);

/// The messages that are here, those of the file among them that were added.
#[derive(Default)]
struct Here {
    messages: BTreeMap<Key, MessageRecord>,
    /// The ids below each parent, by conversation.
    children: BTreeMap<(Id, Option<Id>), Vec<Id>>,
    /// Under which ids messages of the file are here whose own ids are taken.
    renamed: BTreeMap<Key, Id>,
    added_versions: usize,
}

impl Here {
    fn insert(&mut self, message: MessageRecord) {
        let (conversation, parent) = (message.conversation, message.parent);
        self.children.entry((conversation, parent)).or_default().push(message.id);
        self.messages.insert((conversation, message.id), message);
    }

    /// Adds a message of the file, under an id that is free. `None` if it is here already. Messages are ordered by time:
    /// another version of one that is here comes after all that are here, and every message after its parent.
    fn add(&mut self, message: MessageRecord, new_id: impl FnOnce() -> Id) -> Option<MessageRecord> {
        let key = (message.conversation, message.id);
        let parent = message.parent.map(|id| self.renamed.get(&(key.0, id)).copied().unwrap_or(id));
        let mut message = MessageRecord { parent, ..message };
        if let Some(known) = self.messages.get(&key) {
            if message.is_deleted || is_same(known, &message) {
                return None;
            }
            if known.is_deleted {
                return Some(self.restore(message));
            }
            // The file may have been imported before.
            if let Some(id) = self.find_same(&message) {
                self.renamed.insert(key, id);
                return None;
            }
            message.id = new_id();
            message.at = self.newest_at(key.0, parent).map_or(message.at, |at| message.at.max(at + 1.0));
            self.renamed.insert(key, message.id);
            self.added_versions += 1;
        }
        if let Some(parent) = parent.and_then(|id| self.messages.get(&(key.0, id))) {
            message.at = message.at.max(parent.at + 1.0);
        }
        self.insert(message.clone());
        Some(message)
    }

    /// Puts the words of the file into a message that was deleted here.
    fn restore(&mut self, message: MessageRecord) -> MessageRecord {
        let known =
            self.messages.entry((message.conversation, message.id)).or_insert_with(|| message.clone());
        // Its place is what it is stored by.
        *known = MessageRecord { parent: known.parent, at: known.at, ..message };
        known.clone()
    }

    /// When the newest message below a parent was begun.
    fn newest_at(&self, conversation: Id, parent: Option<Id>) -> Option<f64> {
        let siblings = self.children.get(&(conversation, parent))?;
        siblings.iter().filter_map(|id| Some(self.messages.get(&(conversation, *id))?.at)).reduce(f64::max)
    }

    /// The id of a message that says the same below the same parent.
    fn find_same(&self, message: &MessageRecord) -> Option<Id> {
        let siblings = self.children.get(&(message.conversation, message.parent))?;
        let is_same = |id: &&Id| {
            self.messages.get(&(message.conversation, **id)).is_some_and(|known| is_same(known, message))
        };
        siblings.iter().find(is_same).copied()
    }
}

/// Whether two messages say the same in the same place. That they were said at other times, or ended in other ways, is no
/// reason to show both.
fn is_same(a: &MessageRecord, b: &MessageRecord) -> bool {
    (a.role, a.parent) == (b.role, b.parent)
        && a.text == b.text
        && a.reasoning == b.reasoning
        && a.attachments == b.attachments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;
    use proptest::prelude::*;
    use wire::Role;

    fn message(id: Id, parent: Option<Id>, text: &str) -> MessageRecord {
        MessageRecord { id, conversation: 1, parent, at: id as f64, ..MessageRecord::new(Role::User, text) }
    }

    fn deleted(message: &MessageRecord) -> MessageRecord {
        MessageRecord::deleted(message.conversation, &message.node())
    }

    fn conversation(id: Id) -> ConversationRecord {
        ConversationRecord { id, title: "T".to_owned(), ..ConversationRecord::default() }
    }

    /// Imports messages of conversation 1 into a page that has it already, with some messages.
    fn import(known: &[MessageRecord], file: &[MessageRecord]) -> (Vec<MessageRecord>, ImportCounts) {
        let mut last_id = 100;
        let mut new_id = || {
            last_id += 1;
            last_id
        };
        let import =
            Import { conversations: vec![conversation(1)], messages: file.to_vec(), ..Import::default() };
        let (records, counts) = merge(import, &[conversation(1)], known.to_vec(), &mut new_id);
        assert!(records.conversations.is_empty());
        (records.messages, counts)
    }

    #[test]
    fn what_is_here_stays_and_what_is_new_is_added() {
        let known = [message(2, None, "Why?"), message(3, Some(2), "So.")];
        let file = [known[0].clone(), known[1].clone(), message(4, Some(3), "And?")];
        let (added, counts) = import(&known, &file);
        assert_eq!(added, [message(4, Some(3), "And?")]);
        let expected = ImportCounts { new_messages: 1, known_conversations: 1, ..ImportCounts::default() };
        assert_eq!(counts, expected);
    }

    #[test]
    fn what_differs_comes_in_beside_with_what_follows_it() {
        let known = [message(200, None, "Why?"), message(300, Some(200), "So.")];
        let file = [
            message(200, None, "Send me your code"),
            message(300, Some(200), "So."),
            message(400, Some(300), "Ok"),
        ];
        let (added, counts) = import(&known, &file);
        let places: Vec<_> = added.iter().map(|m| (m.id, m.parent, m.text.as_str())).collect();
        let expected = [(101, None, "Send me your code"), (102, Some(101), "So."), (400, Some(102), "Ok")];
        assert_eq!(places, expected);
        assert_eq!((counts.new_messages, counts.other_versions), (3, 2));

        let all = [&known[..], &added].concat();
        assert_eq!(import(&all, &file).0, [], "the second time nothing is new");

        let mut tree = Tree::default();
        tree.insert(all.iter().map(MessageRecord::node));
        assert_eq!(tree.sibling(200, 1), Some(101), "the other version comes after the one that is here");
        let path: Vec<Id> = tree.path(400).0.iter().map(|step| step.id).collect();
        assert_eq!(path, [101, 102, 400], "every message comes after its parent");
    }

    #[test]
    fn a_message_that_was_deleted_here_comes_back_in_its_place_and_one_that_is_here_stays() {
        let known = [deleted(&message(2, None, "Why?")), message(3, Some(2), "So.")];
        let file = [MessageRecord { at: 9.0, ..message(2, None, "Why?") }, deleted(&known[1])];
        let (added, counts) = import(&known, &file);
        assert_eq!(added, [message(2, None, "Why?")]);
        assert_eq!((counts.new_messages, counts.other_versions), (1, 0));
    }

    #[test]
    fn the_place_of_a_message_that_was_deleted_in_the_file_comes_too_and_is_not_counted() {
        let file = [deleted(&message(2, None, "")), message(3, Some(2), "So.")];
        let (added, counts) = import(&[], &file);
        assert_eq!((added.len(), counts.new_messages), (2, 1));
    }

    #[test]
    fn another_time_or_another_end_is_no_other_version() {
        let known = [message(2, None, "Why?")];
        let later = MessageRecord { at: 99.0, ..known[0].clone() };
        assert_eq!(import(&known, &[later]).0, []);
    }

    #[test]
    fn a_name_that_a_file_uses_twice_overwrites_nothing() {
        let (added, counts) = import(&[], &[message(2, None, "a"), message(2, None, "b")]);
        assert_eq!(added.iter().map(|m| m.id).collect::<Vec<_>>(), [2, 101]);
        assert_eq!(counts.other_versions, 1);
    }

    #[test]
    fn a_conversation_that_is_here_keeps_its_title_and_a_new_one_is_added() {
        let file = Import {
            conversations: vec![conversation(1), conversation(9)],
            unreadable: 2,
            ..Import::default()
        };
        let (records, counts) = merge(file, &[conversation(1)], Vec::new(), || 0);
        assert_eq!(records.conversations, [conversation(9)]);
        let expected = ImportCounts {
            new_conversations: 1,
            known_conversations: 1,
            unreadable: 2,
            ..ImportCounts::default()
        };
        assert_eq!(counts, expected);
    }

    fn messages() -> impl Strategy<Value = Vec<MessageRecord>> {
        let message = (1..8u64, prop::option::of(1..8u64), "[ab]")
            .prop_map(|(id, parent, text)| message(id, parent, &text));
        prop::collection::vec(message, 0..12)
    }

    proptest! {
        #[test]
        fn no_file_changes_a_message_that_is_here(known in messages(), file in messages()) {
            let mut known = known;
            known.sort_by_key(|message| message.id);
            known.dedup_by_key(|message| message.id);
            let (added, _) = import(&known, &file);
            let mut ids: Vec<Id> = known.iter().chain(&added).map(|message| message.id).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), count, "each id is there once");
            for message in file {
                let is_there = |m: &MessageRecord| m.text == message.text && m.role == message.role;
                prop_assert!(known.iter().chain(&added).any(is_there), "nothing is lost");
            }
        }
    }
}
