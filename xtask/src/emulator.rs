//! `cargo xtask emulator`: the upstream APIs alone, on one port.

mod deployments;

use crate::wrangler::parse_port;
use anyhow::Result;
use clap::Args;

/// Options of `cargo xtask emulator`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// The port; 0 takes any free one
    #[arg(long, value_name = "PORT", value_parser = parse_port, default_value = "8790")]
    port: u16,
}

/// Serves the APIs until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<()> {
    let emulator = ::emulator::Emulator::start(options.port)?;
    deployments::serve_all(&emulator);
    println!("Emulator on {}", emulator.url());
    // Ends with `main`, not with the process, so that the sites of its deployments are ended too.
    let (stop, stopped) = std::sync::mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = stop.send(());
    })?;
    let _ = stopped.recv();
    Ok(())
}
