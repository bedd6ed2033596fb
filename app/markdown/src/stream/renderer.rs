//! A growing text, of which only the end is rendered again.

use super::{pieces, repair::repair};
use crate::{
    inline::reference::may_define_references,
    node::Node,
    options::Options,
    render::{
        context::FootnoteNumbers,
        document::{Length, RenderedBlock, render_blocks},
    },
};
use std::borrow::Cow;

/// The most bytes of a text whose references and footnotes are looked up at its end. For that it is rendered again, at
/// once.
const MAX_WITH_REFERENCES: usize = 64 * 1024;

/// One growing text. Each update looks only at the blocks that can still change: the last one, as a rule.
///
/// While the text is not complete, its end is rendered as what it is about to become: `**bo` is bold, and the first
/// line of a table waits for the second. It does no input or output; the caller applies each [`Update`].
///
/// Each update takes a bounded time, whatever the text: of a long one it renders a piece. A block of more than 32 kB goes
/// on as another one, unless it is code.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    /// How many bytes of the text are settled.
    settled_bytes: usize,
    /// How many bytes of the text have been rendered.
    rendered_bytes: usize,
    /// The head of a table whose first rows are settled: the others follow it once more.
    table_head: String,
    /// The last block is code, which costs little for its length.
    ends_with_code: bool,
    footnotes: FootnoteNumbers,
}

/// What an update changes. To apply it, remove all nodes if [`restart`](Self::restart) is set, else those that no
/// update before settled; then append [`nodes`](Self::nodes).
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The nodes so far are void: the text was replaced, or its end shows what its references mean.
    pub restart: bool,
    /// The nodes in place of those that were not settled.
    pub nodes: Vec<Node>,
    /// How many of `nodes`, from the first one on, are final.
    pub settled: usize,
    /// There are formulas in `nodes`, and [`Options::math`] is `None`. Once it is there, an update with the same text
    /// renders the formulas that are not settled; those that are can be found by their class `math`.
    pub needs_math: bool,
    /// Only a piece of the text is rendered. Another update with the same text goes on.
    pub is_behind: bool,
}

impl Stream {
    /// A stream without any text so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Renders what is new. `text` is the whole text so far, and `is_complete` says that nothing follows.
    ///
    /// Each text should begin with the one before. If it is shorter than what is settled, the stream restarts.
    pub fn update(&mut self, text: &str, is_complete: bool, options: &Options) -> Update {
        // Only the end of a text tells what its references and footnotes mean.
        let has_references = is_complete
            && text.len() <= MAX_WITH_REFERENCES
            && (may_define_references(text) || !self.footnotes.is_empty());
        let restart = has_references || !text.is_char_boundary(self.settled_bytes);
        if restart {
            *self = Self::default();
        }
        let rest = text.get(self.settled_bytes..).unwrap_or_default();
        let rendered = self.rendered_bytes.saturating_sub(self.settled_bytes);
        let mut piece = pieces::next(rest, rendered, self.ends_with_code);
        if has_references {
            piece.end = rest.len();
        }
        let is_behind = piece.end < rest.len();
        let mut update = self.render(&rest[..piece.end], piece.is_final, is_complete && !is_behind, options);
        update.restart = restart;
        update.is_behind = is_behind;
        update
    }

    /// Renders a piece, which begins where the settled part ends.
    fn render(&mut self, piece: &str, is_final: bool, is_complete: bool, options: &Options) -> Update {
        self.rendered_bytes = self.settled_bytes + piece.len();
        let source = match &*self.table_head {
            "" => Cow::Borrowed(piece),
            head => Cow::Owned(head.to_owned() + piece),
        };
        let shown = if is_complete { Cow::Borrowed(&*source) } else { Cow::Owned(repair(&source)) };
        let rendered = render_blocks(&shown, is_complete, options, &mut self.footnotes);
        let last = rendered.blocks.last();
        self.ends_with_code = last.is_some_and(|block| block.length == Length::MayBeLong);
        let (mut settled, settled_bytes) = settled_part(common_prefix(&source, &shown), &rendered.blocks);
        if is_final {
            settled = rendered.blocks.len();
            let head = last.filter(|block| block.length == Length::RepeatsHead);
            let head = head.map(|block| source[block.start..].split_inclusive('\n').take(2).collect());
            self.settled_bytes += piece.len();
            self.table_head = head.unwrap_or_default();
        } else if settled > 0 {
            self.settled_bytes += settled_bytes - self.table_head.len();
            self.table_head.clear();
        }
        let nodes = rendered.blocks.into_iter().map(|block| block.node).collect();
        Update { nodes, settled, needs_math: rendered.needs_math, ..Update::default() }
    }
}

/// How many blocks of a growing text cannot change any more, and how many bytes they are. A block can change until
/// the next one has begun, and that is certain only once its first line is complete: a lone `|` may be a paragraph or
/// the table's next row. `text` is the part that is rendered without repair: in it, blocks begin where they begin in the
/// whole text.
fn settled_part(text: &str, blocks: &[RenderedBlock]) -> (usize, usize) {
    let has_begun = |block: &RenderedBlock| {
        block.is_independent && text.get(block.start..).is_some_and(|rest| rest.contains('\n'))
    };
    blocks.iter().rposition(has_begun).map_or((0, 0), |last| (last, blocks[last].start))
}

/// What two texts have in common at their beginning.
fn common_prefix<'a>(a: &'a str, b: &str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    &a[..a.floor_char_boundary(length)]
}
