//! What the page's address names, and how the browser's history follows what is open.

use crate::id::Id;

/// What the path of an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// `/`: a conversation without messages, or the one that was open last.
    Start,
    /// `/c/ID`: a conversation of this browser.
    Conversation(Id),
}

impl Address {
    /// Reads a path.
    pub fn read(path: &str) -> Self {
        let id = path.strip_prefix("/c/").and_then(|id| id.parse().ok());
        id.map_or(Self::Start, Self::Conversation)
    }

    /// The path.
    pub fn path(self) -> String {
        match self {
            Self::Start => "/".to_owned(),
            Self::Conversation(id) => format!("/c/{id}"),
        }
    }
}

/// An entry of the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is open.
    pub address: Address,
    /// Something lies over it that Back closes first: a dialog, or the list on a narrow screen.
    pub is_covered: bool,
}

/// What is to be done with the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is as it should be.
    Stay,
    /// Another entry.
    Push,
    /// Another entry in place of the present one.
    Replace,
    /// Back to the entry before.
    Back,
}

impl Step {
    /// From the present entry to the one that is wanted. `is_new_name`: it is the same conversation as before, which got
    /// its address only now, so there is nothing to go back to.
    pub fn between(present: Entry, wanted: Entry, is_new_name: bool) -> Self {
        if present == wanted {
            Self::Stay
        } else if present.address != wanted.address {
            // An entry that is covered stands for no place of its own.
            if is_new_name || present.is_covered { Self::Replace } else { Self::Push }
        } else if wanted.is_covered {
            Self::Push
        } else {
            Self::Back
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Entry = Entry { address: Address::Start, is_covered: false };
    const CHAT: Entry = Entry { address: Address::Conversation(7), is_covered: false };

    fn covered(entry: Entry) -> Entry {
        Entry { is_covered: true, ..entry }
    }

    #[test]
    fn a_path_names_a_conversation_or_the_start() {
        for address in [Address::Start, Address::Conversation(9_007_199_254_740_991)] {
            assert_eq!(Address::read(&address.path()), address);
        }
        for path in ["", "/c/", "/c/x", "/c/-1", "/c/1/2", "/report"] {
            assert_eq!(Address::read(path), Address::Start, "{path}");
        }
    }

    #[test]
    fn another_conversation_is_another_entry_and_a_new_name_is_none() {
        assert_eq!(Step::between(CHAT, START, false), Step::Push);
        assert_eq!(Step::between(START, CHAT, true), Step::Replace);
        assert_eq!(Step::between(CHAT, CHAT, false), Step::Stay);
    }

    #[test]
    fn what_lies_over_a_conversation_is_an_entry_that_goes_with_it() {
        assert_eq!(Step::between(CHAT, covered(CHAT), false), Step::Push);
        assert_eq!(Step::between(covered(CHAT), CHAT, false), Step::Back);
        assert_eq!(
            Step::between(covered(START), CHAT, false),
            Step::Replace,
            "a chat was chosen from the list"
        );
    }
}
