//! Fetches the report.

use crate::language::Language;
use gloo_net::http::{Request, Response};
use leptos::prelude::window;
use wire::{ErrorBody, report::Report};

/// Where the owner's code is kept: for this tab, and no longer.
const KEY: &str = "everchat-admin-code";

/// How the asking ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The report is there.
    Made,
    /// The owner's code is wanted, or was wrong.
    CodeWanted { is_wrong: bool },
    /// No code is set, so there is no report.
    NoReport,
    /// Too many wrong codes; in so many seconds the next may be tried.
    Wait(u32),
    /// The site does not answer.
    Unreachable,
}

/// The report, and the same as Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Made {
    pub(crate) report: Report,
    pub(crate) markdown: String,
}

/// Asks for both forms, so that copying needs no waiting, which a browser would not allow. The second
/// asks no provider again; a wrong code is given once.
pub(crate) async fn report(language: Language) -> Result<Made, Answer> {
    let json = text(language, "json").await?;
    let report = serde_json::from_str(&json).map_err(|_| Answer::Unreachable)?;
    Ok(Made { report, markdown: text(language, "markdown").await? })
}

async fn text(language: Language, format: &str) -> Result<String, Answer> {
    fetch(language, format).await?.text().await.map_err(|_| Answer::Unreachable)
}

async fn fetch(language: Language, format: &str) -> Result<Response, Answer> {
    let tag = language.tag();
    let mut request = Request::get(&format!("/api/report?lang={tag}&format={format}"));
    let code = code();
    if let Some(code) = &code {
        request = request.header("authorization", &format!("Bearer {code}"));
    }
    let response = request.send().await.map_err(|_| Answer::Unreachable)?;
    match response.status() {
        200 => Ok(response),
        401 => Err(Answer::CodeWanted { is_wrong: code.is_some() }),
        404 => Err(Answer::NoReport),
        429 => Err(Answer::Wait(wait(&response).await)),
        _ => Err(Answer::Unreachable),
    }
}

async fn wait(response: &Response) -> u32 {
    let text = response.text().await.unwrap_or_default();
    let details = ErrorBody::read(&text).and_then(|error| error.everchat);
    details.and_then(|details| details.retry_after_s).unwrap_or(1)
}

fn code() -> Option<String> {
    window().session_storage().ok()??.get_item(KEY).ok()?
}

/// Keeps the code for this tab.
pub(crate) fn keep_code(code: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(KEY, code);
    }
}
