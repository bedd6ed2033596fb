//! The blocks of a text in groups. With each new word the browser's layout visits all children of the elements around it:
//! without groups, those are all blocks of the text. The styles have the browser skip large groups that are out of view.

use web_sys::{Document, Element, Node};

/// How many blocks are in a small group, and how many small groups in a large one.
const SIZE: usize = 12;

/// The last groups.
#[derive(Default)]
pub(super) struct Groups {
    large: Option<Element>,
    small: Option<Element>,
    /// How many blocks were added.
    blocks: usize,
}

impl Groups {
    /// Adds a block to the last group, or to another one. Returns whether it could.
    pub(super) fn append(&mut self, document: &Document, container: &Element, block: &Node) -> bool {
        if self.blocks.is_multiple_of(SIZE * SIZE) {
            self.large = append_group(document, container);
        }
        if self.blocks.is_multiple_of(SIZE) {
            self.small = self.large.as_ref().and_then(|large| append_group(document, large));
        }
        self.blocks += 1;
        self.small.as_ref().is_some_and(|group| group.append_child(block).is_ok())
    }
}

fn append_group(document: &Document, parent: &Element) -> Option<Element> {
    let group = document.create_element("div").ok()?;
    parent.append_child(&group).ok()?;
    Some(group)
}
