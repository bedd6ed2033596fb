//! The sources that are built, and where the result goes.

use crate::paths;
use anyhow::Result;
use std::path::PathBuf;

/// A copy of the sources, and its folders.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// The folder that cargo builds into.
    pub(crate) target: PathBuf,
    /// Compiler flags for every program, besides those that the build itself needs.
    pub(crate) flags: Vec<String>,
}

impl Workspace {
    /// The repository itself, as it ships.
    ///
    /// Leptos' views have one type instead of one each, which is smaller
    /// (<https://github.com/leptos-rs/leptos/releases/tag/v0.8.0>, "erased mode"). A panic is a trap at once, without a
    /// message: messages and the code that makes them are a tenth of a program
    /// (<https://doc.rust-lang.org/nightly/cargo/reference/unstable.html#panic-immediate-abort>). `app/trap.js` tells the
    /// visitor, and the Function's mount makes a new instance. So nobody reads where a panic was, nor what `{:?}` writes: no
    /// message is made with it.
    pub(crate) fn of_repository() -> Result<Self> {
        let flags = [
            "--cfg=erase_components",
            "-Zunstable-options",
            "-Cpanic=immediate-abort",
            "-Zfmt-debug=none",
            "-Zlocation-detail=none",
        ];
        let flags = flags.map(str::to_owned).to_vec();
        Ok(Self { root: paths::root()?, target: paths::target()?, flags })
    }

    /// Where the programs of the page are bound.
    pub(super) fn page_dir(&self, name: &str) -> PathBuf {
        self.target.join("page").join(name)
    }

    /// What is deployed, but for the Function.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}
