//! What the check finds.

/// Something that is wrong in one of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where: a key, with its environment.
    pub(super) place: String,
    /// What is wrong with it.
    pub(super) what: String,
    /// What to do.
    pub(super) fix: String,
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), fix: fix.into() }
    }
}
