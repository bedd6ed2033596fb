//! The project's commands: `cargo xtask dev|build|test|check-config|doctor|setup|deploy|emulator|bench`.
#![forbid(unsafe_code)]

mod args;
mod bom;
mod build;
mod check_config;
mod checks;
mod deploy;
mod dev;
mod dev_vars;
mod doctor;
mod edge;
mod http;
mod lock;
mod names;
mod page;
mod pages;
mod paths;
mod peers;
mod pieces;
mod process;
mod progress;
mod setup;
mod tools;
mod wasm;
mod wrangler;

use anyhow::{Result, bail};
use std::{path::Path, process::ExitCode};

const HELP: &str = "\
Usage: cargo xtask <command>

  dev [--port 8788]     build, and serve the site on this machine
  build                 build dist/ and the Function, ready for `wrangler pages deploy`
  test [FILTER]         every check: format, lints, unit tests, the Function, the page in Chromium;
                        a FILTER runs only the browser and Function tests that match it
  check-config [--file FILE] [--env-file FILE]
                        what is missing or at odds in wrangler.toml and .dev.vars
  doctor [--json] [--format table|json|markdown] [--lang zh|en] [--env-file FILE]
                        what is wrong with the providers' settings, why, and how to put it right
  setup [--dry-run] [--yes] [--project NAME] [--gateway NAME] [--replace] [--env-file FILE]
                        makes the AI Gateway, and puts the settings into the Pages project
  deploy [--branch B] [--dry-run] [--built] [--project NAME] [--env-file FILE]
                        build, check, upload to Cloudflare Pages, and ask the deployed site
  emulator [--port P]   the upstream APIs alone, faults by scenario; what is deployed to it, it serves
  bench [drawing|history]
                        what an answer costs, each figure against its floor; or only what drawing it
                        costs, or a long conversation
";

/// The port that `wrangler pages dev` uses too.
const DEV_PORT: u16 = 8788;
const EMULATOR_PORT: u16 = 8790;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = args.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    match command.as_str() {
        "dev" => dev::run(port(rest)?)?,
        "build" => no_more(rest).and_then(|()| build::run())?,
        "test" => checks::run(rest)?,
        "check-config" => return check_config::run(&check_config::Options::read(rest)?),
        "doctor" => return doctor::run(&doctor::Options::read(rest)?),
        "setup" => return setup::run(&setup::Options::read(rest)?),
        "deploy" => return deploy::run(&deploy::Options::read(rest)?),
        "emulator" => run_emulator(port(rest)?.unwrap_or(EMULATOR_PORT))?,
        "bench" if rest == ["drawing"] => bench_drawing(false)?,
        "bench" if rest == ["history"] => build::run().and_then(|()| bench_history())?,
        "bench" => no_more(rest).and_then(|()| run_bench())?,
        "help" | "--help" | "-h" => print!("{HELP}"),
        other => bail!("there is no command {other:?}\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn run_emulator(port: u16) -> Result<()> {
    let emulator = emulator::Emulator::start(port)?;
    edge::serve_deployments(&emulator);
    println!("Emulator on {}", emulator.url());
    // Ended in order, it takes the deployments along that it serves.
    let (stop, stopped) = std::sync::mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = stop.send(());
    })?;
    let _ = stopped.recv();
    Ok(())
}

fn run_bench() -> Result<()> {
    build::run()?;
    let served = bench::run(&paths::root()?, &serve);
    bench_drawing(true).and(bench_history()).and(served)
}

/// Serves the site in a folder once `path` answers.
fn serve(dir: &Path, path: &str, settings: &[(&str, String)]) -> Result<bench::Served> {
    let port = wrangler::free_port()?;
    let mut wrangler = wrangler::Wrangler::start(dir, port, settings)?;
    wrangler.wait_for(path, || false)?;
    Ok(bench::Served { port, process: wrangler.id(), guard: Box::new(wrangler) })
}

fn bench_history() -> Result<()> {
    let emulator = emulator::Emulator::start(0)?;
    let settings = [
        dev::openai(&emulator.url()),
        ("OPENAI_API_KEY", "test-token-0000".to_owned()),
        ("OPENAI_MODEL", "emulator-model".to_owned()),
        ("RATE_LIMIT_PER_MINUTE", "0".to_owned()),
    ];
    let site = serve(&paths::root()?, "/api/status", &settings)?;
    bench::history(&peers::measure_history(&format!("http://127.0.0.1:{}/", site.port))?)
}

fn bench_drawing(with_slow: bool) -> Result<()> {
    tools::for_build()?;
    let (quick, slow) = peers::measure(with_slow)?;
    bench::drawing(&quick, &slow)
}

fn no_more(args: &[String]) -> Result<()> {
    match args.first() {
        Some(extra) => bail!("unexpected argument {extra:?}\n\n{HELP}"),
        None => Ok(()),
    }
}

fn port(args: &[String]) -> Result<Option<u16>> {
    match args {
        [] => Ok(None),
        [flag, port] if flag == "--port" => match port.parse() {
            Ok(port) => Ok(Some(port)),
            Err(_) => bail!("--port takes a number from 0 to 65535, not {port:?}"),
        },
        _ => bail!("expected --port and a number, got {:?}\n\n{HELP}", args.join(" ")),
    }
}
