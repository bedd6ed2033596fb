//! What a file of conversations says of itself.

/// The `format` of a file, and the name of one without a title.
pub(super) const FORMAT: &str = "everchat";
/// The `version` of a file. It is raised when older pages would misread the file.
pub(super) const VERSION: u64 = 1;
