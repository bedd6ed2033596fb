//! Two tabs change one conversation at the same time, each without knowing what the other has done since it last read the
//! store. What was written stays, can be reached, and is what a new page shows.
#![allow(clippy::expect_used)]

mod store;
mod tab;

use conversation::{
    id::Id,
    record::{ConversationRecord, Options},
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::Store;
use tab::{CONVERSATION, Tab};

#[derive(Clone, Debug)]
enum Edit {
    /// A question or an answer below the last message.
    Add,
    /// Another version of a message.
    AddVersion(prop::sample::Index),
    DeleteMessage(prop::sample::Index),
    UndoDeletionOfMessages,
    Rename,
    Pin,
    ChooseModel,
    /// Gives instructions, or takes them away.
    Instruct,
    Delete,
    UndoDeletion,
    /// What the other tab did becomes known, or the conversation is opened.
    Read,
}

/// An edit within the conversation.
fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => Just(Edit::Add),
        2 => any::<prop::sample::Index>().prop_map(Edit::AddVersion),
        2 => any::<prop::sample::Index>().prop_map(Edit::DeleteMessage),
        1 => Just(Edit::UndoDeletionOfMessages),
        1 => Just(Edit::Rename),
        1 => Just(Edit::Pin),
        1 => Just(Edit::ChooseModel),
        1 => Just(Edit::Instruct),
        3 => Just(Edit::Read),
    ]
}

fn edit_or_deletion() -> impl Strategy<Value = Edit> {
    prop_oneof![8 => edit(), 1 => Just(Edit::Delete), 1 => Just(Edit::UndoDeletion)]
}

/// Both tabs and their store, and what both visitors have wished.
struct World {
    store: Store,
    tabs: [Tab; 2],
    last_id: Id,
    wished: ConversationRecord,
}

impl World {
    fn new() -> Self {
        let record = ConversationRecord::new(CONVERSATION, 1.0, Options::default());
        let mut tabs = [Tab::new(record.clone()), Tab::default()];
        let mut store = Store::default();
        tabs[0].add(&mut store, 10, None);
        tabs[1].read(&store);
        Self { store, tabs, last_id: 10, wished: record }
    }

    fn edit(&mut self, at: usize, edit: &Edit) {
        let was_stored = self.store.read().is_some();
        let Self { store, tabs, last_id, wished } = self;
        let tab = &mut tabs[at];
        *last_id += 1;
        match edit {
            Edit::Read => tab.read(store),
            Edit::Delete => tab.delete(store),
            Edit::UndoDeletion => {
                let undone = tab.undo_deletion(store);
                for message in undone.iter().flat_map(|(_, messages)| messages) {
                    assert!(store.messages.contains_key(&message.id), "{} is there again", message.id);
                }
            }
            // Another conversation is open.
            _ if !tab.is_open => {}
            Edit::Add => tab.add(store, *last_id, tab.tree.leaf_near(tab.record.leaf)),
            Edit::AddVersion(index) => {
                if let Some(id) = tab.pick(*index) {
                    tab.add(store, *last_id, tab.tree.stored_parent(id));
                }
            }
            Edit::DeleteMessage(index) => {
                if let Some(id) = tab.pick(*index) {
                    tab.delete_message(store, id);
                }
            }
            Edit::UndoDeletionOfMessages => tab.undo_deletion_of_messages(store),
            Edit::Rename => {
                tab.record.title = format!("name {last_id}");
                wished.title.clone_from(&tab.record.title);
                tab.save(store, &[]);
            }
            Edit::Pin => {
                tab.record.is_pinned = !tab.record.is_pinned;
                wished.is_pinned = tab.record.is_pinned;
                tab.save(store, &[]);
            }
            Edit::ChooseModel => {
                tab.record.options.model = Some(format!("model {last_id}"));
                wished.options.model.clone_from(&tab.record.options.model);
                tab.save(store, &[]);
            }
            Edit::Instruct => {
                let is_instructed = tab.record.options.system.is_some();
                tab.record.options.system = (!is_instructed).then(|| format!("instructions {last_id}"));
                wished.options.system.clone_from(&tab.record.options.system);
                tab.save(store, &[]);
            }
        }
        // Whoever brings a deleted conversation back, brings back what they know of it.
        if let Some((record, _)) = self.store.read().filter(|_| !was_stored) {
            self.wished = record;
        }
    }

    /// Every message that the store has words of is on the path to some leaf, whole, with its beginning.
    fn check_reachable(&self) -> Result<(), TestCaseError> {
        let mut page = Tab::default();
        page.read(&self.store);
        for message in self.store.messages.values().filter(|message| !message.is_deleted) {
            let (path, missing) = page.tree.path(page.tree.leaf_below(message.id));
            prop_assert!(path.iter().any(|step| step.id == message.id), "{} is on a path", message.id);
            prop_assert_eq!(missing, None, "the beginning of {} is there", message.id);
            prop_assert_eq!(&message.text, &format!("words of {}", message.id));
        }
        let shown = page.record.leaf;
        prop_assert_eq!(shown.is_some(), !page.tree.is_empty(), "something is shown if there is something");
        Ok(())
    }

    /// Nobody's name, pin, model or instructions were undone by what the other tab did.
    fn check_wishes(&self) -> Result<(), TestCaseError> {
        let wishes =
            |record: &ConversationRecord| (record.title.clone(), record.is_pinned, record.options.clone());
        if let Some((record, _)) = self.store.read() {
            prop_assert_eq!(wishes(&record), wishes(&self.wished));
        }
        Ok(())
    }
}

proptest! {
    #[test]
    fn what_two_tabs_write_stays_and_can_be_reached(
        edits in prop::collection::vec((0..2usize, edit_or_deletion()), 1..40)
    ) {
        let mut world = World::new();
        for (at, edit) in &edits {
            let before = world.store.ids();
            world.edit(*at, edit);
            let (tab, after) = (&world.tabs[*at], world.store.ids());
            let is_new = tab.tree.contains(world.last_id);
            prop_assert!(!is_new || after.contains(&world.last_id), "{} is stored", world.last_id);
            let deleted: BTreeSet<Id> = match edit {
                Edit::Delete => before.clone(),
                Edit::DeleteMessage(_) => tab.deleted_messages.iter().copied().collect(),
                _ => BTreeSet::new(),
            };
            let lost: Vec<&Id> = before.iter().filter(|id| !after.contains(id) && !deleted.contains(id)).collect();
            prop_assert!(lost.is_empty(), "{lost:?} were deleted by nobody");
            world.check_reachable()?;
            world.check_wishes()?;
        }
    }

    #[test]
    fn a_conversation_that_one_tab_deletes_comes_back_whole_if_the_other_goes_on(
        before in prop::collection::vec(edit(), 0..20),
        after in prop::collection::vec(edit(), 0..20),
        is_undone in any::<bool>(),
    ) {
        let mut world = World::new();
        for edit in &before {
            world.edit(1, edit);
        }
        world.edit(0, &Edit::Delete);
        let known = world.tabs[1].tree.ids();
        world.edit(1, &Edit::Add);
        for id in known {
            prop_assert!(world.store.messages.contains_key(&id), "{id} is there again");
        }
        for edit in &after {
            world.edit(1, edit);
        }
        if is_undone {
            world.edit(0, &Edit::UndoDeletion);
        }
        world.check_reachable()?;
        world.check_wishes()?;
    }
}
