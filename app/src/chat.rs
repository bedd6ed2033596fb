//! The conversation that is open: what was said, what is being said, and what the visitor is typing.

mod arrive;
mod ask;
mod context;
mod delete;
mod entry;
mod keep;
mod open;
mod tree;
mod turn;

use crate::{
    answer::State,
    i18n::Texts,
    record::{ConversationRecord, MessageRecord},
    settings::Settings,
    store::{Small, StoreError},
};
pub(crate) use context::{Said, left_out, shed_pictures};
pub(crate) use entry::Entry;
use leptos::prelude::*;
pub(crate) use open::{OPENING, Opening};
use shared::owner;
use std::collections::BTreeMap;
pub(crate) use tree::{Id, Node, Removed, Step, Tree};
use wire::{Role, Status};

/// A title that is taken from the question has so many characters at most.
const TITLE_CHARS: usize = 60;
/// The half-typed message lies here.
const DRAFT: &str = "everchat-draft";

/// An answer that is being written. It goes on while another conversation is open.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    pub(crate) conversation: Id,
    pub(crate) parent: Option<Id>,
    pub(crate) answer: Entry,
}

/// A conversation that came with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// It is read; going on with it makes it this browser's.
    Read,
    /// It cannot be read: a part of it is missing.
    Broken,
}

/// What can be taken back.
#[derive(Clone)]
pub(crate) enum Deleted {
    /// Messages of the open conversation.
    Message { conversation: Id, removed: Removed, leaf: Option<Id> },
    /// A whole one.
    Conversation(ConversationRecord, Vec<MessageRecord>),
}

/// The page's state; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Chat {
    pub(crate) settings: RwSignal<Settings>,
    pub(crate) conversation: RwSignal<ConversationRecord>,
    /// What is read, from the earliest message that is loaded to the leaf.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Earlier messages are in the store.
    pub(crate) has_earlier: RwSignal<bool>,
    /// The first message that still fitted into the last request.
    pub(crate) fits_from: RwSignal<Option<Id>>,
    pub(crate) draft: RwSignal<String>,
    /// What goes with the draft, in `data:` addresses.
    pub(crate) pictures: RwSignal<Vec<String>>,
    /// Why a picture could not be taken.
    pub(crate) picture_trouble: RwSignal<Option<&'static str>>,
    /// The answers that are being written.
    pub(crate) live: RwSignal<Vec<Live>>,
    pub(crate) status: RwSignal<Option<Status>>,
    /// Why nothing can be kept, if so.
    pub(crate) trouble: RwSignal<Option<StoreError>>,
    pub(crate) deleted: RwSignal<Option<Deleted>>,
    /// Counts what was kept of conversations, so that their list can be read again.
    pub(crate) kept: RwSignal<u32>,
    /// What is shown is not this browser's: it came with a link.
    pub(crate) link: RwSignal<Option<Link>>,
    /// A message to be shown, from a search.
    pub(crate) goal: RwSignal<Option<Id>>,
    /// The conversation is being read from the store.
    pub(crate) is_opening: RwSignal<bool>,
    /// For screen readers: that an answer began, ended or failed.
    pub(crate) announcement: RwSignal<&'static str>,
    tree: StoredValue<Tree>,
    /// Every message that is loaded, on the path or not.
    known: StoredValue<BTreeMap<Id, Entry>>,
    /// Owns the entries' signals. Made in a button's handler, they would end with that button.
    owner: StoredValue<Owner>,
}

impl Chat {
    /// An empty conversation, with the message that was half typed.
    pub(crate) fn new() -> Self {
        let settings = Settings::load();
        settings.apply();
        let draft = Small::Tab.get(DRAFT).or_else(|| Small::Site.get(DRAFT)).unwrap_or_default();
        Self {
            conversation: RwSignal::new(fresh(&settings)),
            settings: RwSignal::new(settings),
            entries: RwSignal::default(),
            has_earlier: RwSignal::new(false),
            fits_from: RwSignal::new(None),
            draft: RwSignal::new(draft),
            pictures: RwSignal::default(),
            picture_trouble: RwSignal::new(None),
            live: RwSignal::default(),
            status: RwSignal::new(None),
            trouble: RwSignal::new(None),
            deleted: RwSignal::new(None),
            kept: RwSignal::new(0),
            link: RwSignal::new(None),
            goal: RwSignal::new(None),
            is_opening: RwSignal::new(false),
            announcement: RwSignal::new(""),
            tree: StoredValue::default(),
            known: StoredValue::default(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The texts of the visitor's language. What shows them is drawn again when that changes.
    pub(crate) fn texts(self) -> &'static Texts {
        Texts::of(self.settings.with_untracked(Settings::language))
    }

    /// Whether the owner is here, as far as this browser knows: on a development server, or where the
    /// report has been seen.
    pub(crate) fn is_owners(self) -> bool {
        let is_local = |status: &Status| status.environment == "local";
        self.status.with(|status| status.as_ref().is_some_and(is_local)) || owner::is_known()
    }

    /// The answer that is being written in the open conversation.
    pub(crate) fn running(self) -> Option<Live> {
        let open = self.conversation.with(|conversation| conversation.id);
        self.live.with(|live| live.iter().find(|live| live.conversation == open).copied())
    }

    /// Whether what is shown is not this browser's yet.
    fn is_foreign(self) -> bool {
        self.link.get_untracked() == Some(Link::Read)
    }

    pub(crate) fn is_running_untracked(self) -> bool {
        untrack(|| self.running()).is_some()
    }

    /// Keeps what is typed, for this tab and for one that is opened next.
    pub(crate) fn keep_draft(self) {
        self.draft.with_untracked(|draft| {
            Small::Tab.set(DRAFT, draft);
            Small::Site.set(DRAFT, draft);
        });
    }

    fn add(self, parent: Option<Id>, role: Role, text: String, state: State) -> Entry {
        // Two messages of one moment still have an order.
        let newest = self.tree.with_value(|tree| tree.ends().map_or(0.0, |(_, newest)| newest.at));
        let at = js_sys::Date::now().max(newest + 1.0);
        let id = new_id();
        let entry = self.own(|| Entry::new(id, at, role, text, state));
        self.insert(Node { id, parent, at });
        self.know(entry);
        entry
    }

    fn know(self, entry: Entry) {
        self.known.update_value(|known| {
            known.insert(entry.id, entry);
        });
    }

    /// False if it is there already.
    fn insert(self, node: Node) -> bool {
        self.tree.try_update_value(|tree| tree.insert(node)).unwrap_or_default()
    }

    fn own<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.with_value(|owner| owner.with(make))
    }

    pub(crate) fn parent(self, id: Id) -> Option<Id> {
        self.tree.with_value(|tree| tree.get(id))?.parent
    }

    /// Reads along another path: the one that ends at `leaf`.
    fn show(self, leaf: Id) {
        if self.conversation.with_untracked(|conversation| conversation.leaf) != Some(leaf) {
            self.conversation.update(|conversation| conversation.leaf = Some(leaf));
        }
        let (steps, missing) = self.tree.with_value(|tree| tree.path(leaf));
        let entries = self.known.with_value(|known| {
            let entry = |step: &Step| known.get(&step.id).copied();
            steps.iter().filter_map(entry).collect::<Vec<_>>()
        });
        for (entry, step) in entries.iter().zip(&steps) {
            let version = (step.version, step.versions);
            if entry.version.get_untracked() != version {
                entry.version.set(version);
            }
        }
        self.has_earlier.set(missing.is_some());
        self.entries.set(entries);
    }

    /// Reads another version of a message, with what followed it.
    pub(crate) fn switch(self, entry: Entry, by: isize) {
        let sibling = self.tree.with_value(|tree| tree.sibling(entry.id, by).map(|id| tree.leaf_below(id)));
        if let Some(leaf) = sibling {
            self.show(leaf);
            self.keep(&[]);
        }
    }
}

/// A conversation in which nothing was said yet.
fn fresh(settings: &Settings) -> ConversationRecord {
    let now = js_sys::Date::now();
    ConversationRecord {
        id: new_id(),
        created: now,
        touched: now,
        options: settings.options.clone(),
        ..ConversationRecord::default()
    }
}

/// 53 random bits: two tabs never choose the same.
pub(crate) fn new_id() -> Id {
    const BITS_53: f64 = 9_007_199_254_740_992.0;
    (js_sys::Math::random() * BITS_53) as Id
}

/// The question's first words.
pub(crate) fn title(question: &str) -> String {
    let line = question.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let mut title: String = line.chars().take(TITLE_CHARS).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_is_the_first_line_of_words_and_not_too_long() {
        assert_eq!(super::title("\n  你好 \nmore"), "你好");
        assert_eq!(super::title(""), "");
        assert_eq!(super::title(&"字".repeat(80)).chars().count(), 61);
    }
}
