//! Two tabs change one conversation at the same time, each without knowing what the other has done since it last read the
//! store. What was written stays, can be reached, and is what a new page shows.
#![allow(clippy::expect_used)]

use conversation::{
    change::ConversationChange,
    id::Id,
    record::{ConversationRecord, MessageRecord, Options, Records},
    tree::Tree,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wire::Role;

const CONVERSATION: Id = 1;

/// The store, as `store.js` keeps it.
#[derive(Default)]
struct Store {
    conversation: Option<Value>,
    messages: BTreeMap<Id, MessageRecord>,
}

impl Store {
    /// False, and nothing is stored, if the conversation is not there and the change is not all of it.
    fn put(&mut self, change: &ConversationChange, messages: Vec<MessageRecord>) -> bool {
        let change = json!(change);
        if self.conversation.is_none() && change.get("created").is_none() {
            return false;
        }
        let stored = self.conversation.get_or_insert_with(|| json!({}));
        for (field, value) in change.as_object().into_iter().flatten() {
            match (value, &mut stored[field]) {
                (Value::Object(new), Value::Object(old)) => old.extend(new.clone()),
                (value, old) => *old = value.clone(),
            }
        }
        self.messages.extend(messages.into_iter().map(|message| (message.id, message)));
        true
    }

    fn read(&self) -> Option<(ConversationRecord, Vec<MessageRecord>)> {
        let json = json!({"conversations": [self.conversation.as_ref()?], "messages": self.messages.values().collect::<Vec<_>>()});
        let records = Records::read(&json.to_string());
        Some((records.conversations[0].clone(), records.messages))
    }

    fn delete(&mut self) {
        *self = Self::default();
    }
}

/// What a tab knows.
#[derive(Default)]
struct Tab {
    record: ConversationRecord,
    stored: Option<ConversationRecord>,
    tree: Tree,
    messages: BTreeMap<Id, MessageRecord>,
}

impl Tab {
    /// Takes over what is in the store.
    fn read(&mut self, store: &Store) {
        let read = store.read();
        self.stored = read.as_ref().map(|(record, _)| record.clone());
        let Some((record, messages)) = read else { return };
        self.tree.insert(messages.iter().map(MessageRecord::node));
        for message in messages.into_iter().filter(|message| !message.is_deleted) {
            self.messages.insert(message.id, message);
        }
        let leaf = self.tree.leaf_near(self.record.leaf.or(record.leaf));
        self.record = ConversationRecord { leaf: leaf.map(|leaf| self.tree.leaf_below(leaf)), ..record };
    }

    fn save(&mut self, store: &mut Store, ids: &[Id]) {
        let is_done = self.stored.as_ref().is_some_and(|stored| {
            let change = ConversationChange::since(stored, &self.record);
            store.put(&change, ids.iter().map(|&id| self.message(id)).collect())
        });
        if !is_done {
            let all = self.tree.stored().iter().map(|node| self.message(node.id)).collect();
            assert!(
                store.put(&ConversationChange::whole(&self.record), all),
                "all of a conversation is stored"
            );
        }
        self.stored = Some(self.record.clone());
    }

    /// As it is to be stored.
    fn message(&self, id: Id) -> MessageRecord {
        let node = self.tree.stored().iter().find(|node| node.id == id).expect("it is in the tree");
        let message = self.messages.get(&id).filter(|_| !node.is_deleted);
        message.cloned().unwrap_or_else(|| MessageRecord::deleted(CONVERSATION, node))
    }

    fn add(&mut self, store: &mut Store, id: Id, parent: Option<Id>) {
        let newest = self.tree.ends().map_or(0.0, |(_, newest)| newest.at);
        let message = MessageRecord {
            id,
            conversation: CONVERSATION,
            parent,
            at: newest + 1.0,
            ..MessageRecord::new(Role::User, format!("words of {id}"))
        };
        self.tree.insert([message.node()]);
        self.messages.insert(id, message);
        self.record.leaf = Some(id);
        self.save(store, &[id]);
    }

    /// One of the messages that can be seen.
    fn pick(&self, index: prop::sample::Index) -> Option<Id> {
        let ids = self.tree.ids();
        (!ids.is_empty()).then(|| *index.get(&ids))
    }
}

#[derive(Clone, Debug)]
enum Edit {
    /// A question or an answer below the last message.
    Add,
    /// Another version of a message.
    AddVersion(prop::sample::Index),
    DeleteMessage(prop::sample::Index),
    UndoDeletion,
    Rename,
    Pin,
    ChooseModel,
    /// Gives instructions, or takes them away.
    Instruct,
    DeleteConversation,
    /// What the other tab did becomes known.
    Read,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => Just(Edit::Add),
        2 => any::<prop::sample::Index>().prop_map(Edit::AddVersion),
        2 => any::<prop::sample::Index>().prop_map(Edit::DeleteMessage),
        1 => Just(Edit::UndoDeletion),
        1 => Just(Edit::Rename),
        1 => Just(Edit::Pin),
        1 => Just(Edit::ChooseModel),
        1 => Just(Edit::Instruct),
        3 => Just(Edit::Read),
    ]
}

/// Both tabs and their store, and what both visitors have wished.
struct World {
    store: Store,
    tabs: [Tab; 2],
    deleted: [Vec<Id>; 2],
    last_id: Id,
    wished: ConversationRecord,
}

impl World {
    fn new() -> Self {
        let record = ConversationRecord::new(CONVERSATION, 1.0, Options::default());
        let mut tabs = [Tab { record: record.clone(), ..Tab::default() }, Tab::default()];
        let mut store = Store::default();
        tabs[0].add(&mut store, 10, None);
        tabs[1].read(&store);
        Self { store, tabs, deleted: Default::default(), last_id: 10, wished: record }
    }

    fn edit(&mut self, at: usize, edit: &Edit) {
        let Self { store, tabs, deleted, last_id, wished } = self;
        let tab = &mut tabs[at];
        *last_id += 1;
        match edit {
            Edit::Add => tab.add(store, *last_id, tab.tree.leaf_near(tab.record.leaf)),
            Edit::AddVersion(index) => {
                if let Some(id) = tab.pick(*index) {
                    tab.add(store, *last_id, tab.tree.stored_parent(id));
                }
            }
            Edit::DeleteMessage(index) => {
                if let Some(id) = tab.pick(*index) {
                    deleted[at] = tab.tree.delete(id);
                    tab.record.leaf = tab.tree.leaf_near(tab.record.leaf);
                    tab.save(store, &deleted[at].clone());
                }
            }
            Edit::UndoDeletion => {
                let ids = std::mem::take(&mut deleted[at]);
                tab.tree.restore(&ids);
                tab.save(store, &ids);
            }
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
            Edit::DeleteConversation => store.delete(),
            Edit::Read => tab.read(store),
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
}

proptest! {
    #[test]
    fn what_two_tabs_write_stays_and_can_be_reached(edits in prop::collection::vec((0..2usize, edit()), 1..40)) {
        let mut world = World::new();
        let mut written = vec![10];
        let mut deleted = Vec::new();
        for (at, edit) in &edits {
            world.edit(*at, edit);
            written.extend(world.tabs[*at].tree.contains(world.last_id).then_some(world.last_id));
            deleted.extend(world.deleted[*at].clone());
            world.check_reachable()?;
        }
        for id in written {
            let is_there = world.store.messages.get(&id).is_some_and(|message| !message.is_deleted);
            prop_assert!(is_there || deleted.contains(&id), "{id} was deleted by nobody");
        }
        // Nobody's name, pin or instructions were undone by what the other tab did.
        let (record, _) = world.store.read().unwrap();
        prop_assert_eq!(
            (record.title, record.is_pinned, record.options),
            (world.wished.title, world.wished.is_pinned, world.wished.options)
        );
    }

    #[test]
    fn a_conversation_that_one_tab_deletes_comes_back_whole_if_the_other_goes_on(
        before in prop::collection::vec(edit(), 0..20),
        after in prop::collection::vec(edit(), 0..20),
    ) {
        let mut world = World::new();
        for edit in &before {
            world.edit(1, edit);
        }
        world.edit(0, &Edit::DeleteConversation);
        let known = world.tabs[1].tree.ids();
        world.edit(1, &Edit::Add);
        for id in known {
            prop_assert!(world.store.messages.contains_key(&id), "{id} is there again");
        }
        for edit in &after {
            world.edit(1, edit);
        }
        world.check_reachable()?;
    }
}
