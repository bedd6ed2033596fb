//! What the setup is to reach.

/// What is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) gateway: Option<String>,
    pub(super) project: String,
    /// Whether settings that are there already are set again.
    pub(super) replace: bool,
}
