//! Messages without a place, one after another, as a conversation of their own.

use crate::{
    id::Id,
    record::{ConversationRecord, MessageRecord},
    title::title,
};

/// Puts `messages` into an empty conversation, in their order. Each gets an id from `new_id`. A conversation
/// without a title is called by its first message.
pub fn chain(
    mut conversation: ConversationRecord,
    messages: impl IntoIterator<Item = MessageRecord>,
    mut new_id: impl FnMut() -> Id,
) -> (ConversationRecord, Vec<MessageRecord>) {
    let mut chained: Vec<MessageRecord> = Vec::new();
    for message in messages {
        if conversation.title.is_empty() {
            conversation.title = title(&message.text);
        }
        let id = new_id();
        chained.push(MessageRecord {
            id,
            conversation: conversation.id,
            parent: conversation.leaf,
            // A millisecond apart, since messages are ordered by time.
            at: conversation.created + chained.len() as f64,
            ..message
        });
        conversation.leaf = Some(id);
    }
    (conversation, chained)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Options;
    use wire::Role;

    #[test]
    fn each_message_follows_the_one_before_and_the_first_gives_the_title() {
        let conversation = ConversationRecord::new(7, 1000.0, Options::default());
        let messages = [MessageRecord::new(Role::User, "Why?"), MessageRecord::new(Role::Assistant, "So.")];
        let mut last_id = 10;
        let (conversation, messages) = chain(conversation, messages, || {
            last_id += 1;
            last_id
        });
        assert_eq!((conversation.title.as_str(), conversation.leaf), ("Why?", Some(12)));
        let places: Vec<_> = messages.iter().map(|m| (m.id, m.conversation, m.parent, m.at)).collect();
        assert_eq!(places, [(11, 7, None, 1000.0), (12, 7, Some(11), 1001.0)]);
    }
}
