//! Loads the report.

use browser::{
    access::AccessError,
    http::{self, Response},
};
use wire::{Language, report::Report};

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportError {
    /// The owner's code is needed.
    CodeRequired,
    /// No code may be tried now, or the site does not answer.
    Access(AccessError),
    /// The site has no owner's code, so it gives no report.
    NoReport,
}

impl From<AccessError> for ReportError {
    fn from(error: AccessError) -> Self {
        Self::Access(error)
    }
}

/// What the page shows in place of a report when the site does not answer as it should.
const UNREACHABLE: ReportError = ReportError::Access(AccessError::Unreachable);

/// The report, and the same as Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoadedReport {
    pub(crate) report: Report,
    pub(crate) markdown: String,
}

/// Loads both forms of the report. The Markdown is loaded ahead because a browser lets a page copy only right after a
/// click. The second request asks no provider again: the site keeps its findings for a minute.
pub(crate) async fn load_report(language: Language) -> Result<LoadedReport, ReportError> {
    let report = request(language, "json").await?.json().await.map_err(|_| UNREACHABLE)?;
    let markdown = request(language, "markdown").await?.text().await.map_err(|_| UNREACHABLE)?;
    Ok(LoadedReport { report, markdown })
}

async fn request(language: Language, format: &str) -> Result<Response, ReportError> {
    let url = format!("/api/report?lang={}&format={format}", language.tag());
    let response = http::get(&url).await.map_err(|_| UNREACHABLE)?;
    match response.status() {
        200 => Ok(response),
        401 => Err(ReportError::CodeRequired),
        404 => Err(ReportError::NoReport),
        429 => Err(AccessError::too_many_codes(&response).await.into()),
        _ => Err(UNREACHABLE),
    }
}
