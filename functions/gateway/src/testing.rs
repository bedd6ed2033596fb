//! What the tests of several modules need.

use crate::settings::Settings;

/// Looks settings up in a list of names and values.
pub(crate) fn lookup(pairs: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> + use<> {
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    move |name| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

/// Valid settings.
pub(crate) fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::read(&lookup(pairs)).unwrap()
}
