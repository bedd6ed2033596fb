//! The languages that the pages and the deployment report are written in.

/// A language that Everchat is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English: used where a reader prefers no language of [`Language::ALL`].
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All languages, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The tag for `<html lang>` (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language's name in the language itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The language of a tag such as `zh-TW`. Only the first subtag is compared, without regard to case, so every
    /// kind of Chinese reads [`Language::Chinese`]. `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first_subtag = |tag: &str| tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let wanted = first_subtag(tag);
        Self::ALL.into_iter().find(|language| first_subtag(language.tag()) == wanted)
    }

    /// The first of the `preferred` tags that Everchat is written in; English if there is none.
    pub fn choose<T: AsRef<str>>(preferred: impl IntoIterator<Item = T>) -> Self {
        preferred.into_iter().find_map(|tag| Self::from_tag(tag.as_ref())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_first_subtag() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::from_tag("zh-TW"), Some(Language::Chinese));
        assert_eq!(Language::from_tag(" EN-gb"), Some(Language::English));
        for unknown in ["", "fr", "zhx", "-en"] {
            assert_eq!(Language::from_tag(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_first_known_preference_is_chosen_and_english_otherwise() {
        assert_eq!(Language::choose(["fr-FR", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Language::choose(["EN-gb", "zh"]), Language::English);
        assert_eq!(Language::choose(["de"]), Language::English);
        assert_eq!(Language::choose::<&str>([]), Language::English);
    }
}
