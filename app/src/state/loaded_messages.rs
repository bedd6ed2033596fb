//! The messages of the open conversation that are loaded, on the path that is shown or not, and their tree.

use super::{
    message::{Message, Place},
    running_answers::RunningAnswers,
};
use browser::{random, time};
use conversation::{
    answer::AnswerState,
    id::Id,
    record::MessageRecord,
    tree::{Node, Step, Tree},
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use wire::Role;

/// A handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct LoadedMessages {
    tree: StoredValue<Tree>,
    /// Messages that were deleted stay here, so that the deletion can be undone.
    by_id: StoredValue<BTreeMap<Id, Message>>,
    /// Owns the messages' signals. Made in a button's handler, they would end with that button.
    owner: StoredValue<Owner>,
}

impl LoadedMessages {
    /// No messages. The current owner will own their signals.
    pub(crate) fn new() -> Self {
        Self {
            tree: StoredValue::default(),
            by_id: StoredValue::default(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Whether there is no message that is not deleted.
    pub(crate) fn is_empty(self) -> bool {
        self.tree.with_value(Tree::is_empty)
    }

    /// Whether a message is loaded and not deleted.
    pub(crate) fn contains(self, id: Id) -> bool {
        self.tree.with_value(|tree| tree.contains(id))
    }

    /// A message, even one that was deleted.
    pub(crate) fn get(self, id: Id) -> Option<Message> {
        self.by_id.with_value(|by_id| by_id.get(&id).copied())
    }

    /// What a message answers or follows, as it is stored.
    pub(crate) fn parent(self, id: Id) -> Option<Id> {
        self.tree.with_value(|tree| tree.stored_parent(id))
    }

    /// The records of some messages, or of all that are loaded: of those that were deleted, only their places.
    pub(crate) fn records(self, conversation: Id, ids: Option<&[Id]>) -> Vec<MessageRecord> {
        let record = |node: &Node| {
            let message = self.get(node.id).map(|message| message.to_record(conversation, node.parent));
            message.filter(|_| !node.is_deleted).unwrap_or_else(|| MessageRecord::deleted(conversation, node))
        };
        let is_wanted = |node: &&Node| ids.is_none_or(|ids| ids.contains(&node.id));
        self.tree.with_value(|tree| tree.stored().iter().filter(is_wanted).map(record).collect())
    }

    /// The time and id of the oldest message.
    pub(crate) fn oldest(self) -> Option<(f64, Id)> {
        self.tree.with_value(|tree| tree.ends().map(|(oldest, _)| (oldest.at, oldest.id)))
    }

    /// The leaf to show: `leaf` itself, or another if it is deleted.
    pub(crate) fn leaf_near(self, leaf: Option<Id>) -> Option<Id> {
        self.tree.with_value(|tree| tree.leaf_near(leaf))
    }

    /// The leaf below a message, by the newest child of each.
    pub(crate) fn leaf_below(self, id: Id) -> Id {
        self.tree.with_value(|tree| tree.leaf_below(id))
    }

    /// The version of a message that is `by` places further on.
    pub(crate) fn sibling(self, id: Id, by: isize) -> Option<Id> {
        self.tree.with_value(|tree| tree.sibling(id, by))
    }

    /// The messages from the first that is loaded to a leaf, and whether earlier ones are missing. Sets their places.
    pub(crate) fn path(self, leaf: Id) -> (Vec<Message>, bool) {
        let (steps, missing) = self.tree.with_value(|tree| tree.path(leaf));
        let messages = self.by_id.with_value(|by_id| {
            let message = |step: &Step| by_id.get(&step.id).copied();
            steps.iter().filter_map(message).collect::<Vec<_>>()
        });
        // What stands above the first one may not be loaded.
        let mut follows_question = missing.is_some();
        for (message, &Step { version, versions, .. }) in messages.iter().zip(&steps) {
            let place = Place { version, versions, follows_question };
            if message.place.get_untracked() != place {
                message.place.set(place);
            }
            follows_question = message.is_question();
        }
        (messages, missing.is_some())
    }

    /// Makes a new message.
    pub(crate) fn create(self, parent: Option<Id>, role: Role, text: String, state: AnswerState) -> Message {
        // Two messages of one moment still have an order.
        let newest = self.tree.with_value(|tree| tree.ends().map_or(0.0, |(_, newest)| newest.at));
        let at = time::now().max(newest + 1.0);
        let message = self.own(|| Message::new(random::id(), at, role, text, state));
        self.add(message, parent);
        message
    }

    /// Adds a message, unless it is there.
    pub(crate) fn add(self, message: Message, parent: Option<Id>) {
        self.insert([Node { id: message.id, parent, at: message.at, is_deleted: false }]);
        self.hold(message);
    }

    /// Takes over which messages there are. One that is being written keeps its signals.
    pub(crate) fn add_records(self, records: Vec<MessageRecord>, running: RunningAnswers) {
        let new = self.insert(records.iter().map(MessageRecord::node));
        for record in records {
            if new.contains(&record.id) && self.get(record.id).is_none() {
                let message = running
                    .message_untracked(record.id)
                    .unwrap_or_else(|| self.own(|| Message::from_record(record)));
                self.hold(message);
            }
        }
    }

    /// Deletes a message from the tree, and with one of several versions all that follows it. Returns what was deleted.
    pub(crate) fn delete(self, id: Id) -> Vec<Id> {
        self.tree.try_update_value(|tree| tree.delete(id)).unwrap_or_default()
    }

    /// Puts deleted messages back.
    pub(crate) fn restore(self, deleted: &[Id]) {
        self.tree.update_value(|tree| tree.restore(deleted));
    }

    /// Empties it; returns the messages that it held, for [`Message::dispose`] once nobody shows them.
    pub(crate) fn take_all(self) -> BTreeMap<Id, Message> {
        self.tree.set_value(Tree::default());
        self.by_id.try_update_value(std::mem::take).unwrap_or_default()
    }

    fn hold(self, message: Message) {
        self.by_id.update_value(|by_id| {
            by_id.insert(message.id, message);
        });
    }

    /// The messages that can be seen now and could not before.
    fn insert(self, nodes: impl IntoIterator<Item = Node>) -> Vec<Id> {
        self.tree.try_update_value(|tree| tree.insert(nodes)).unwrap_or_default()
    }

    fn own<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.with_value(|owner| owner.with(make))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::running_answers::RunningAnswer;

    /// A message whose time is its id.
    fn record(id: Id, parent: Option<Id>, text: &str) -> MessageRecord {
        let message = MessageRecord::new(Role::Assistant, text);
        MessageRecord { id, conversation: 9, parent, at: id as f64, ..message }
    }

    fn texts(messages: &[Message]) -> Vec<String> {
        messages.iter().map(|message| message.text.get_untracked()).collect()
    }

    #[test]
    fn a_path_has_the_version_of_each_message_and_knows_that_earlier_ones_are_missing() {
        Owner::new().with(|| {
            let loaded = LoadedMessages::new();
            let records = vec![record(2, Some(1), "a"), record(3, Some(2), "b"), record(4, Some(2), "c")];
            loaded.add_records(records.clone(), RunningAnswers::default());
            // A second time nothing is added.
            loaded.add_records(records, RunningAnswers::default());
            let (path, has_earlier) = loaded.path(4);
            assert_eq!((texts(&path), has_earlier), (vec!["a".to_owned(), "c".to_owned()], true));
            let place = Place { version: 1, versions: 2, follows_question: false };
            assert_eq!((path[0].follows_question(), path[1].place.get_untracked()), (true, place));
            assert_eq!(loaded.oldest(), Some((2.0, 2)));
        });
    }

    #[test]
    fn an_answer_that_is_being_written_is_not_replaced_by_its_record() {
        Owner::new().with(|| {
            let answer = Message::from_record(record(2, Some(1), "what has come so far"));
            let running = RunningAnswers::default();
            running.add(RunningAnswer { conversation: 9, parent: Some(1), message: answer });
            let loaded = LoadedMessages::new();
            loaded.add_records(vec![record(1, None, "a"), record(2, Some(1), "what was saved")], running);
            assert_eq!(texts(&loaded.path(2).0), ["a", "what has come so far"]);
        });
    }

    #[test]
    fn a_deleted_message_leaves_the_path_and_comes_back() {
        Owner::new().with(|| {
            let loaded = LoadedMessages::new();
            let records = vec![record(1, None, "a"), record(2, Some(1), "b"), record(3, Some(2), "c")];
            loaded.add_records(records, RunningAnswers::default());
            let deleted = loaded.delete(2);
            assert_eq!(texts(&loaded.path(3).0), ["a", "c"]);
            assert_eq!(loaded.records(9, Some(&[2, 3]))[0].text, "", "only its place is stored");
            assert_eq!((loaded.contains(2), loaded.get(2).is_some()), (false, true));
            loaded.restore(&deleted);
            assert_eq!(texts(&loaded.path(3).0), ["a", "b", "c"]);
        });
    }
}
