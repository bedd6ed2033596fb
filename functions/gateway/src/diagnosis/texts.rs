//! Findings in words: what a cause means here, and how to fix it. Each language has a table of the same functions.
//! Addresses and commands are the same in every language.

mod en;
mod facts;
mod fix;
mod table;
mod zh;

use super::{context::ReportContext, finding::Finding};
use crate::settings::Settings;
use facts::CheckFacts;
use table::CheckTexts;
use wire::{
    Language,
    report::{CheckId, Fix, Verdict},
};

impl CheckTexts {
    /// The texts of a language.
    const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::ENGLISH,
            Language::Chinese => &zh::CHINESE,
        }
    }
}

/// A finding in words.
pub(super) struct Words {
    pub(super) title: String,
    pub(super) explanation: String,
    pub(super) fix: Fix,
}

/// What visitors get, in a sentence.
pub(super) fn summary(language: Language, verdict: Verdict) -> &'static str {
    (CheckTexts::of(language).summary)(verdict)
}

/// Puts a finding into words.
pub(super) fn words(finding: &Finding, settings: &Settings, context: &ReportContext<'_>) -> Words {
    let texts = CheckTexts::of(context.language);
    let facts = CheckFacts { finding, settings, context };
    let title = (texts.title)(finding.id);
    Words {
        title: match finding.names.first() {
            // Several secrets may be changed at once.
            Some(name) if finding.id == CheckId::Rotation => format!("{title}: {name}"),
            _ => title.to_owned(),
        },
        explanation: (texts.explanation)(&facts),
        fix: Fix {
            text: (texts.fix)(&facts),
            url: fix::url(&facts).map(str::to_owned),
            command: fix::command(&facts),
        },
    }
}
