//! What stands behind a command.

use anyhow::{Context, Result, bail};

/// Gives `take` each argument, with a way to get at the value behind it; it tells whether it knows that argument.
/// `all` names those that it knows.
pub(crate) fn read(
    args: &[String],
    all: &str,
    mut take: impl FnMut(&str, &mut dyn FnMut() -> Result<String>) -> Result<bool>,
) -> Result<()> {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().cloned().with_context(|| format!("{arg} takes a value"));
        if !take(arg, &mut value)? {
            bail!("{all}, not {arg:?}");
        }
    }
    Ok(())
}

/// Arguments as a test writes them.
#[cfg(test)]
pub(crate) fn of(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| (*arg).to_owned()).collect()
}
