//! The requests to a deployed site.

use super::{results::Check, stream};
use crate::{http::agent, paths};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::{
    fs,
    time::{Duration, Instant},
};
use ureq::{
    Body,
    http::{Request, Response},
};
use wire::{
    Status,
    report::{Report, Verdict},
    tolerant,
};

/// How long a new deployment may take until Cloudflare serves it everywhere.
const START_TIMEOUT: Duration = Duration::from_mins(1);
const RETRY_INTERVAL: Duration = Duration::from_millis(500);
/// The longest wait for an answer: more than the site's own TOTAL_TIMEOUT_MS, which is 120 s unless its owner sets it.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(130);

/// The site's codes, where they are known.
pub(crate) struct Codes {
    pub(crate) access: Option<String>,
    pub(crate) admin: Option<String>,
}

/// What answers at the address of a deployment.
pub(super) enum Reached {
    /// The site, with its status.
    Site(Status),
    /// Something else, which lets only some visitors through.
    Barrier(&'static str),
}

/// A deployed site.
pub(super) struct Site<'a> {
    pub(super) url: &'a str,
    pub(super) codes: &'a Codes,
}

impl Site<'_> {
    /// Asks for the status until the site is there.
    pub(super) fn reach(&self) -> Result<Reached> {
        let began = Instant::now();
        loop {
            let tried = self.status();
            if tried.is_ok() || began.elapsed() > START_TIMEOUT {
                return tried;
            }
            std::thread::sleep(RETRY_INTERVAL);
        }
    }

    fn status(&self) -> Result<Reached> {
        let response = self.get("/api/status", None)?;
        let header =
            |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if header("location").contains(".cloudflareaccess.com/") {
            return Ok(Reached::Barrier("Cloudflare Access"));
        }
        if header("cf-mitigated") == "challenge" {
            return Ok(Reached::Barrier("a challenge of Cloudflare's"));
        }
        let text = good(response, "/api/status")?;
        Ok(Reached::Site(Status::read(&text).context("/api/status is not the state of an Everchat")?))
    }

    /// The page and its program, as they were built here.
    pub(super) fn page(&self) -> Result<Check> {
        let page = good(self.get("/", None)?, "/")?;
        let built = fs::read_to_string(paths::root()?.join("dist/index.html"))?;
        let script = built
            .split('"')
            .find(|part| part.starts_with("/assets/app-") && part.strip_suffix(".js").is_some());
        let script = script.context("dist/index.html names no program")?;
        ensure!(page.contains(script), "the page at / is not the one that was built: {script} is not in it");
        good(self.get(script, None)?, script)?;
        Ok(Check::Passed(format!("there, with {script}")))
    }

    /// One answer, streamed to its end.
    pub(super) fn answer(&self, status: &Status) -> Result<Check> {
        if status.access_code && self.codes.access.is_none() {
            return Ok(Check::takes("ACCESS_CODE"));
        }
        if status.challenge {
            return Ok(Check::Skipped("visitors pass Turnstile first, and this is none".to_owned()));
        }
        let began = Instant::now();
        let body = r#"{"stream":true,"max_tokens":64,"messages":[{"role":"user","content":"Say hello."}]}"#;
        let mut request = Request::post(format!("{}/api/v1/chat/completions", self.url));
        request = request.header("content-type", "application/json");
        if let Some(code) = &self.codes.access {
            request = request.header("authorization", format!("Bearer {code}"));
        }
        let response = agent(ANSWER_TIMEOUT).run(request.body(body)?)?;
        let provider = response.headers().get("x-everchat-provider").and_then(|value| value.to_str().ok());
        let provider = provider.unwrap_or("nobody").to_owned();
        if response.status() != 200 {
            let body = response.into_body().read_to_string().unwrap_or_default();
            let body: Value = serde_json::from_str(&body).unwrap_or_default();
            bail!("there is no answer: {}", body["error"]["message"].as_str().unwrap_or("and no reason"));
        }
        let first = stream::read(response.into_body().into_reader())?;
        let (first, all) = ((first - began).as_millis(), began.elapsed().as_millis());
        Ok(Check::Passed(format!(
            "{provider} answered; first words after {first} ms, all of them after {all} ms"
        )))
    }

    /// The verdict of the owner's report, and which checks did not pass.
    pub(super) fn report(&self) -> Result<Check> {
        let Some(code) = &self.codes.admin else {
            return Ok(Check::takes("ADMIN_CODE"));
        };
        let response = self.get("/api/report", Some(code))?;
        if response.status() == 401 {
            return Ok(Check::Failed("ADMIN_CODE is not the deployed site's".to_owned()));
        }
        if response.status() == 404 {
            return Ok(Check::Skipped("the deployed site has no ADMIN_CODE".to_owned()));
        }
        let report = tolerant::parse(&good(response, "/api/report")?);
        let report = report.as_ref().and_then(Report::read).context("it is no report")?;
        let faults =
            report.checks.iter().filter(|check| matches!(check.verdict, Verdict::Warning | Verdict::Failed));
        let faults: Vec<String> =
            faults.map(|check| format!("{} ({})", check.id.as_str(), check.cause)).collect();
        Ok(match report.verdict {
            Verdict::Ok | Verdict::Skipped => Check::Passed("all is well".to_owned()),
            verdict => Check::Failed(format!("{}: {}", verdict.as_str(), faults.join(", "))),
        })
    }

    fn get(&self, path: &str, code: Option<&str>) -> Result<Response<Body>> {
        let mut request = Request::get(format!("{}{path}", self.url));
        if let Some(code) = code {
            request = request.header("authorization", format!("Bearer {code}"));
        }
        Ok(agent(Duration::from_secs(15)).run(request.body(())?)?)
    }
}

/// The body of a response with status 200.
fn good(response: Response<Body>, path: &str) -> Result<String> {
    ensure!(response.status() == 200, "{path} answers with {}", response.status());
    Ok(response.into_body().read_to_string()?)
}
