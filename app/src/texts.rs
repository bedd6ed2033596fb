//! Every text of the page: a folder for each language, all with the same tables. A missing text does not compile.
//!
//! A part of the page that loads on demand has a table of its own, which loads with it.

mod dialogs;
mod en;
mod message;
mod notices;
mod numbers;
mod page;
mod sidebar;
mod table;
mod zh;

pub(crate) use dialogs::{DialogTexts, SettingsTexts};
pub(crate) use numbers::with_numbers;
pub(crate) use sidebar::SidebarTexts;
pub(crate) use table::Texts;
use wire::Language;

impl Texts {
    /// The texts of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::TEXTS,
            Language::Chinese => &zh::TEXTS,
        }
    }
}

impl SidebarTexts {
    /// The texts of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::SIDEBAR,
            Language::Chinese => &zh::SIDEBAR,
        }
    }
}

impl DialogTexts {
    /// The texts of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::DIALOGS,
            Language::Chinese => &zh::DIALOGS,
        }
    }
}

impl SettingsTexts {
    /// The texts of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::SETTINGS,
            Language::Chinese => &zh::SETTINGS,
        }
    }
}
