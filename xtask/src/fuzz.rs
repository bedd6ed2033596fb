//! `cargo xtask fuzz`: inputs that nobody thought of, guided by coverage (<https://llvm.org/docs/LibFuzzer.html>).

mod corpus;

use crate::{
    paths,
    process::{self, Stop},
    progress::step,
};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What cargo-fuzz passes to the compiler, without a sanitizer: so a stable compiler takes it.
const FLAGS: &str = "--cfg fuzzing -Cdebug-assertions -Ccodegen-units=1 -Cpasses=sancov-module \
     -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
     -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";
/// How long one input may take, in seconds.
const TIMEOUT_S: u32 = 10;

/// Options of `cargo xtask fuzz`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// How long all targets together may take
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    minutes: u32,
    /// Add inputs that reach more code to the corpus in the repository
    #[arg(long)]
    keep: bool,
    /// Only this target [default: all in turn]
    target: Option<Target>,
}

/// What is fuzzed: the files of `tests/fuzz/targets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// The decoder of event streams
    Decoder,
    /// The import of a file
    Import,
    /// The reader of providers' answers
    Inspector,
    /// The rendering of Markdown, and its time
    Markdown,
    /// The reader of requests
    Request,
    /// The translation into the Responses API
    Responses,
    /// The reader of shared links
    Share,
}

impl Target {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Fuzzes each target in turn, and fails at the first input that breaks one.
pub(crate) fn run(options: &Options) -> Result<()> {
    let targets = options.target.map_or_else(|| Target::value_variants().to_vec(), |target| vec![target]);
    let programs = build()?;
    let seconds = (options.minutes * 60 / u32::try_from(targets.len())?).max(1);
    for target in targets {
        let name = target.name();
        step(&format!("fuzzing {name} for {seconds} s"), || fuzz(&programs.join(&name), &name, seconds))?;
        if options.keep {
            keep(&programs.join(&name), &name)?;
        }
    }
    Ok(())
}

/// Compiles the targets. Returns the folder of their programs.
fn build() -> Result<PathBuf> {
    let version = process::output(Command::new("rustc").arg("-vV"))?;
    // With a target of its own, the flags are for the targets alone, and not for what runs in the build.
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc has no host")?;
    let folder = paths::target()?.join("fuzz");
    step("compiling the targets", || {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml"]);
        cargo.args(["--target", host, "--target-dir"]).arg(&folder).current_dir(paths::root()?);
        process::run(cargo.env("RUSTFLAGS", FLAGS)).context("the fuzzer is in C++: it wants a C++ compiler")
    })?;
    Ok(folder.join(host).join("release"))
}

fn fuzz(program: &Path, name: &str, seconds: u32) -> Result<()> {
    let found = folder("found")?;
    let artifacts = format!("{}/{name}-", found.display());
    let mut command = Command::new(program);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-timeout={TIMEOUT_S}"));
    command.arg(format!("-artifact_prefix={artifacts}")).arg("-print_final_stats=1");
    command.arg(corpus::unpack(name, &folder(&format!("corpus/{name}"))?)?);
    let done = process::capture(&mut command, &Stop::default(), false)?;
    if !done.succeeded {
        let lines: Vec<&str> = done.output.lines().collect();
        bail!(
            "an input breaks {name}: it is in {artifacts}*\n{}",
            lines[lines.len().saturating_sub(30)..].join("\n")
        );
    }
    let is_figure = |line: &&str| line.contains("number_of_executed_units") || line.contains("peak_rss_mb");
    done.output.lines().filter(is_figure).for_each(|line| println!("{line}"));
    Ok(())
}

/// Writes the inputs that reach most code with the fewest bytes into the repository.
fn keep(program: &Path, name: &str) -> Result<()> {
    let smallest = paths::target()?.join("fuzz/smallest");
    if smallest.exists() {
        fs::remove_dir_all(&smallest)?;
    }
    fs::create_dir_all(&smallest)?;
    let mut command = Command::new(program);
    command.args(["-merge=1", "-verbosity=0"]).arg(&smallest).arg(folder(&format!("corpus/{name}"))?);
    process::output(&mut command)?;
    corpus::pack(name, &smallest)
}

/// A folder of the fuzzer's.
fn folder(name: &str) -> Result<PathBuf> {
    let folder = paths::target()?.join("fuzz").join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_its_file_and_a_corpus() {
        let root = paths::root().unwrap().join("tests/fuzz");
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        for target in Target::value_variants() {
            let name = target.name();
            assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
            assert!(root.join(format!("targets/{name}.rs")).exists(), "{name}");
            assert!(!corpus::read(&name).unwrap().is_empty(), "{name}");
        }
        let files = fs::read_dir(root.join("targets")).unwrap().count();
        assert_eq!(files, Target::value_variants().len());
    }
}
