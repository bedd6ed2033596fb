//! The order in which a search reads the store: conversation by conversation, the newest first, and of each the newest message
//! first. A store gives the messages of a conversation from its beginning, so those of one are held until all of them are
//! there.

use crate::{
    id::Id,
    record::{ConversationRecord, MessageRecord},
};
use std::collections::VecDeque;

/// The most conversations that are asked for at once.
const AT_ONCE: usize = 50;

/// How far the store was read.
#[derive(Clone, Debug)]
pub struct NewestFirst {
    /// Of all conversations, the newest first.
    conversations: Vec<Id>,
    /// The place of the one that is read next, or goes on.
    at: usize,
    /// What was read of that one, from its beginning.
    partial: Vec<MessageRecord>,
    /// Those of whole conversations that were not taken yet, in order.
    whole: VecDeque<MessageRecord>,
}

impl NewestFirst {
    /// Nothing was read yet.
    pub fn new(mut conversations: Vec<ConversationRecord>) -> Self {
        conversations.sort_by(|a, b| b.touched.total_cmp(&a.touched));
        let conversations = conversations.iter().map(|conversation| conversation.id).collect();
        Self { conversations, at: 0, partial: Vec::new(), whole: VecDeque::new() }
    }

    /// The conversations to read, one after the other, and the message of the first of them after which it goes on. `None`
    /// once all were read.
    pub fn wanted(&self) -> Option<(&[Id], Option<&MessageRecord>)> {
        let rest = &self.conversations[self.at..];
        (!rest.is_empty()).then(|| (&rest[..rest.len().min(AT_ONCE)], self.partial.last()))
    }

    /// Adds what was read: as many messages as there are, or `count`.
    pub fn add(&mut self, records: Vec<MessageRecord>, count: usize) {
        let is_cut = records.len() >= count;
        for record in records {
            if self.partial.last().is_some_and(|last| last.conversation != record.conversation) {
                self.whole.extend(self.partial.drain(..).rev());
            }
            self.partial.push(record);
        }
        let place = |id: Id| self.conversations.iter().skip(self.at).position(|other| *other == id);
        let goes_on = self.partial.last().filter(|_| is_cut).and_then(|last| place(last.conversation));
        if let Some(read) = goes_on {
            self.at += read;
        } else {
            self.whole.extend(self.partial.drain(..).rev());
            self.at = (self.at + AT_ONCE).min(self.conversations.len());
        }
    }

    /// Takes the next messages in order, at most `count`. Those of a conversation come once all of it was read.
    pub fn take(&mut self, count: usize) -> Vec<MessageRecord> {
        self.whole.drain(..count.min(self.whole.len())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wire::Role;

    fn message(conversation: Id, at: usize) -> MessageRecord {
        MessageRecord { id: at as Id, conversation, at: at as f64, ..MessageRecord::new(Role::User, "") }
    }

    /// What a store gives.
    fn read(store: &[Vec<MessageRecord>], order: &NewestFirst, count: usize) -> Option<Vec<MessageRecord>> {
        let (ids, after) = order.wanted()?;
        let mut records: Vec<MessageRecord> = ids.iter().flat_map(|id| store[*id as usize].clone()).collect();
        records
            .retain(|record| after.is_none_or(|after| record.conversation != ids[0] || record.at > after.at));
        records.truncate(count);
        Some(records)
    }

    proptest! {
        #[test]
        fn each_message_comes_once_the_newest_first(sizes in prop::collection::vec(0_usize..12, 0..120), count in 1_usize..9, taken in 0_usize..9) {
            let store: Vec<Vec<MessageRecord>> = sizes.iter().enumerate().map(|(id, size)| (0..*size).map(|at| message(id as Id, at)).collect()).collect();
            let conversation = |id| ConversationRecord { id, touched: id as f64, ..ConversationRecord::default() };
            let mut order = NewestFirst::new((0..sizes.len() as Id).map(conversation).collect());
            let mut found = Vec::new();
            while let Some(records) = read(&store, &order, count) {
                order.add(records, count);
                found.extend(order.take(taken));
            }
            found.extend(order.take(usize::MAX));
            let expected: Vec<MessageRecord> = store.into_iter().rev().flat_map(|messages| messages.into_iter().rev()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
