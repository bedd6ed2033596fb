//! The project's commands: `cargo xtask dev|build|test|check-config|doctor|setup|deploy|traffic|emulator|bench|fuzz`.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod check_config;
mod cli;
mod clock;
mod deploy;
mod dev;
mod dev_vars;
mod doctor;
mod emulator;
mod emulator_settings;
mod files;
mod fuzz;
mod hash;
mod http;
mod lock;
mod paths;
mod process;
mod progress;
mod setup;
mod test;
mod tools;
mod traffic;
mod wrangler;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
