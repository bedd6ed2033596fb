//! The languages of the site.

/// A language that the site is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// What its speakers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The browser's choice.
    pub fn preferred() -> Self {
        let tags = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
        let tags: Vec<String> = tags.iter().filter_map(|tag| tag.as_string()).collect();
        Self::choose(tags.iter().map(String::as_str))
    }

    /// The first that is preferred and there; English otherwise.
    pub fn choose<'a>(preferred: impl IntoIterator<Item = &'a str>) -> Self {
        preferred.into_iter().find_map(Self::from_tag).unwrap_or(Self::English)
    }

    /// From a tag such as `zh-TW`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some(language) if language.eq_ignore_ascii_case("zh") => Some(Self::Chinese),
            Some(language) if language.eq_ignore_ascii_case("en") => Some(Self::English),
            _ => None,
        }
    }

    /// For `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// Makes it the document's.
    pub fn apply(self) {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(root) = document.and_then(|document| document.document_element()) {
            let _ = root.set_attribute("lang", self.tag());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_is_taken_and_english_is_the_fallback() {
        assert_eq!(Language::choose(["fr-FR", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Language::choose(["en-GB", "zh"]), Language::English);
        assert_eq!(Language::choose(["de"]), Language::English);
        assert_eq!(Language::choose([]), Language::English);
    }
}
