//! Loads the report.

use crate::loading::{LoadError, UNREACHABLE, get_json, get_text};
use wire::{Language, report::Report};

/// The report, and the same as Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoadedReport {
    pub(crate) report: Report,
    pub(crate) markdown: String,
}

/// Loads both forms of the report. The Markdown is loaded ahead because a browser lets a page copy only right after a
/// click. The second request asks no provider again: the site keeps its findings for a minute.
pub(crate) async fn load_report(language: Language) -> Result<LoadedReport, LoadError> {
    let url = |format: &str| format!("/api/report?lang={}&format={format}", language.tag());
    let report = Report::read(&get_json(&url("json")).await?).ok_or(UNREACHABLE)?;
    let markdown = get_text(&url("markdown")).await?;
    Ok(LoadedReport { report, markdown })
}
