//! The advice in words.

mod en;
mod table;
mod zh;

pub(super) use table::AdviceTexts;
use wire::Language;

impl AdviceTexts {
    /// The texts of a language.
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::ENGLISH,
            Language::Chinese => &zh::CHINESE,
        }
    }
}
