//! `wrangler pages dev`: a site that is served on this machine.

use super::port::free_port;
use crate::process::{self, Background};
use anyhow::{Result, bail};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

/// The longest wait for the first response. wrangler bundles the Function before it.
const START_TIMEOUT: Duration = Duration::from_mins(1);

/// A running `wrangler pages dev`, which ends when it is dropped.
pub(crate) struct DevServer {
    process: Background,
    port: u16,
}

impl DevServer {
    /// Serves the site in `dir` on a free `port`. The settings are added to those in its files.
    pub(crate) fn start(dir: &Path, port: u16, settings: &[(&str, String)]) -> Result<Self> {
        let binding = |(name, value): &(&str, String)| ["--binding".to_owned(), format!("{name}={value}")];
        Self::start_with(dir, port, &settings.iter().flat_map(binding).collect::<Vec<_>>())
    }

    /// The same with further arguments for `wrangler pages dev`.
    pub(crate) fn start_with(dir: &Path, port: u16, args: &[String]) -> Result<Self> {
        let mut command = process::npm_program("wrangler")?;
        let (port_text, inspector) = (port.to_string(), free_port()?.to_string());
        command.args(["pages", "dev", "--port", &port_text, "--inspector-port", &inspector]);
        command.args(["--log-level", "warn", "--show-interactive-dev-session=false"]);
        command.args(args);
        Ok(Self { process: Background::start(command.current_dir(dir))?, port })
    }

    /// Waits until `path` answers with status 200, or `is_stopped` returns true. Returns whether it answers.
    pub(crate) fn wait_for(&mut self, path: &str, is_stopped: impl Fn() -> bool) -> Result<bool> {
        let started = Instant::now();
        while !self.answers(path) {
            if is_stopped() {
                return Ok(false);
            }
            if started.elapsed() > START_TIMEOUT {
                bail!("wrangler did not answer in a minute; its output is above");
            }
            self.check()?;
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(true)
    }

    /// Fails if it has ended.
    pub(crate) fn check(&mut self) -> Result<()> {
        if self.process.has_ended() {
            bail!("wrangler ended; its output is above");
        }
        Ok(())
    }

    /// The id of the process that starts all its other processes.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    fn answers(&self, path: &str) -> bool {
        let port = self.port;
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect(("localhost", port))?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
            let mut head = [0; 12];
            stream.read_exact(&mut head)?;
            Ok(&head == b"HTTP/1.1 200")
        };
        ask().unwrap_or(false)
    }
}
