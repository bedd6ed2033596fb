//! Asks a deployed site for what a visitor would: its page, its state, and an answer that streams; and for its owner's
//! report, where the code is known.

use super::upload::Deployed;
use crate::{http::agent, paths};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::{
    fs,
    io::Read,
    time::{Duration, Instant},
};
use ureq::{
    Body,
    http::{Request, Response},
};
use wire::{
    SiteState, Status, StreamItem,
    report::{Report, Verdict},
    sse,
};

/// How long a new deployment may take until it is reached everywhere.
const PATIENCE: Duration = Duration::from_mins(1);
const BETWEEN: Duration = Duration::from_millis(500);
/// The longest that a site takes for an answer, unless its owner lets it.
const LONGEST: Duration = Duration::from_secs(130);

/// The site's codes, where they are known.
pub(super) struct Codes {
    pub(super) access: Option<String>,
    pub(super) admin: Option<String>,
}

/// How something came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// What was seen.
    Passed(String),
    /// What is wrong, and what to do.
    Failed(String),
    /// Why it was not tried.
    LeftOut(String),
}

impl Check {
    /// It was not tried for want of a code of the site's.
    fn takes(code: &str) -> Self {
        Self::LeftOut(format!("it takes the site's {code}: set it in the environment or in .dev.vars"))
    }
}

/// What was seen of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) page: Check,
    pub(super) status: Check,
    pub(super) answer: Check,
    pub(super) report: Check,
}

impl Seen {
    /// Whether visitors get what they come for, as far as it was tried. The report may have other worries.
    pub(super) fn is_well(&self) -> bool {
        [&self.page, &self.status, &self.answer].into_iter().all(|check| !matches!(check, Check::Failed(_)))
    }

    /// Nothing could be asked, for this reason.
    fn nothing(status: Check, why: &str) -> Self {
        let left = || Check::LeftOut(why.to_owned());
        Self { page: left(), status, answer: left(), report: left() }
    }
}

pub(super) fn ask(deployed: &Deployed, codes: &Codes) -> Seen {
    let site = Site { url: &deployed.url, codes };
    let status = match site.reach() {
        Ok(Reached::Site(status)) => status,
        Ok(Reached::Door(door)) => {
            let why = format!("{door} stands before this deployment");
            return Seen::nothing(Check::LeftOut(why.clone()), &why);
        }
        Err(error) => return Seen::nothing(Check::Failed(format!("{error:#}")), "the site was not reached"),
    };
    let judged = |check: Result<Check>| check.unwrap_or_else(|error| Check::Failed(format!("{error:#}")));
    Seen {
        page: judged(site.page()),
        status: judge_status(&status, deployed),
        answer: judged(site.answer(&status)),
        report: judged(site.report()),
    }
}

/// Whether it is this deployment, and can answer at all.
fn judge_status(status: &Status, deployed: &Deployed) -> Check {
    let (expected, told) = (&deployed.environment, &status.environment);
    if expected != told {
        return Check::Failed(format!(
            "it says that it is {told}, not {expected}: see ENVIRONMENT in wrangler.toml"
        ));
    }
    if let (Some(expected), Some(told)) = (&deployed.commit, &status.commit)
        && expected != told
    {
        return Check::Failed(format!("it is of the commit {told}, not {expected}"));
    }
    let ids: Vec<&str> = status.providers.iter().map(|provider| provider.id.as_str()).collect();
    match status.state {
        SiteState::Unconfigured => Check::Failed(
            "no provider is set up, or a setting cannot be used: `cargo xtask setup`, then deploy again"
                .to_owned(),
        ),
        SiteState::Down => Check::Failed(format!("no provider answers: {}", ids.join(", "))),
        SiteState::Degraded => Check::Passed(format!("{told}; some of {} failed lately", ids.join(", "))),
        SiteState::Ok => Check::Passed(format!("{told}, with {}", ids.join(", "))),
    }
}

enum Reached {
    Site(Status),
    /// What is in front of it.
    Door(&'static str),
}

struct Site<'a> {
    url: &'a str,
    codes: &'a Codes,
}

impl Site<'_> {
    /// Asks for the state until the site is there.
    fn reach(&self) -> Result<Reached> {
        let began = Instant::now();
        loop {
            let tried = self.state();
            if tried.is_ok() || began.elapsed() > PATIENCE {
                return tried;
            }
            std::thread::sleep(BETWEEN);
        }
    }

    fn state(&self) -> Result<Reached> {
        let response = self.get("/api/status", None)?;
        let header =
            |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if header("location").contains(".cloudflareaccess.com/") {
            return Ok(Reached::Door("Cloudflare Access"));
        }
        if header("cf-mitigated") == "challenge" {
            return Ok(Reached::Door("a challenge of Cloudflare's"));
        }
        let text = good(response, "/api/status")?;
        Ok(Reached::Site(Status::read(&text).context("/api/status is not the state of an Everchat")?))
    }

    /// The page, and its program, as they were built here.
    fn page(&self) -> Result<Check> {
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
    fn answer(&self, status: &Status) -> Result<Check> {
        if status.access_code && self.codes.access.is_none() {
            return Ok(Check::takes("ACCESS_CODE"));
        }
        if status.challenge {
            return Ok(Check::LeftOut("visitors pass Turnstile first, and this is none".to_owned()));
        }
        let began = Instant::now();
        let body = r#"{"stream":true,"max_tokens":64,"messages":[{"role":"user","content":"Say hello."}]}"#;
        let mut request = Request::post(format!("{}/api/v1/chat/completions", self.url));
        request = request.header("content-type", "application/json");
        if let Some(code) = &self.codes.access {
            request = request.header("authorization", format!("Bearer {code}"));
        }
        let response = agent(LONGEST).run(request.body(body)?)?;
        let provider = response.headers().get("x-everchat-provider").and_then(|value| value.to_str().ok());
        let provider = provider.unwrap_or("nobody").to_owned();
        if response.status() != 200 {
            let told = response.into_body().read_to_string().unwrap_or_default();
            let told: Value = serde_json::from_str(&told).unwrap_or_default();
            bail!("there is no answer: {}", told["error"]["message"].as_str().unwrap_or("and no reason"));
        }
        let first = read_stream(response.into_body().into_reader())?;
        let (first, all) = ((first - began).as_millis(), began.elapsed().as_millis());
        Ok(Check::Passed(format!(
            "{provider} answered; first words after {first} ms, all of them after {all} ms"
        )))
    }

    /// What the owner's report says, without its reasons' details.
    fn report(&self) -> Result<Check> {
        let Some(code) = &self.codes.admin else {
            return Ok(Check::takes("ADMIN_CODE"));
        };
        let response = self.get("/api/report", Some(code))?;
        if response.status() == 401 {
            return Ok(Check::Failed("ADMIN_CODE is not the deployed site's".to_owned()));
        }
        if response.status() == 404 {
            return Ok(Check::LeftOut("the deployed site has no ADMIN_CODE".to_owned()));
        }
        let report: Report =
            serde_json::from_str(&good(response, "/api/report")?).context("it is no report")?;
        let bad =
            report.checks.iter().filter(|check| matches!(check.verdict, Verdict::Warning | Verdict::Failed));
        let bad: Vec<String> = bad.map(|check| format!("{} ({})", check.id.as_str(), check.cause)).collect();
        Ok(match report.verdict {
            Verdict::Ok | Verdict::Skipped => Check::Passed("all is well".to_owned()),
            verdict => Check::Failed(format!("{}: {}", verdict.as_str(), bad.join(", "))),
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

/// When the first content came; the rest is read to its end.
fn read_stream(mut body: impl Read) -> Result<Instant> {
    let (mut decoder, mut buffer) = (sse::Decoder::new(), [0; 4096]);
    let (mut first, mut end) = (None, None);
    loop {
        let length = body.read(&mut buffer).context("the answer broke off")?;
        if length == 0 {
            break;
        }
        decoder.push(&buffer[..length], |event| match StreamItem::read(&event.data) {
            StreamItem::Chunk(chunk) if chunk.has_content() => {
                first.get_or_insert_with(Instant::now);
            }
            StreamItem::Done => end = Some(Ok(())),
            StreamItem::Error(error) => end = Some(Err(error.message)),
            StreamItem::Chunk(_) | StreamItem::Unreadable => {}
        });
    }
    match end {
        Some(Ok(())) => first.context("the answer has no words"),
        Some(Err(message)) => bail!("the answer broke off: {message}"),
        None => bail!("the answer broke off"),
    }
}

fn good(response: Response<Body>, path: &str) -> Result<String> {
    ensure!(response.status() == 200, "{path} answers with {}", response.status());
    Ok(response.into_body().read_to_string()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Environment;

    #[test]
    fn an_answer_is_one_that_has_words_and_an_end() {
        let chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
        let read = |text: String| read_stream(text.as_bytes()).map(drop).map_err(|error| error.to_string());
        assert_eq!(read(format!("{chunk}data: [DONE]\n\n")), Ok(()));
        assert_eq!(read(chunk.to_owned()), Err("the answer broke off".to_owned()));
        assert_eq!(read("data: [DONE]\n\n".to_owned()), Err("the answer has no words".to_owned()));
        let error = "data: {\"error\":{\"message\":\"why\",\"type\":\"server_error\"}}\n\n";
        assert_eq!(read(format!("{chunk}{error}")), Err("the answer broke off: why".to_owned()));
    }

    #[test]
    fn a_site_of_another_place_or_commit_is_not_the_one_that_was_deployed() {
        let deployed = |environment, commit: &str| Deployed {
            url: String::new(),
            alias: None,
            environment,
            commit: Some(commit.to_owned()),
        };
        let json = r#"{"state":"ok","providers":[{"id":"gemini","state":"ok"}],"environment":"preview","commit":"abc"}"#;
        let status = Status::read(json).unwrap();
        let judged = |environment, commit| judge_status(&status, &deployed(environment, commit));
        assert_eq!(judged(Environment::Preview, "abc"), Check::Passed("preview, with gemini".to_owned()));
        assert!(
            matches!(judged(Environment::Production, "abc"), Check::Failed(why) if why.contains("ENVIRONMENT"))
        );
        assert!(matches!(judged(Environment::Preview, "def"), Check::Failed(why) if why.contains("commit")));
        let unset = Status { state: SiteState::Unconfigured, ..status };
        let judged = judge_status(&unset, &deployed(Environment::Preview, "abc"));
        assert!(matches!(judged, Check::Failed(why) if why.contains("cargo xtask setup")));
    }
}
