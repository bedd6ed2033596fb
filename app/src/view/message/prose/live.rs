//! A growing text in the page: applies the updates of a [`Stream`] to an element.

use super::{
    dom::{self, Rendered},
    groups::Groups,
};
use js_sys::Date;
use markdown::{Node, Options, Stream};
use web_sys::Element;

/// How long one update may take before the page does something else, in milliseconds: half of a frame at 60 a second.
const MAX_MS: f64 = 8.0;

/// After how many new nodes an update ends in any case. The browser's layout of them takes longer than making them: 8,000 items of a list took half a second.
const MAX_NEW_NODES: usize = 2_000;

/// One growing text, rendered into an element of its own.
pub(crate) struct LiveMarkdown {
    container: Element,
    stream: Stream,
    groups: Groups,
    /// The last blocks: those that may still change.
    open: Vec<Rendered>,
    /// How many nodes the blocks before them have.
    settled_nodes: usize,
    /// How many nodes all blocks have.
    nodes: usize,
    /// The length of the text that is rendered, in bytes; 0 where only a part of it is.
    rendered_bytes: usize,
    /// Formulas could be rendered at the last update.
    had_math: bool,
}

/// How much of a text an update has rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// All of it.
    Whole,
    /// A part: the next frame goes on.
    Behind,
    /// As many nodes as it may have.
    Full,
}

impl LiveMarkdown {
    /// Begins with an empty element, whose children nothing else may add or remove.
    pub(crate) fn new(container: Element) -> Self {
        Self {
            container,
            stream: Stream::new(),
            groups: Groups::default(),
            open: Vec::new(),
            settled_nodes: 0,
            nodes: 0,
            rendered_bytes: 0,
            had_math: false,
        }
    }

    /// Renders what is new, until that has taken a while or there are `max_nodes`. `text` is the whole text so far, and
    /// `is_complete` says that nothing follows. Returns also whether there are formulas that need [`Options::math`]; once
    /// it is given, formulas of earlier updates are rendered too.
    pub(crate) fn update(
        &mut self,
        text: &str,
        is_complete: bool,
        options: &Options,
        max_nodes: usize,
    ) -> (Progress, bool) {
        let Some(document) = self.container.owner_document() else { return (Progress::Whole, false) };
        if let Some(math) = options.math.filter(|_| !self.had_math) {
            dom::render_formulas(&document, &self.container, &self.open, math);
        }
        self.had_math = options.math.is_some();
        let began = Date::now();
        let nodes_before = self.nodes;
        let mut needs_math = false;
        while self.nodes < max_nodes || text.len() <= self.rendered_bytes {
            let update = self.stream.update(text, is_complete, options);
            if update.restart {
                self.settled_nodes = 0;
            }
            needs_math |= update.needs_math;
            let settled = update.settled.min(update.nodes.len());
            self.settled_nodes += count(&update.nodes[..settled]);
            self.nodes = self.settled_nodes + count(&update.nodes[settled..]);
            if update.restart || self.nodes == 0 {
                self.container.set_text_content(None);
                self.open.clear();
                self.groups = Groups::default();
            }
            dom::update(&document, &mut self.open, update.nodes, &mut |block| {
                self.groups.append(&document, &self.container, block)
            });
            self.open.drain(..settled);
            self.rendered_bytes = if update.is_behind { 0 } else { text.len() };
            if !update.is_behind {
                return (Progress::Whole, needs_math);
            }
            if Date::now() - began >= MAX_MS || self.nodes.saturating_sub(nodes_before) >= MAX_NEW_NODES {
                return (Progress::Behind, needs_math);
            }
        }
        (Progress::Full, needs_math)
    }
}

/// How many nodes there are, with all that is in them.
fn count(nodes: &[Node]) -> usize {
    nodes.iter().map(Node::count).sum()
}
