//! The crates whose structure is checked, and their files.

use super::{
    modules,
    paths::{self, WrittenPath},
};
use anyhow::Result;
use std::{
    collections::BTreeMap,
    ops::Index,
    path::{Path, PathBuf},
};

/// The folders of sources, and the names of the crates.
const CRATES: [(&str, &str); 13] = [
    ("app", "app/src"),
    ("owner", "app/owner/src"),
    ("browser", "app/browser/src"),
    ("conversation", "app/conversation/src"),
    ("markdown", "app/markdown/src"),
    ("wire", "functions/wire/src"),
    ("gateway", "functions/gateway/src"),
    ("functions", "functions/src"),
    ("provider_files", "functions/provider-files/src"),
    ("bench", "tests/bench/src"),
    ("drawing", "tests/bench/drawing/src"),
    ("emulator", "tests/emulator/src"),
    ("xtask", "xtask/src"),
];

/// A file, by its place in [`Crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileId(usize);

/// A file of Rust, which is a module of its crate. Test code is no part of it.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// The name of the crate.
    pub(super) krate: &'static str,
    /// The path of the module within the crate; empty for the root.
    pub(super) module: Vec<String>,
    /// The path of the file, from the root of the sources.
    path: PathBuf,
    /// The file that declares this module.
    pub(super) parent: Option<FileId>,
    /// The modules that it declares and that are files.
    pub(super) children: BTreeMap<String, FileId>,
    /// The paths that are written in it.
    pub(super) paths: Vec<WrittenPath>,
}

impl SourceFile {
    /// The path of the file as people write it.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string().replace('\\', "/")
    }
}

/// All files of all crates.
#[derive(Debug, Default)]
pub(super) struct Crates {
    files: Vec<SourceFile>,
    roots: BTreeMap<&'static str, FileId>,
}

impl Crates {
    /// All files.
    pub(super) fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len()).map(FileId)
    }

    /// Whether a file declares the module of another one, or that of a file which does.
    pub(super) fn is_above(&self, above: FileId, below: FileId) -> bool {
        std::iter::successors(self[below].parent, |file| self[*file].parent).any(|file| file == above)
    }

    /// The root module of a crate.
    pub(super) fn root(&self, name: &str) -> Option<FileId> {
        self.roots.get(name).copied()
    }

    /// The name of a crate, if it is one of these.
    pub(super) fn name_of(&self, name: &str) -> Option<&'static str> {
        self.roots.get_key_value(name).map(|(name, _)| *name)
    }
}

impl Index<FileId> for Crates {
    type Output = SourceFile;

    fn index(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }
}

/// Reads the crates that are in a folder.
///
/// # Errors
/// A file is missing or is no Rust.
pub(super) fn read_all(root: &Path) -> Result<Crates> {
    let mut crates = Crates::default();
    for (name, folder) in CRATES {
        let main = ["lib.rs", "main.rs"].map(|file| Path::new(folder).join(file));
        if let Some(main) = main.into_iter().find(|path| root.join(path).exists()) {
            let id = read(&mut crates, root, name, main, &[], None)?;
            crates.roots.insert(name, id);
        }
    }
    Ok(crates)
}

/// Reads a file and the modules that it declares.
fn read(
    crates: &mut Crates,
    root: &Path,
    krate: &'static str,
    path: PathBuf,
    module: &[String],
    parent: Option<FileId>,
) -> Result<FileId> {
    let syntax = modules::parse(&root.join(&path))?;
    let id = FileId(crates.files.len());
    let paths = paths::written_in(&syntax);
    let declared = modules::declared(&syntax, root, &path)?;
    crates.files.push(SourceFile {
        krate,
        module: module.to_vec(),
        path,
        parent,
        children: BTreeMap::new(),
        paths,
    });
    for (name, child_path) in declared {
        let child_module = [module, std::slice::from_ref(&name)].concat();
        let child = read(crates, root, krate, child_path, &child_module, Some(id))?;
        crates.files[id.0].children.insert(name, child);
    }
    Ok(id)
}
