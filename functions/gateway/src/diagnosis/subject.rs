//! What is diagnosed.

use crate::{
    providers::ChainEntry,
    settings::{SettingError, Settings},
};

/// What is diagnosed.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The settings whose values can be used.
    pub settings: &'a Settings,
    /// The settings whose values cannot be used.
    pub errors: &'a [SettingError],
    /// The chain of the settings.
    pub chain: &'a [ChainEntry],
    /// Why the file of settings could not be read, if it could not.
    pub unreadable_file: Option<&'a str>,
    /// The emulator stands in for the providers.
    pub is_emulated: bool,
}

impl Subject<'_> {
    /// Whether one of these settings has a value that cannot be used.
    pub(crate) fn has_error_in(&self, names: &[&str]) -> bool {
        self.errors.iter().any(|error| names.contains(&error.name))
    }
}
