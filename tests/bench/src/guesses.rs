//! What a wrong access code costs the Function: as much for the last of 10,000 as for the first, and as much for one that
//! is nearly right as for one that is not. Otherwise the time would tell a guesser how near a guess is.

use crate::{samples::Samples, table::Table};
use anyhow::{Context, Result};
use gateway::{
    access::{Caller, WrongCodes},
    settings::Settings,
};
use std::{hint::black_box, time::Instant};

const ROUNDS: usize = 21;
const GUESSES: usize = 10_000;
const CODE: &str = "test-code-0000-0000-0000-0000-0000-0000-0000-0000";
/// The time between two guesses in milliseconds, after which none is refused for too many tries.
const INTERVAL_MS: u64 = 3_600_001;

/// Rows for the first and the last guesses, and for guesses with much or nothing in common with the code.
pub(crate) fn measure(table: &mut Table) -> Result<()> {
    let lookup = |name: &str| (name == "ACCESS_CODE").then(|| CODE.to_owned());
    let settings = Settings::read(&lookup).ok().context("the settings are good")?;
    let nearly = format!("{}1", &CODE[..CODE.len() - 1]);
    let nothing = "x".repeat(CODE.len());

    let mut rows = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let mut wrong_codes = WrongCodes::new();
        let mut now = 0;
        let mut guess = |code: &str, times: usize| {
            let caller = Caller { authorization: Some(format!("Bearer {code}")), ..Caller::default() };
            let began = Instant::now();
            for _ in 0..times {
                now += INTERVAL_MS;
                let _ = black_box(caller.admit_visitor(black_box(&settings), &mut wrong_codes, now));
            }
            began.elapsed().as_secs_f64() * 1e6 / times as f64
        };
        rows[0].push(guess(&nothing, GUESSES / 10));
        guess(&nothing, GUESSES * 8 / 10);
        rows[1].push(guess(&nothing, GUESSES / 10));
        rows[2].push(guess(&nothing, GUESSES / 10));
        rows[3].push(guess(&nearly, GUESSES / 10));
    }
    let [first, last, none, near] = rows.map(Samples::new);
    table.ratio("a wrong code, the 10,000th beside the first", "us", &last, &first, Some(1.5));
    table.ratio("a wrong code, nearly right beside not at all", "us", &near, &none, Some(1.1));
    Ok(())
}
