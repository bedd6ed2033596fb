//! What a visitor waits, and the Function works, when the first provider fails.

use crate::{
    Serve, Served, client, processes,
    replies::{CHAT, LOADS, Side, first_byte, openai, per_reply, scenario, site},
    table::Table,
};
use anyhow::Result;
use emulator::{Emulator, Fault, Scenario};
use std::path::Path;

/// The first provider, which has the faults.
const PRIMARY: &str = "gemini";
/// Leaves the first provider out: the second asked directly.
const DIRECT: &str = "x-everchat-exclude: gemini";
const FALLING_BACK: &str = "accept: */*";
/// How long a silent provider is waited for, in milliseconds.
const PATIENCE_MS: f64 = 150.0;

pub(crate) fn measure(
    root: &Path,
    dir: &Path,
    emulator: &Emulator,
    serve: Serve<'_>,
    table: &mut Table,
) -> Result<()> {
    let with = |name: &str, extra: (&'static str, String)| {
        let mut settings = openai(emulator);
        settings.extend([
            ("GEMINI_API_KEY", "test-token-1111".to_owned()),
            ("GEMINI_BASE_URL", format!("{}/v1beta", emulator.url())),
            ("TEST_ROUTES", "on".to_owned()),
            extra,
        ]);
        site(root, &dir.join(name), &settings, serve)
    };
    let hedging = with("hedging", ("HEDGE_AFTER_MS", PATIENCE_MS.to_string()))?;
    let limited = with("limited", ("FIRST_TOKEN_TIMEOUT_MS", PATIENCE_MS.to_string()))?;
    emulator.set(scenario(10, 0));

    for (what, fault) in [
        ("answers 429", Fault::RateLimited),
        ("answers 500", Fault::ServerError),
        ("closes the connection", Fault::Reset),
    ] {
        let [fallback, direct] = compare(&limited, fault, emulator)?;
        let what = format!("first byte, the first provider {what}");
        table.time(&what, fallback, direct, direct * 1.1 + 5.0);
    }
    for (what, served) in [("time limit", &limited), ("hedge", &hedging)] {
        let [fallback, direct] = compare(served, Fault::Hang, emulator)?;
        let what = format!("first byte, it hangs, {what} of {PATIENCE_MS} ms");
        table.time(&what, fallback, direct, PATIENCE_MS + direct + 20.0);
    }
    if processes::are_known() {
        // A blocked answer moves on, and rests nobody.
        set(emulator, Fault::Blocked);
        let [fallback, direct] = per_reply(sides(&limited).each_ref(), &LOADS[0])?;
        table.ratio("server CPU, a fallback against a direct hit", "ms", fallback.0, direct.0, None);
    }
    Ok(())
}

fn set(emulator: &Emulator, fault: Fault) {
    emulator.set(Scenario { provider: PRIMARY.to_owned(), fault, ..scenario(10, 0) });
}

fn sides(served: &Served) -> [Side<'_>; 2] {
    [FALLING_BACK, DIRECT].map(|header| Side { served, path: CHAT, header })
}

/// Milliseconds to the first byte: falling back, and the second provider asked directly.
fn compare(served: &Served, fault: Fault, emulator: &Emulator) -> Result<[f64; 2]> {
    set(emulator, fault);
    // Or else the first provider would rest, and not be asked.
    let forget = || drop(client::get(served.port, "/api/_forget"));
    first_byte(sides(served).each_ref(), forget)
}
