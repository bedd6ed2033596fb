//! What a run of the benches comes to, with the machine that it was measured on: for `tests/bench/RESULTS.md` and `--json`.

use crate::{clock::now, paths, process, tools};
use anyhow::{Context, Result};
use bench::{Run, Table};
use gateway::time::timestamp;
use std::{fs, path::Path, process::Command, thread};

/// The npm packages whose versions the results name.
const PACKAGES: [&str; 2] = ["wrangler", "workerd"];

/// What others have that is not measured, and why, as Markdown.
const NOT_COMPARED: &str = "\
- flux-md, a renderer in Rust: it is on no npm registry (2026-11-29).
- NextChat, chat-ui, cloudflare-ai-web and Cloudflare's own template: they are published as sources and not as packages, so each would
  have to be built from a checkout.
";

/// The figures, with this machine and the present time.
pub(super) fn of_this_machine(table: Table, details: String) -> Result<Run> {
    let mut versions = vec![("rustc".to_owned(), version_of(Command::new("rustc").arg("--version"))?)];
    versions.push(("Chromium".to_owned(), version_of(Command::new(tools::chromium()?).arg("--version"))?));
    for package in PACKAGES {
        versions.push((package.to_owned(), version_of_package(&paths::root()?, package)?));
    }
    Ok(Run { at: timestamp(now()), machine: machine(), versions, table, details })
}

/// Writes `tests/bench/RESULTS.md`.
pub(super) fn write_markdown(run: &Run) -> Result<()> {
    let versions: Vec<String> =
        run.versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let text = format!(
        "# What was measured\n\n\
         Made by `cargo xtask bench`. \"Floor\" is what the figure is compared with, measured in turn with it in the same \
         run;\n\"95 of 100\" is where the true median lies in 95 of 100 runs, of the ratio if there is one.\n\n\
         - Ended: {}\n- Machine: {}\n- Versions: {}\n\n{}\n\
         ## A whole answer when the first provider fails\n\n\
         A second provider is there, and a provider may be silent for a second. Ours is asked by an API client: where an answer \
         breaks\noff after its first words, our page asks again by itself, and a client has to. Ours runs in `wrangler pages dev`, whose \
         own\nparts count in its CPU and memory.\n\n{}\n## What is not compared\n\n{NOT_COMPARED}",
        run.at,
        run.machine,
        versions.join(", "),
        run.table,
        run.details,
    );
    let place = paths::root()?.join("tests/bench/RESULTS.md");
    fs::write(&place, text).with_context(|| format!("cannot write {}", place.display()))
}

fn version_of(command: &mut Command) -> Result<String> {
    let output = process::output(command)?;
    // Such as `rustc 1.95.0 (59807616e 2026-04-14)`: the first word with a digit at its beginning.
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    Ok(output.split_whitespace().find(is_number).unwrap_or("unknown").to_owned())
}

fn version_of_package(root: &Path, package: &str) -> Result<String> {
    let file = root.join("node_modules").join(package).join("package.json");
    let json = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let package: serde_json::Value = serde_json::from_str(&json)?;
    Ok(package["version"].as_str().unwrap_or("unknown").to_owned())
}

/// The processors and the system, as far as they are known.
fn machine() -> String {
    let count = thread::available_parallelism().map_or(1, usize::from);
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model.trim());
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    let system = system.map_or(std::env::consts::OS, |name| name.trim_matches('"'));
    format!("{count} cores, {model}, {system}")
}
