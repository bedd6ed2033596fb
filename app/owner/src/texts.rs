//! The texts of the owner's pages: a file for each language, all with the same table. A missing text does not compile.

mod en;
pub(crate) mod gateway_table;
pub(crate) mod requests_table;
mod table;
pub(crate) mod traffic_table;
mod zh;

pub(crate) use table::Texts;
use wire::Language;

impl Texts {
    /// The texts of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::ENGLISH,
            Language::Chinese => &zh::CHINESE,
        }
    }
}
