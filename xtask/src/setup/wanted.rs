//! What the setup is to reach.

use std::path::PathBuf;

/// What is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) gateway: Option<String>,
    pub(super) project: String,
    /// The file that binds the database.
    pub(super) wrangler_toml: PathBuf,
    /// It binds one for production already.
    pub(super) has_database: bool,
    /// Whether settings that are there already are set again.
    pub(super) replace: bool,
}
