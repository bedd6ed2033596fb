//! A long text in pieces, so that no update takes long.

/// The most bytes that an update adds to what the one before rendered.
const PIECE: usize = 8 * 1024;
/// The most bytes of a block that may still change, since each update renders it again. A longer one goes on as another
/// block.
const MAX_OPEN: usize = 32 * 1024;

/// How much of a text the next update renders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// All blocks in it are final, also the last one.
    pub(super) is_final: bool,
}

/// The next piece of the part of a text that is not settled, of which `rendered` bytes were rendered before. A block that
/// `may_be_long` is not ended early.
pub(super) fn next(rest: &str, rendered: usize, may_be_long: bool) -> Piece {
    if rest.len() > MAX_OPEN && rendered > MAX_OPEN / 2 && !may_be_long {
        return Piece { end: block_end(&rest[..rest.floor_char_boundary(MAX_OPEN)]), is_final: true };
    }
    let end = rendered + PIECE;
    let end = if rest.len() <= end {
        rest.len()
    } else {
        line_end(&rest[..rest.floor_char_boundary(end)], rendered)
    };
    Piece { end, is_final: false }
}

/// Where a text can best be cut: before its last line that is not indented, which may begin an item of a list.
fn block_end(text: &str) -> usize {
    let mut starts =
        text.rmatch_indices('\n').map(|(at, _)| at + 1).take_while(|start| *start > MAX_OPEN / 2);
    let is_unindented = |start: &usize| text[*start..].starts_with(|c: char| !c.is_whitespace());
    starts.find(is_unindented).unwrap_or_else(|| line_end(text, MAX_OPEN / 2))
}

/// Where the last whole line of a text ends, or its last word, if that is after byte `after`; else the end of the text.
fn line_end(text: &str, after: usize) -> usize {
    let last = |end: char| text.rfind(end).map(|at| at + 1).filter(|end| *end > after);
    last('\n').or_else(|| last(' ')).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_one_piece_and_a_long_one_is_cut_at_lines() {
        assert_eq!(next("a\nb", 0, false), Piece { end: 3, is_final: false });
        let text = "line\n".repeat(4000);
        let first = next(&text, 0, false);
        assert_eq!((first.end % 5, first.is_final), (0, false));
        assert!(first.end > PIECE - 5 && first.end <= PIECE, "{first:?}");
        let without_lines = "你".repeat(10_000);
        assert_eq!(next(&without_lines, 0, false).end, PIECE - PIECE % 3);
    }

    #[test]
    fn a_block_that_is_too_long_ends_before_a_line_that_is_not_indented() {
        let text = "- a\n  b\n".repeat(10_000);
        let piece = next(&text, MAX_OPEN, false);
        assert!(piece.is_final && text[piece.end..].starts_with("- a"), "{piece:?}");
        assert!(!next(&text, MAX_OPEN, true).is_final);
    }
}
