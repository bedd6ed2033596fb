//! Ports of the loopback addresses.

use anyhow::{Context, Result};
use std::{
    net::{Ipv6Addr, SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

/// Whether nothing listens on a port, on either of the loopback addresses.
pub(crate) fn is_free(port: u16) -> bool {
    let v4 = SocketAddr::from(([127, 0, 0, 1], port));
    let v6 = SocketAddr::from((Ipv6Addr::LOCALHOST, port));
    let is_silent = |address| TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err();
    is_silent(v4) && is_silent(v6) && TcpListener::bind(v4).is_ok()
}

/// A port that nothing listens on.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// Reads the value of a `--port` option.
pub(crate) fn parse_port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("--port takes a number from 0 to 65535, not {text:?}"))
}
