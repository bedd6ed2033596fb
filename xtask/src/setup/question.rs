//! Questions to whoever sits at the terminal.

use anyhow::{Result, bail};
use std::io::Write;

/// Asks for a whole number until there is one.
pub(super) fn number(question: &str, default: u64) -> Result<u64> {
    loop {
        let answer = ask(question, &default.to_string())?;
        match answer.parse() {
            Ok(number) => return Ok(number),
            Err(_) => println!("   {answer:?} is not a whole number"),
        }
    }
}

/// Asks, and returns the answer, or the default for an empty one.
pub(super) fn ask(question: &str, default: &str) -> Result<String> {
    let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    print!("{question}{shown}: ");
    std::io::stdout().flush()?;
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line)? == 0 {
        bail!("there is nobody to ask any more");
    }
    let line = line.trim();
    Ok(if line.is_empty() { default.to_owned() } else { line.to_owned() })
}
