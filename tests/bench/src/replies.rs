//! Server CPU, memory and time to the first words of streamed replies.

use crate::{
    client::Endpoint,
    load::{self, Cost, LOADS, Load, NO_HEADER, Side, WARM_UP},
    processes,
    samples::Samples,
    sites::{Sites, openai, scenario},
    table::Table,
};
use anyhow::Result;
use emulator::Emulator;

/// Long replies before those are measured.
const LONG_WARM_UP: usize = 30;

/// Replies whose first words are timed: enough for what one in a hundred takes.
const TIMED: usize = 200;

/// What a browser says of a request of the site's own page.
const OF_THE_PAGE: &str = "sec-fetch-site: same-origin";

/// The most milliseconds that the Function adds to the time to the first words: in the median, and at the 99th percentile.
const ADDED_MEDIAN_MS: f64 = 1.0;
const ADDED_99_MS: f64 = 3.0;

/// The most milliseconds of CPU that the translation of an event of the Responses API may take.
const TRANSLATION_LIMIT_MS: f64 = 0.15;

/// Rows for replies of the built site against those of the floor.
pub(crate) fn measure(sites: &Sites<'_>, table: &mut Table) -> Result<()> {
    let emulator = &sites.emulator;
    let (here, floor) = (sites.site("here", &openai(emulator))?, sites.floor("floor")?);
    let client = Side { served: &here, endpoint: Endpoint::CHAT, header: NO_HEADER };
    let here = Side { served: &here, endpoint: Endpoint::CHAT, header: OF_THE_PAGE };
    let floor = Side { served: &floor, endpoint: Endpoint::FLOOR, header: NO_HEADER };
    let both = [&here, &floor];
    emulator.set(scenario(10, 0));
    for side in both {
        load::ask(side, WARM_UP, 2)?;
    }
    if processes::are_known() {
        cpu(both, &client, emulator, table)?;
    } else {
        eprintln!("CPU is left out: it is read from /proc, which only Linux has");
    }
    emulator.set(scenario(10, 0));
    let [direct, untouched] = load::first_words(both, TIMED, || ())?;
    table.ratio("time to the first words", "ms", &direct, &untouched, None);
    for (percent, limit) in [(50, ADDED_MEDIAN_MS), (99, ADDED_99_MS)] {
        let added = direct.percentile(percent) - untouched.percentile(percent);
        let what = format!("added to the first words, {percent} in 100 below");
        table.time_alone(&what, &Samples::one(added), limit);
    }
    Ok(())
}

fn cpu(sides: [&Side<'_>; 2], client: &Side<'_>, emulator: &Emulator, table: &mut Table) -> Result<()> {
    let ([here, floor], [short, long]) = (sides, &LOADS);
    emulator.set(scenario(short.chunks, short.chunk_ms));
    let [page, client, untouched] = load::per_reply([here, client, floor], short)?;
    rows(short, &page, &untouched, table);
    table.ratio("server CPU, 10 chunks to an API client", "ms", &client.cpu, &untouched.cpu, None);
    emulator.set(scenario(long.chunks, long.chunk_ms));
    let [page, untouched] = load::per_reply(sides, long)?;
    rows(long, &page, &untouched, table);
    Ok(())
}

fn rows(load: &Load, here: &Cost, floor: &Cost, table: &mut Table) {
    let what = format!("reply of {} chunks", load.chunks);
    table.ratio(&format!("server CPU, {what}"), "ms", &here.cpu, &floor.cpu, Some(load.limit));
    // No limit: the development server keeps memory for each request, whatever the Function does.
    table.ratio(&format!("memory kept, {what}"), "kB", &here.memory, &floor.memory, None);
}

/// A row for the translation of an event, beside an event that is passed on.
pub(crate) fn translation(sites: &Sites<'_>, table: &mut Table) -> Result<()> {
    if !processes::are_known() {
        return Ok(());
    }
    let emulator = &sites.emulator;
    let served = sites.site("translation", &openai(emulator))?;
    let side = |endpoint| Side { served: &served, endpoint, header: NO_HEADER };
    let (responses, chat) = (side(Endpoint::RESPONSES), side(Endpoint::CHAT));
    let [_, load] = &LOADS;
    emulator.set(scenario(load.chunks, load.chunk_ms));
    for side in [&responses, &chat] {
        load::ask(side, LONG_WARM_UP, 2)?;
    }
    let [translated, passed_on] = load::per_reply([&responses, &chat], load)?;
    let of_an_event = |cost: Cost| cost.cpu.scaled(1.0 / load.chunks as f64);
    let [translated, passed_on] = [translated, passed_on].map(of_an_event);
    let limit = passed_on.figure().median + TRANSLATION_LIMIT_MS;
    table.time("server CPU, an event of the Responses API", &translated, &passed_on, limit);
    Ok(())
}
