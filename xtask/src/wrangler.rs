//! `wrangler pages dev`: a site served on this machine, until it is dropped.

use crate::process::{self, Background};
use anyhow::{Context, Result, bail};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    time::{Duration, Instant},
};

/// How long the first answer may take: wrangler bundles the Function before it.
const START: Duration = Duration::from_mins(1);

/// A running `wrangler pages dev`.
pub(crate) struct Wrangler {
    process: Background,
    port: u16,
}

impl Wrangler {
    /// Serves the site in `dir` on a free `port`, with settings beside those in its files.
    pub(crate) fn start(dir: &Path, port: u16, settings: &[(&str, String)]) -> Result<Self> {
        let bound = |(name, value): &(&str, String)| ["--binding".to_owned(), format!("{name}={value}")];
        Self::start_with(dir, port, &settings.iter().flat_map(bound).collect::<Vec<_>>())
    }

    /// The same, with more of `wrangler pages dev`'s own arguments.
    pub(crate) fn start_with(dir: &Path, port: u16, args: &[String]) -> Result<Self> {
        let mut command = process::npm_program("wrangler")?;
        let (port_text, inspector) = (port.to_string(), free_port()?.to_string());
        command.args(["pages", "dev", "--port", &port_text, "--inspector-port", &inspector]);
        command.args(["--log-level", "warn", "--show-interactive-dev-session=false"]);
        command.args(args);
        Ok(Self { process: Background::start(command.current_dir(dir))?, port })
    }

    /// Waits until `path` answers with 200, or `is_stopped` says not to; whether it does answer.
    pub(crate) fn wait_for(&mut self, path: &str, is_stopped: impl Fn() -> bool) -> Result<bool> {
        let started = Instant::now();
        while !self.answers(path) {
            if is_stopped() {
                return Ok(false);
            }
            if started.elapsed() > START {
                bail!("wrangler did not answer in a minute; what it said is above");
            }
            self.check()?;
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(true)
    }

    /// Fails if it has ended.
    pub(crate) fn check(&mut self) -> Result<()> {
        if self.process.has_ended() {
            bail!("wrangler ended; what it said is above");
        }
        Ok(())
    }

    /// The process that all of its own descend from.
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

/// Whether nobody listens there, on either of the loopback addresses.
pub(crate) fn is_free(port: u16) -> bool {
    let v4 = SocketAddr::from(([127, 0, 0, 1], port));
    let v6 = SocketAddr::from((std::net::Ipv6Addr::LOCALHOST, port));
    let is_silent = |address| TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err();
    is_silent(v4) && is_silent(v6) && TcpListener::bind(v4).is_ok()
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}
