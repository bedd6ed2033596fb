//! The page's requests to the site: the report, and the owner's sign-in.

use browser::http;
use serde_json::{Value, json};
use wire::{ErrorBody, Language, report::Report};

/// Where the owner's code is exchanged for a cookie that no script can read.
const ACCESS: &str = "/api/access?as=owner";

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportError {
    /// The owner's code is needed, or was wrong.
    CodeRequired { is_wrong: bool },
    /// The site has no owner's code, so it gives no report.
    NoReport,
    /// Too many wrong codes were given.
    TooManyCodes { retry_after_s: u32 },
    /// The site does not answer.
    Unreachable,
}

/// The report, and the same as Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoadedReport {
    pub(crate) report: Report,
    pub(crate) markdown: String,
}

/// Loads both forms of the report. The Markdown is loaded ahead because a browser only lets a page copy in the
/// moment of a click. The second request asks no provider again: the site keeps its findings for a minute.
pub(crate) async fn load_report(language: Language) -> Result<LoadedReport, ReportError> {
    let json = report_text(language, "json").await?;
    let report = serde_json::from_str(&json).map_err(|_| ReportError::Unreachable)?;
    Ok(LoadedReport { report, markdown: report_text(language, "markdown").await? })
}

async fn report_text(language: Language, format: &str) -> Result<String, ReportError> {
    let url = format!("/api/report?lang={}&format={format}", language.tag());
    let response = http::get(&url).await.ok_or(ReportError::Unreachable)?;
    let status = response.status();
    let text = response.text().await.map_err(|_| ReportError::Unreachable)?;
    match status {
        200 => Ok(text),
        401 => Err(ReportError::CodeRequired { is_wrong: false }),
        404 => Err(ReportError::NoReport),
        429 => Err(too_many_codes(&text)),
        _ => Err(ReportError::Unreachable),
    }
}

fn too_many_codes(body: &str) -> ReportError {
    let details = ErrorBody::read(body).and_then(|error| error.everchat);
    ReportError::TooManyCodes { retry_after_s: details.and_then(|details| details.retry_after_s).unwrap_or(1) }
}
