//! Server CPU, memory and time to the first byte of streamed replies.

use crate::{
    load::{self, LOADS, NO_HEADER, Side},
    processes,
    served::Serve,
    sites::{self, CHAT_PATH, FLOOR_PATH, scenario},
    table::Table,
};
use anyhow::Result;
use emulator::Emulator;
use std::path::Path;

/// Replies of each side before the measuring begins.
const WARM_UP: usize = 30;

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
    let here = Side { served: &here, path: CHAT_PATH, header: NO_HEADER };
    let floor = Side { served: &floor, path: FLOOR_PATH, header: NO_HEADER };
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
        }
    } else {
        eprintln!("CPU is left out: it is read from /proc, which only Linux has");
    }
    emulator.set(scenario(10, 0));
    let [direct, untouched] = load::first_byte(sides, || ())?;
    table.ratio("time to the first byte, median", "ms", direct, untouched, None);
    Ok(())
}
