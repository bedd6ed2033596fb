//! The list of conversations by date.

use crate::record::ConversationRecord;

/// A part of the list, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateGroup {
    /// Conversations that the visitor keeps at the top.
    Pinned,
    /// Changed today.
    Today,
    /// Changed yesterday.
    Yesterday,
    /// Changed 2 to 7 days ago.
    Week,
    /// Changed 8 to 30 days ago.
    Month,
    /// Changed before that.
    Older,
}

impl DateGroup {
    /// By the reader's calendar. `touched` and `now` are in milliseconds since 1970; `timezone_offset` is in
    /// minutes west of UTC, as JavaScript's `getTimezoneOffset` returns it.
    pub fn of(touched: f64, now: f64, timezone_offset: f64) -> Self {
        const DAY: f64 = 86_400_000.0;
        let day = |at: f64| ((at - timezone_offset * 60_000.0) / DAY).floor();
        match day(now) - day(touched) {
            days if days < 1.0 => Self::Today,
            days if days < 2.0 => Self::Yesterday,
            days if days < 8.0 => Self::Week,
            days if days < 31.0 => Self::Month,
            _ => Self::Older,
        }
    }
}

/// The first `most` conversations in groups, the newest first in each; groups without any are left out. The other numbers are
/// those of [`DateGroup::of`].
pub fn by_date(
    mut conversations: Vec<ConversationRecord>,
    most: usize,
    now: f64,
    timezone_offset: f64,
) -> Vec<(DateGroup, Vec<ConversationRecord>)> {
    let group = |conversation: &ConversationRecord| {
        if conversation.is_pinned {
            DateGroup::Pinned
        } else {
            DateGroup::of(conversation.touched, now, timezone_offset)
        }
    };
    conversations.sort_by(|a, b| group(a).cmp(&group(b)).then(b.touched.total_cmp(&a.touched)));
    conversations.truncate(most);
    let groups = conversations.chunk_by(|a, b| group(a) == group(b));
    groups.map(|conversations| (group(&conversations[0]), conversations.to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: f64 = 3_600_000.0;
    /// 2026-11-25 00:30 in China, and 16:30 the day before in London.
    const NOW: f64 = 1_795_537_800_000.0;

    #[test]
    fn the_readers_midnight_divides_the_days() {
        const CHINA: f64 = -480.0;
        assert_eq!(DateGroup::of(NOW - 0.2 * HOUR, NOW, CHINA), DateGroup::Today);
        assert_eq!(DateGroup::of(NOW - HOUR, NOW, CHINA), DateGroup::Yesterday);
        assert_eq!(DateGroup::of(NOW - HOUR, NOW, 0.0), DateGroup::Today);
        assert_eq!(DateGroup::of(NOW - 25.0 * HOUR, NOW, CHINA), DateGroup::Week);
        assert_eq!(DateGroup::of(NOW - 20.0 * 24.0 * HOUR, NOW, 0.0), DateGroup::Month);
        assert_eq!(DateGroup::of(0.0, NOW, 0.0), DateGroup::Older);
        assert_eq!(DateGroup::of(NOW + HOUR, NOW, 0.0), DateGroup::Today, "a clock that was set back");
    }

    #[test]
    fn pinned_conversations_come_first_and_each_group_begins_with_its_newest() {
        let conversation = |id, hours: f64, is_pinned| ConversationRecord {
            id,
            touched: NOW - hours * HOUR,
            is_pinned,
            ..ConversationRecord::default()
        };
        let list = vec![
            conversation(1, 2.0, false),
            conversation(2, 1000.0, true),
            conversation(3, 1.0, false),
            conversation(4, 2000.0, false),
        ];
        let groups = |most| -> Vec<(DateGroup, Vec<u64>)> {
            let groups = by_date(list.clone(), most, NOW, 0.0).into_iter();
            groups.map(|(group, chats)| (group, chats.iter().map(|chat| chat.id).collect())).collect()
        };
        let expected =
            [(DateGroup::Pinned, vec![2]), (DateGroup::Today, vec![3, 1]), (DateGroup::Older, vec![4])];
        assert_eq!(groups(9), expected);
        assert_eq!(groups(2), [(DateGroup::Pinned, vec![2]), (DateGroup::Today, vec![3])]);
        assert!(by_date(Vec::new(), 9, NOW, 0.0).is_empty());
    }
}
