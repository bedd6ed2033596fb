//! Server CPU, memory and time to the first byte of streamed replies.

use crate::{
    client::Endpoint,
    load::{self, LOADS, NO_HEADER, Side},
    processes,
    served::Serve,
    sites::{self, scenario},
    table::Table,
};
use anyhow::Result;
use emulator::Emulator;
use std::path::Path;

/// Replies of each side before the measuring begins: until then the runtime compiles and optimises.
const WARM_UP: usize = 600;
/// Long replies before those are measured.
const LONG_WARM_UP: usize = 30;

/// What a browser says of a request of the site's own page.
const OF_THE_PAGE: &str = "sec-fetch-site: same-origin";

/// The most milliseconds of CPU that the translation of an event of the Responses API may take.
const TRANSLATION_LIMIT_MS: f64 = 0.15;

/// Rows for replies of the built site against those of the floor.
pub(crate) fn measure(
    root: &Path,
    dir: &Path,
    emulator: &Emulator,
    serve: Serve<'_>,
    table: &mut Table,
) -> Result<()> {
    let here = sites::site(root, &dir.join("here"), &sites::openai(emulator), serve)?;
    let floor = sites::floor(root, &dir.join("floor"), emulator, serve)?;
    let responses = Side { served: &here, endpoint: Endpoint::RESPONSES, header: NO_HEADER };
    let api = Side { served: &here, endpoint: Endpoint::CHAT, header: NO_HEADER };
    let here = Side { served: &here, endpoint: Endpoint::CHAT, header: OF_THE_PAGE };
    let floor = Side { served: &floor, endpoint: Endpoint::FLOOR, header: NO_HEADER };
    let sides = [&here, &floor];
    emulator.set(scenario(10, 0));
    for side in sides {
        load::ask(side, WARM_UP, 2)?;
    }
    if processes::are_known() {
        for load in &LOADS {
            emulator.set(scenario(load.chunks, load.chunk_ms));
            let [here, floor] = load::per_reply(sides, load)?;
            let what = format!("reply of {} chunks", load.chunks);
            table.ratio(&format!("server CPU, {what}"), "ms", here.0, floor.0, Some(load.limit));
            // No limit: the development server keeps memory for each request, whatever the Function does.
            table.ratio(&format!("memory kept, {what}"), "kB", here.1, floor.1, None);
            let [api, floor] = load::per_reply([&api, sides[1]], load)?;
            table.ratio(&format!("server CPU, {what} to an API client"), "ms", api.0, floor.0, None);
        }
        translation(&responses, &api, emulator, table)?;
    } else {
        eprintln!("CPU is left out: it is read from /proc, which only Linux has");
    }
    emulator.set(scenario(10, 0));
    let [direct, untouched] = load::first_byte(sides, || ())?;
    table.ratio("time to the first byte, median", "ms", direct, untouched, None);
    Ok(())
}

/// What the translation of an event costs, beside an event that is passed on.
fn translation(responses: &Side<'_>, chat: &Side<'_>, emulator: &Emulator, table: &mut Table) -> Result<()> {
    let [_, load] = &LOADS;
    emulator.set(scenario(load.chunks, load.chunk_ms));
    load::ask(responses, LONG_WARM_UP, 2)?;
    let [translated, passed_on] = load::per_reply([responses, chat], load)?;
    let each = |milliseconds: f64| milliseconds / load.chunks as f64;
    let limit = each(passed_on.0) + TRANSLATION_LIMIT_MS;
    table.time("server CPU, an event of the Responses API", each(translated.0), each(passed_on.0), limit);
    Ok(())
}
