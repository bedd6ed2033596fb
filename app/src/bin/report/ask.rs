//! Fetches the report.

use crate::language::Language;
use gloo_net::http::{Request, Response};
use wire::{ErrorBody, report::Report};

/// Where a code is exchanged for a pass: a cookie that no script can read.
const DOOR: &str = "/api/access?as=owner";

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
    let request = Request::get(&format!("/api/report?lang={tag}&format={format}"));
    let response = request.send().await.map_err(|_| Answer::Unreachable)?;
    match response.status() {
        200 => Ok(response),
        401 => Err(Answer::CodeWanted { is_wrong: false }),
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

/// Gives the owner's code, and gets a pass if it is right.
pub(crate) async fn enter(code: &str) -> Result<(), Answer> {
    let body = wire::json::Value::object().with("code", code).to_string();
    let request = Request::post(DOOR).header("content-type", "application/json").body(body);
    let response = request.map_err(|_| Answer::Unreachable)?.send().await.map_err(|_| Answer::Unreachable)?;
    match response.status() {
        204 => Ok(()),
        401 => Err(Answer::CodeWanted { is_wrong: true }),
        429 => Err(Answer::Wait(wait(&response).await)),
        _ => Err(Answer::Unreachable),
    }
}

/// Whether this browser has a pass.
pub(crate) async fn has_pass() -> bool {
    let Ok(response) = Request::get(DOOR).send().await else { return false };
    let standing = response.text().await.ok().and_then(|text| wire::json::Value::read(&text));
    standing.is_some_and(|standing| standing["passed"] == true)
}

/// Gives the pass back.
pub(crate) async fn leave() {
    // Without an answer the pass is still there, as the report that is loaded next shows.
    drop(Request::delete(DOOR).send().await);
}
