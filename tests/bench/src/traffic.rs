//! What it costs to record how visitors are served, and to show a month of it.

use crate::{
    client::{self, Endpoint},
    load::{self, LOADS, NO_HEADER, Side, WARM_UP},
    processes,
    samples::Samples,
    served::Served,
    sites::{Sites, openai, scenario},
    table::Table,
};
use anyhow::{Result, bail};
use emulator::Emulator;
use gateway::traffic::database;
use std::{
    fs,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Fills the database of the site in a folder with so many requests of the month before a time, in milliseconds.
pub type FillMonth<'a> = &'a dyn Fn(&Path, u64, u64) -> Result<()>;

/// The requests of the month.
const REQUESTS: u64 = 1_000_000;
/// Of the questions of such a site's day, the page reads one in sixteen.
const QUESTIONS_LEVEL: u32 = 4;
/// The most milliseconds of CPU for a month's page.
const MONTH_LIMIT_MS: f64 = 50.0;
/// The most CPU of a reply that is recorded, as a multiple of one that is not.
const RECORDING_LIMIT: f64 = 1.05;
/// Rounds, in each of which the page and the database alone are asked.
const ROUNDS: usize = 9;

/// The settings of a site that counts no limits: the database has nothing but traffic.
fn settings(emulator: &Emulator, record: &str) -> Vec<(&'static str, String)> {
    let mut settings = openai(emulator);
    for (name, value) in &mut settings {
        if name.starts_with("DAILY_") || matches!(*name, "RATE_LIMIT_PER_MINUTE" | "STREAMS_PER_VISITOR") {
            "0".clone_into(value);
        }
    }
    settings.push(("RECORD_TRAFFIC", record.to_owned()));
    settings
}

/// A row for replies that are recorded, beside those that are not.
pub(crate) fn recording(sites: &Sites<'_>, table: &mut Table) -> Result<()> {
    let emulator = &sites.emulator;
    let site = |record: &str| {
        let name = format!("traffic-{record}");
        sites.copy(&name)?;
        sites.serve(&name, &settings(emulator, record))
    };
    let (on, off) = (site("on")?, site("off")?);
    let [on, off] = [&on, &off].map(|served| Side { served, endpoint: Endpoint::CHAT, header: NO_HEADER });
    let [short, _] = &LOADS;
    emulator.set(scenario(short.chunks, short.chunk_ms));
    for side in [&on, &off] {
        load::ask(side, WARM_UP, 2)?;
    }
    let [on, off] = load::per_reply([&on, &off], short)?;
    let what = "server CPU, traffic recorded, against not";
    table.ratio(what, "ms", &on.cpu, &off.cpu, Some(RECORDING_LIMIT));
    Ok(())
}

/// A row for the page of a month. What the database itself takes, which locally is in the process that is measured, does not count:
/// it is measured by a few lines of JavaScript that have the same rows read, and read none of them.
pub(crate) fn month(root: &Path, sites: &Sites<'_>, fill: FillMonth<'_>, table: &mut Table) -> Result<()> {
    const DAY: u64 = 86_400;
    let dir = sites.copy("month")?;
    fs::copy(root.join("tests/bench/floor/month.js"), dir.join("functions/api/floor-month.js"))?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    fill(&dir, REQUESTS, now * 1000)?;
    let mut settings = settings(&sites.emulator, "on");
    settings.push(("STATEMENTS", statements(now * 1000)?));
    let site = sites.serve("month", &settings)?;
    let path = format!("/api/traffic?from={}&to={}&step={DAY}", now - 30 * DAY, now);
    // Requests of the month's first day may lie before the 30 days.
    let requests = count_of_requests(&client::get(site.port, &path)?)?;
    if requests < REQUESTS * 9 / 10 {
        bail!("the page has {requests} of {REQUESTS} requests");
    }
    let (mut pages, mut of_database) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let page = cpu_of(&site, &path)?;
        let database = cpu_of(&site, "/api/floor-month")?;
        // Until the first round is over the runtime compiles and optimises.
        if round > 0 {
            eprintln!(
                "   a month's page, round {round} of {ROUNDS}: {page:.1} ms, {database:.1} ms of it the database's"
            );
            pages.push(page - database);
            of_database.push(database);
        }
    }
    let what = "server CPU, a month of 1,000,000 requests";
    table.time(what, &Samples::new(pages), &Samples::new(of_database), MONTH_LIMIT_MS);
    Ok(())
}

/// What the page asks the database for, so that it answers with the length of it alone: a list in JSON of statements and
/// their parameters.
fn statements(now: u64) -> Result<String> {
    const MONTH: u64 = 30 * 86_400_000;
    let (sums, times) = database::read_sums(now - MONTH, now);
    let (questions, level) = database::read_questions(now - MONTH / 30, QUESTIONS_LEVEL);
    Ok(serde_json::to_string(&[
        (format!("SELECT sum(length(sums)) AS length FROM ({sums})"), times),
        (format!("SELECT sum(length(questions)) AS length FROM ({questions})"), level),
    ])?)
}

/// The requests in all that an answer tells.
fn count_of_requests(answer: &str) -> Result<u64> {
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let start = body.find('{').unwrap_or_default();
    let json = serde_json::Deserializer::from_str(&body[start..]).into_iter::<serde_json::Value>().next();
    let requests = json.and_then(Result::ok).and_then(|traffic| traffic["totals"]["requests"].as_u64());
    requests.ok_or_else(|| anyhow::anyhow!("no traffic: {}", &answer[..answer.len().min(600)]))
}

/// Milliseconds of CPU for each request of a path.
fn cpu_of(site: &Served, path: &str) -> Result<f64> {
    const REQUESTS: usize = 20;
    let before = processes::servers_below(site.process)?.cpu;
    for _ in 0..REQUESTS {
        client::get(site.port, path)?;
    }
    let spent = processes::servers_below(site.process)?.cpu.saturating_sub(before);
    Ok(spent.as_secs_f64() * 1000.0 / REQUESTS as f64)
}
