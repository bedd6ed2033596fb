//! The messages of a conversation as a tree. Editing a question or asking for another answer adds a sibling, and
//! what is shown is the path from the first message to one leaf. So two tabs can add to one conversation at once,
//! and neither overwrites the other's messages.

use crate::id::Id;
use std::collections::BinaryHeap;

/// A message's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The message.
    pub id: Id,
    /// The message that it answers or follows; `None` for a first question.
    pub parent: Option<Id>,
    /// When it was begun, in milliseconds since 1970. Always later than its parent.
    pub at: f64,
    /// Only its place is left.
    pub is_deleted: bool,
}

/// A message on the path that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The message.
    pub id: Id,
    /// Which of its versions it is, from 0.
    pub version: usize,
    /// How many versions there are.
    pub versions: usize,
}

/// The messages of a conversation that are loaded; earlier ones may still be in the store.
///
/// A deleted message stays in it, without words: another tab may have written below it, and what is there must be reached.
/// So a message's parent never changes, and deleting in one tab and writing in another have the same result in any order.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// As they are stored, by time.
    stored: Vec<Node>,
    /// Those that are not deleted, by time, each below the nearest that is not deleted either.
    nodes: Vec<Node>,
}

impl Tree {
    /// Adds messages, or takes over that one was deleted, or restored. Returns those that can be seen now and could not
    /// before.
    pub fn insert(&mut self, nodes: impl IntoIterator<Item = Node>) -> Vec<Id> {
        let key = |node: &Node| (node.at, node.id);
        let mut new = Vec::new();
        for node in nodes {
            let at = self.stored.partition_point(|other| key(other) < key(&node));
            let known = self.stored.get_mut(at).filter(|other| other.id == node.id);
            if !node.is_deleted && known.as_ref().is_none_or(|known| known.is_deleted) {
                new.push(node.id);
            }
            match known {
                Some(known) => known.is_deleted = node.is_deleted,
                None => self.stored.insert(at, node),
            }
        }
        self.derive_nodes();
        new
    }

    /// Computes `nodes`.
    fn derive_nodes(&mut self) {
        // For each stored message the nearest above it that is not deleted.
        let mut above: Vec<Option<Id>> = Vec::new();
        self.nodes.clear();
        for (at, node) in self.stored.iter().enumerate() {
            // A parent is older than its child, as a rule by a place or two.
            let parent_at =
                node.parent.and_then(|parent| self.stored[..at].iter().rposition(|other| other.id == parent));
            let deleted_at = parent_at.filter(|&at| self.stored[at].is_deleted);
            let parent = deleted_at.map_or(node.parent, |at| above[at]);
            above.push(parent);
            if !node.is_deleted {
                self.nodes.push(Node { parent, ..*node });
            }
        }
    }

    /// Every loaded message, deleted or not, oldest first.
    pub fn stored(&self) -> &[Node] {
        &self.stored
    }

    /// Whether no message can be seen.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All messages that are not deleted, oldest first.
    pub fn ids(&self) -> Vec<Id> {
        self.nodes.iter().map(|node| node.id).collect()
    }

    /// Whether a message is loaded and not deleted.
    pub fn contains(&self, id: Id) -> bool {
        self.get(id).is_some()
    }

    /// The parent of a message as it is stored: it may be deleted.
    pub fn stored_parent(&self, id: Id) -> Option<Id> {
        find(&self.stored, id)?.parent
    }

    fn get(&self, id: Id) -> Option<Node> {
        find(&self.nodes, id)
    }

    /// The oldest loaded message, and the newest, deleted or not.
    pub fn ends(&self) -> Option<(Node, Node)> {
        Some((*self.stored.first()?, *self.stored.last()?))
    }

    /// The leaf to show: `leaf` itself, or if it is deleted the newest below what is left above it, or else the newest of
    /// all.
    pub fn leaf_near(&self, leaf: Option<Id>) -> Option<Id> {
        let mut next = leaf.and_then(|id| find(&self.stored, id));
        while let Some(node) = next {
            if self.contains(node.id) {
                return Some(if Some(node.id) == leaf { node.id } else { self.leaf_below(node.id) });
            }
            next = node.parent.and_then(|id| find(&self.stored, id));
        }
        self.nodes.last().map(|node| node.id)
    }

    /// The path from the first loaded message to `leaf`, and the parent of that first message, if it has one: it
    /// is not loaded then.
    pub fn path(&self, leaf: Id) -> (Vec<Step>, Option<Id>) {
        let mut steps = Vec::new();
        let mut next = Some(leaf);
        // A parent is always older than its child, so one pass from the end finds the whole path.
        for node in self.nodes.iter().rev() {
            if Some(node.id) == next {
                steps.push((*node, Step { id: node.id, version: 0, versions: 0 }));
                next = node.parent;
            }
        }
        steps.reverse();
        self.count_versions(&mut steps);
        (steps.into_iter().map(|(_, step)| step).collect(), next)
    }

    fn count_versions(&self, steps: &mut [(Node, Step)]) {
        // Sorted by a heap, since its code has a fifth of the bytes of a slice's own sort.
        let by_parent: BinaryHeap<(Option<Id>, usize)> =
            steps.iter().enumerate().map(|(at, (node, _))| (node.parent, at)).collect();
        let by_parent = by_parent.into_sorted_vec();
        for node in &self.nodes {
            let Ok(found) = by_parent.binary_search_by_key(&node.parent, |(parent, _)| *parent) else {
                continue;
            };
            if let Some((_, step)) = steps.get_mut(by_parent[found].1) {
                step.version = if node.id == step.id { step.versions } else { step.version };
                step.versions += 1;
            }
        }
    }

    /// The version of a message that is `by` places after it, or before it if `by` is negative.
    pub fn sibling(&self, id: Id, by: isize) -> Option<Id> {
        let parent = self.get(id)?.parent;
        let siblings: Vec<Id> = self.nodes.iter().filter(|n| n.parent == parent).map(|n| n.id).collect();
        let at = siblings.iter().position(|&sibling| sibling == id)?;
        siblings.get(at.checked_add_signed(by)?).copied()
    }

    /// The leaf below a message, by way of the newest child each time.
    pub fn leaf_below(&self, id: Id) -> Id {
        let mut leaf = id;
        // From the end, so the newest child is found first.
        while let Some(child) = self.nodes.iter().rev().find(|node| node.parent == Some(leaf)) {
            leaf = child.id;
        }
        leaf
    }

    /// Deletes a message. If it has other versions, all messages below it are deleted too; if not, those that follow it
    /// move up to its parent. Returns what was deleted.
    pub fn delete(&mut self, id: Id) -> Vec<Id> {
        if !self.contains(id) {
            return Vec::new();
        }
        let mut deleted = vec![id];
        if self.sibling(id, 1).or(self.sibling(id, -1)).is_some() {
            for node in &self.nodes {
                if node.parent.is_some_and(|parent| deleted.iter().rev().any(|&id| id == parent)) {
                    deleted.push(node.id);
                }
            }
        }
        self.set_deleted(&deleted, true);
        deleted
    }

    /// Puts back what [`Tree::delete`] deleted.
    pub fn restore(&mut self, deleted: &[Id]) {
        self.set_deleted(deleted, false);
    }

    fn set_deleted(&mut self, ids: &[Id], is_deleted: bool) {
        for node in self.stored.iter_mut().filter(|node| ids.contains(&node.id)) {
            node.is_deleted = is_deleted;
        }
        self.derive_nodes();
    }
}

fn find(nodes: &[Node], id: Id) -> Option<Node> {
    // Most calls ask for a new message, so the search begins at the end.
    nodes.iter().rev().find(|node| node.id == id).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A tree of `(id, parent)` in the order of time; 0 stands for no parent.
    fn tree(nodes: &[(Id, Id)]) -> Tree {
        let mut tree = Tree::default();
        tree.insert(nodes.iter().enumerate().map(|(at, &(id, parent))| node(id, parent, at)));
        tree
    }

    fn node(id: Id, parent: Id, at: usize) -> Node {
        Node { id, parent: (parent > 0).then_some(parent), at: at as f64, is_deleted: false }
    }

    fn ids(tree: &Tree, leaf: Id) -> Vec<Id> {
        tree.path(leaf).0.iter().map(|step| step.id).collect()
    }

    #[test]
    fn another_answer_and_an_edited_question_are_versions_of_the_old_ones() {
        // 2 and 3 are answers to 1, and 4 follows 2; 5 is 1 edited, and 6 its answer.
        let tree = tree(&[(1, 0), (2, 1), (3, 1), (4, 2), (5, 0), (6, 5)]);
        assert_eq!(ids(&tree, 4), [1, 2, 4]);
        assert_eq!(tree.path(4).0[1], Step { id: 2, version: 0, versions: 2 });
        assert_eq!(tree.path(6).0[0], Step { id: 5, version: 1, versions: 2 });
        assert_eq!((tree.sibling(2, 1), tree.sibling(3, -1), tree.sibling(3, 1)), (Some(3), Some(2), None));
        assert_eq!(tree.leaf_below(1), 3, "by way of the newest child");
        assert_eq!(tree.leaf_below(2), 4);
    }

    #[test]
    fn a_path_whose_beginning_is_not_loaded_names_the_missing_parent() {
        let tree = tree(&[(8, 7), (9, 8)]);
        assert_eq!((ids(&tree, 9), tree.path(9).1), (vec![8, 9], Some(7)));
    }

    #[test]
    fn deleting_the_only_version_keeps_what_follows_it() {
        let mut tree = tree(&[(1, 0), (2, 1), (3, 2), (4, 3)]);
        let deleted = tree.delete(2);
        assert_eq!((ids(&tree, 4), tree.stored_parent(3)), (vec![1, 3, 4], Some(2)));
        tree.restore(&deleted);
        assert_eq!(ids(&tree, 4), [1, 2, 3, 4]);
    }

    #[test]
    fn what_another_tab_wrote_below_a_deleted_message_is_reached() {
        let mut tree = tree(&[(1, 0), (2, 1), (3, 2), (4, 1)]);
        assert_eq!(tree.delete(2), [2, 3], "one of two versions, with what follows it");
        assert_eq!(tree.insert([node(5, 3, 9)]), [5]);
        assert_eq!((ids(&tree, 5), tree.path(5).1), (vec![1, 5], None));
    }

    #[test]
    fn a_message_that_another_tab_deleted_or_restored_goes_and_comes() {
        let mut tree = tree(&[(1, 0), (2, 1), (3, 2)]);
        let deleted = Node { is_deleted: true, ..node(2, 1, 1) };
        assert_eq!(tree.insert([deleted]), [0; 0]);
        assert_eq!(ids(&tree, 3), [1, 3]);
        assert_eq!(tree.insert([node(2, 1, 1), node(3, 2, 2)]), [2]);
        assert_eq!(ids(&tree, 3), [1, 2, 3]);
    }

    #[test]
    fn the_leaf_near_a_deleted_one_is_below_what_is_left_above_it() {
        let mut tree = tree(&[(1, 0), (2, 1), (3, 2), (4, 1), (5, 0)]);
        assert_eq!(tree.leaf_near(Some(3)), Some(3));
        tree.delete(2);
        let near = [Some(3), None, Some(9)].map(|leaf| tree.leaf_near(leaf));
        assert_eq!(near, [Some(4), Some(5), Some(5)]);
    }

    #[test]
    fn deleting_one_of_several_versions_deletes_what_follows_it() {
        let mut tree = tree(&[(1, 0), (2, 1), (3, 2), (4, 1)]);
        let deleted = tree.delete(2);
        assert_eq!(deleted, [2, 3]);
        assert_eq!(ids(&tree, tree.leaf_below(1)), [1, 4]);
        tree.restore(&deleted);
        assert_eq!(ids(&tree, 3), [1, 2, 3]);
    }

    proptest! {
        #[test]
        fn a_deleted_message_can_be_restored_exactly(parents in prop::collection::vec(any::<prop::sample::Index>(), 1..20), pick: prop::sample::Index) {
            let mut nodes = Vec::new();
            for (at, parent) in parents.iter().enumerate() {
                nodes.push((at as Id + 1, parent.index(at + 1) as Id));
            }
            let mut tree = tree(&nodes);
            let before = tree.nodes.clone();
            let id = nodes[pick.index(nodes.len())].0;
            let deleted = tree.delete(id);
            prop_assert!(!tree.contains(id));
            for node in &tree.nodes {
                prop_assert!(node.parent.is_none_or(|parent| tree.get(parent).is_some()), "every parent is there");
            }
            tree.restore(&deleted);
            prop_assert_eq!(tree.nodes, before);
        }
    }
}
