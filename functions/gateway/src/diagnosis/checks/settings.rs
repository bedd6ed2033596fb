//! The check of the settings themselves, for which nobody is asked.

use crate::{
    diagnosis::{cause::Cause, finding::Finding, subject::Subject},
    providers::ChainEntry,
    settings::Problem,
};
use wire::report::{CheckId, Verdict};

/// Checks the settings. Of several causes, the one that prevents the most is found.
pub(super) fn check_settings(subject: &Subject<'_>) -> Finding {
    let failed = |cause| Finding::new(CheckId::Config, Verdict::Failed, cause);
    if let Some(reason) = subject.unreadable_file {
        return failed(Cause::DevVarsUnreadable).naming([reason]);
    }
    if !subject.errors.is_empty() {
        let problems = subject.errors.iter().map(|error| (error.name.to_owned(), error.problem)).collect();
        return Finding { problems, ..failed(Cause::BadSetting) };
    }
    if subject.settings.cloudflare.has_malformed_account_id() {
        return failed(Cause::AccountMismatch).naming(["CLOUDFLARE_ACCOUNT_ID"]);
    }
    let quoted = &subject.settings.quoted;
    if !quoted.is_empty() {
        let problems = quoted.iter().map(|name| ((*name).to_owned(), Problem::Quoted)).collect();
        return Finding { problems, ..Finding::new(CheckId::Config, Verdict::Warning, Cause::QuotedValue) };
    }
    let missing = subject.chain.iter().flat_map(ChainEntry::missing_settings).copied();
    let missing = without_duplicates(missing);
    if !missing.is_empty() {
        return Finding::new(CheckId::Config, Verdict::Warning, Cause::SettingMissing).naming(missing);
    }
    if subject.chain.iter().all(|entry| entry.provider().is_none()) {
        return failed(Cause::NotConfigured);
    }
    let (verdict, cause) =
        if subject.is_emulated { (Verdict::Warning, Cause::Emulator) } else { (Verdict::Ok, Cause::Ok) };
    Finding::new(CheckId::Config, verdict, cause)
}

fn without_duplicates<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}
