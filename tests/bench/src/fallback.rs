//! What a fallback costs: how long a visitor waits, and how much the Function computes, when the first provider fails.

use crate::{
    client::{self, Endpoint},
    load::{self, LOADS, Side},
    processes,
    samples::Samples,
    served::Served,
    sites::{Sites, scenario, two_providers},
    table::Table,
};
use anyhow::Result;
use emulator::{Emulator, Fault, Scenario};

/// The provider that is asked first, and fails.
const PRIMARY: &str = "gemini";
/// A header that leaves the first provider out, so that the second is asked directly.
const DIRECT: &str = "x-everchat-exclude: gemini";
const FALLING_BACK: &str = "accept: */*";
/// Replies whose first words are timed.
const TIMED: usize = 60;
/// The wait for a silent provider, in milliseconds.
const WAIT_MS: f64 = 150.0;

/// Rows for each kind of fault.
pub(crate) fn measure(sites: &Sites<'_>, table: &mut Table) -> Result<()> {
    let emulator = &sites.emulator;
    let with = |name: &str, extra: (&'static str, String)| {
        let mut settings = two_providers(emulator);
        settings.push(extra);
        sites.site(name, &settings)
    };
    let hedging = with("hedging", ("HEDGE_AFTER_MS", WAIT_MS.to_string()))?;
    let limited = with("limited", ("FIRST_TOKEN_TIMEOUT_MS", WAIT_MS.to_string()))?;
    emulator.set(scenario(10, 0));

    for (what, fault) in [
        ("answers 429", Fault::RateLimited),
        ("answers 500", Fault::ServerError),
        ("closes the connection", Fault::Reset),
    ] {
        let [fallback, direct] = compare(&limited, fault, emulator)?;
        let what = format!("first words, the first provider {what}");
        table.time(&what, &fallback, &direct, direct.figure().median * 1.1 + 5.0);
    }
    for (what, served) in [("time limit", &limited), ("hedge", &hedging)] {
        let [fallback, direct] = compare(served, Fault::Hang, emulator)?;
        let what = format!("first words, it hangs, {what} of {WAIT_MS} ms");
        table.time(&what, &fallback, &direct, WAIT_MS + direct.figure().median + 20.0);
    }
    if processes::are_known() {
        // After a blocked answer the next provider is asked, and the first one stays in use.
        set(emulator, Fault::Blocked);
        let [fallback, direct] = load::per_reply(sides(&limited).each_ref(), &LOADS[0])?;
        table.ratio("server CPU, a fallback against a direct hit", "ms", &fallback.cpu, &direct.cpu, None);
    }
    Ok(())
}

fn set(emulator: &Emulator, fault: Fault) {
    emulator.set(Scenario { provider: PRIMARY.to_owned(), fault, ..scenario(10, 0) });
}

fn sides(served: &Served) -> [Side<'_>; 2] {
    [FALLING_BACK, DIRECT].map(|header| Side { served, endpoint: Endpoint::CHAT, header })
}

/// Milliseconds to the first words, with a fallback and with the second provider asked directly.
fn compare(served: &Served, fault: Fault, emulator: &Emulator) -> Result<[Samples; 2]> {
    set(emulator, fault);
    // Otherwise the first provider would rest after the first failure, and not be asked again.
    let forget = || drop(client::get(served.port, "/api/_forget"));
    load::first_words(sides(served).each_ref(), TIMED, forget)
}
