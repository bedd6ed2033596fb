//! Reading a text from its beginning.

/// How many times `byte`, which must be ASCII, is repeated at the beginning of `text`.
pub(crate) fn run_length(text: &str, byte: u8) -> usize {
    text.bytes().take_while(|next| *next == byte).count()
}
