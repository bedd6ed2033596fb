//! The programs that are built to wasm.

use anyhow::Result;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A program, by the name that its package and its wasm file have.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) name: &'static str,
    pub(super) host: Host,
}

/// How a program is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// By a browser.
    Browser,
    /// By a browser. What `app/src/lazy.rs` names is split off, and loaded when it is first called.
    BrowserInParts,
    /// By workerd, as the Function.
    Workerd,
}

/// The chat page.
pub(super) static PAGE: Program = Program { name: "app", host: Host::BrowserInParts };
/// The owner's pages.
pub(super) static OWNER: Program = Program { name: "owner", host: Host::Browser };
/// The Pages Function.
pub(super) static FUNCTION: Program = Program { name: "functions", host: Host::Workerd };
/// The rendering of answers, for the bench.
pub(super) static DRAWING: Program = Program { name: "drawing", host: Host::Browser };

/// A program that has been built: a folder with `{name}.js` and `{name}_bg.wasm`.
pub(crate) struct Built {
    /// The program's name.
    pub(crate) name: &'static str,
    /// The folder.
    pub(crate) dir: PathBuf,
}

impl Built {
    /// The script that loads the program.
    pub(crate) fn js(&self) -> PathBuf {
        self.dir.join(format!("{}.js", self.name))
    }

    /// The program, without what is loaded on demand.
    pub(crate) fn wasm(&self) -> PathBuf {
        self.dir.join(format!("{}_bg.wasm", self.name))
    }

    /// The parts that are loaded on demand, and the files of functions that several of them share, by name: what lists
    /// them is the same in every build of the same sources.
    pub(super) fn parts(&self) -> Result<Vec<PathBuf>> {
        let files = fs::read_dir(&self.dir)?.map(|entry| Ok(entry?.path()));
        let mut files: Vec<PathBuf> = files.collect::<Result<_>>()?;
        files.sort();
        let is_part = |path: &Path| path.extension().is_some_and(|e| e == "wasm") && path != self.wasm();
        Ok(files.into_iter().filter(|path| is_part(path)).collect())
    }
}
