//! What goes with a question, beside its words: pictures and texts, each in a `data:` address.

/// The beginning of the address of a text, which follows as it is.
const TEXT: &str = "data:text/plain,";

/// A text as an attachment.
pub fn of_text(text: &str) -> String {
    format!("{TEXT}{text}")
}

/// The text of an attachment, unless it is a picture.
pub fn text(attachment: &str) -> Option<&str> {
    attachment.strip_prefix(TEXT)
}

/// The attachments that are in a record itself. An address in a file or a link of someone else could tell them who
/// reads it, so the page would ask for it at nobody's wish.
pub(crate) fn is_own(attachment: &str) -> bool {
    attachment.starts_with("data:image/jpeg;") || text(attachment).is_some()
}
