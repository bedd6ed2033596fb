//! Sites that are served while they are measured.

use anyhow::Result;
use std::{any::Any, path::Path};

/// A site that is being served.
pub struct Served {
    /// Its port on loopback.
    pub port: u16,
    /// The id of the process that starts all its other processes.
    pub process: u32,
    /// Ends the site when it is dropped.
    pub guard: Box<dyn Any>,
}

/// Serves the site in a folder, with settings, and returns once the path answers.
pub type Serve<'a> = &'a dyn Fn(&Path, &str, &[(&str, String)]) -> Result<Served>;
