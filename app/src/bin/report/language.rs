//! The report's languages.

use shared::language;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Chinese,
}

const TAGS: [&str; 2] = ["en", "zh-CN"];

impl Language {
    /// The one that is told, else the browser's choice.
    pub(crate) fn choose(told: Option<&str>) -> Self {
        match told.and_then(|tag| language::find(&TAGS, tag)).unwrap_or_else(|| language::preferred(&TAGS)) {
            1 => Self::Chinese,
            _ => Self::English,
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    pub(crate) const fn tag(self) -> &'static str {
        TAGS[self as usize]
    }

    /// Makes it the document's.
    pub(crate) fn apply(self) {
        language::apply(self.tag());
    }
}
