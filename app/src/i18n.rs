//! Every text of the page, a file a language in the folder of this name: another file is another language, and there
//! is nothing else to do. A missing text does not compile.

use crate::{keys::Command, library::Group, settings::Theme};
use shared::language;
use wire::Outcome;

// The files of the folder, and their tables; written by the build script.
include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language of the page: its place among the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Language(usize);

impl Language {
    /// Every one, English first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..TAGS.len()).map(Self)
    }

    /// The browser's choice.
    pub(crate) fn preferred() -> Self {
        Self(language::preferred(&TAGS))
    }

    /// From a tag such as `zh-TW`.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        language::find(&TAGS, tag).map(Self)
    }

    /// For `<html lang>`.
    pub(crate) const fn tag(self) -> &'static str {
        TAGS[self.0]
    }

    /// What its speakers call it.
    pub(crate) const fn name(self) -> &'static str {
        NAMES[self.0]
    }

    /// Makes it the document's.
    pub(crate) fn apply(self) {
        language::apply(self.tag());
    }
}

/// The texts of one language.
pub(crate) struct Texts {
    pub(crate) message: &'static str,
    pub(crate) placeholder: &'static str,
    pub(crate) send: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) new_chat: &'static str,
    pub(crate) you: &'static str,
    pub(crate) assistant: &'static str,
    pub(crate) conversation: &'static str,
    pub(crate) to_latest: &'static str,
    /// Goes before the conversation's title.
    pub(crate) chats: &'static str,
    pub(crate) loading: &'static str,
    /// Under a code block: copy, wrap, download.
    pub(crate) code: [&'static str; 3],
    pub(crate) add_picture: &'static str,
    pub(crate) earlier: &'static str,
    /// Stands above the first message that the model still gets.
    pub(crate) left_out: &'static str,
    pub(crate) share: &'static str,
    pub(crate) take_over: &'static str,
    pub(crate) part_missing: &'static str,
    pub(crate) welcome: &'static str,
    pub(crate) about: &'static str,
    pub(crate) privacy: &'static str,
    pub(crate) starters: [&'static str; 3],
    pub(crate) waiting: &'static str,
    pub(crate) reasoning: &'static str,
    /// For screen readers; why stands in its place.
    pub(crate) failed: &'static str,
    pub(crate) began: &'static str,
    pub(crate) complete: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) interrupted: &'static str,
    pub(crate) length: &'static str,
    pub(crate) blocked: &'static str,
}

/// The texts of what is loaded later.
pub(crate) struct LaterTexts {
    pub(crate) retry: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) copy_markdown: &'static str,
    pub(crate) copy_text: &'static str,
    pub(crate) edit: &'static str,
    pub(crate) edited: &'static str,
    pub(crate) save_edit: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) regenerate: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) newer_page: &'static str,
    pub(crate) load_it: &'static str,
    pub(crate) remove_picture: &'static str,
    pub(crate) too_many_pictures: &'static str,
    pub(crate) no_picture: &'static str,
    pub(crate) message_deleted: &'static str,
    pub(crate) chat_deleted: fn(&str) -> String,
    pub(crate) undo: &'static str,
    pub(crate) dismiss: &'static str,
    pub(crate) older_version: &'static str,
    pub(crate) newer_version: &'static str,
    /// Which version of how many, for screen readers.
    pub(crate) version: fn(usize, usize) -> String,
    pub(crate) offline: &'static str,
    pub(crate) prompts: &'static str,
    pub(crate) shared: &'static str,
    pub(crate) link_broken: &'static str,
    pub(crate) rescued: &'static str,
    pub(crate) asked_before: &'static str,
    pub(crate) asked_after: &'static str,
    pub(crate) attempts: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) first_words: fn(u32) -> String,
    pub(crate) tokens: fn(u32) -> String,
    pub(crate) finish_reason: fn(&str) -> String,
    pub(crate) emulator: &'static str,
    /// A branch and a commit.
    pub(crate) preview: fn(&str, &str) -> String,
    pub(crate) challenge: &'static str,
    pub(crate) take_challenge: &'static str,
    pub(crate) access_code: &'static str,
    pub(crate) enter: &'static str,
    pub(crate) wrong_code: &'static str,
    /// When the next may be tried stands behind it.
    pub(crate) too_many_codes: &'static str,
    pub(crate) degraded: &'static str,
    pub(crate) down: &'static str,
    pub(crate) unconfigured: &'static str,
    pub(crate) storage_full: &'static str,
    pub(crate) storage_closed: &'static str,
    pub(crate) storage_newer: &'static str,
    /// A link to it, for the owner.
    pub(crate) report: &'static str,
    pub(crate) guide: &'static str,
    /// Where the guide comes from, in this language.
    pub(crate) guide_url: &'static str,
    /// Goes on a sentence before it.
    pub(crate) retry_in: fn(u32) -> String,
    /// A provider and what became of it.
    pub(crate) with_outcome: fn(&str, &str) -> String,
    pub(crate) error: fn(&str) -> Option<&'static str>,
    /// Between the parts of a list.
    pub(crate) comma: &'static str,
    pub(crate) outcome: fn(Outcome) -> &'static str,
}

impl LaterTexts {
    /// The texts of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        LATER[language.0]
    }
}

/// The texts of the list of conversations, which come with it.
pub(crate) struct LibraryTexts {
    pub(crate) chats: &'static str,
    pub(crate) close: &'static str,
    pub(crate) settings: &'static str,
    pub(crate) shortcuts: &'static str,
    pub(crate) search: &'static str,
    pub(crate) none: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) group: fn(Group) -> &'static str,
    pub(crate) count: fn(usize) -> String,
    pub(crate) hits: fn(usize) -> String,
    pub(crate) more: &'static str,
    pub(crate) pin: &'static str,
    pub(crate) unpin: &'static str,
    pub(crate) rename: &'static str,
    pub(crate) title: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) export_markdown: &'static str,
    pub(crate) export_json: &'static str,
    pub(crate) export_all: &'static str,
    pub(crate) import: &'static str,
    /// New conversations, messages, conversations that were there, entries that could not be read.
    pub(crate) imported: fn(usize, usize, usize, usize) -> String,
    pub(crate) not_json: &'static str,
    pub(crate) not_ours: &'static str,
    pub(crate) newer_file: &'static str,
    pub(crate) not_kept: &'static str,
}

impl LibraryTexts {
    /// The texts of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        LIBRARY[language.0]
    }
}

/// The texts of the dialogs, which come with them.
pub(crate) struct PanelTexts {
    pub(crate) settings: &'static str,
    pub(crate) shortcuts: &'static str,
    pub(crate) share: &'static str,
    pub(crate) close: &'static str,
    pub(crate) this_chat: &'static str,
    pub(crate) model: &'static str,
    pub(crate) auto: &'static str,
    pub(crate) system: &'static str,
    pub(crate) system_hint: &'static str,
    pub(crate) temperature: &'static str,
    pub(crate) max_tokens: &'static str,
    pub(crate) site_decides: &'static str,
    pub(crate) for_new_chats: &'static str,
    pub(crate) prompts: &'static str,
    pub(crate) prompts_hint: &'static str,
    pub(crate) prompt_name: &'static str,
    pub(crate) prompt_text: &'static str,
    pub(crate) prompt_add: &'static str,
    pub(crate) as_system: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) page: &'static str,
    pub(crate) language: &'static str,
    pub(crate) as_browser: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) theme_name: fn(Theme) -> &'static str,
    pub(crate) send_key: &'static str,
    pub(crate) storage: &'static str,
    /// Megabytes in use and megabytes there may be.
    pub(crate) used: fn(f64, f64) -> String,
    pub(crate) keep: &'static str,
    pub(crate) is_kept: &'static str,
    pub(crate) not_kept: &'static str,
    pub(crate) site: &'static str,
    /// `production`, `preview` or `local`.
    pub(crate) environment: fn(&str) -> &str,
    pub(crate) branch: &'static str,
    pub(crate) commit: &'static str,
    pub(crate) built: &'static str,
    pub(crate) command: fn(Command) -> &'static str,
    pub(crate) stop: &'static str,
    pub(crate) edit_last: &'static str,
    pub(crate) save_edit: &'static str,
    pub(crate) share_link: &'static str,
    pub(crate) share_file: &'static str,
    pub(crate) share_nothing: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) download: &'static str,
}

impl PanelTexts {
    /// The texts of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        PANELS[language.0]
    }
}

impl Texts {
    /// The texts of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        TEXTS[language.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_first_and_every_language_has_a_name_and_a_tag_of_its_own() {
        assert_eq!(Language(0).tag(), "en");
        assert_eq!(Language::from_tag("zh-TW").map(Language::name), Some("简体中文"));
        for language in Language::all() {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
            assert!(!language.name().is_empty());
        }
    }
}
