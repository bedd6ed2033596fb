//! Folders of files.

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// All files below a folder, in no particular order.
///
/// # Errors
/// A folder cannot be read.
pub(crate) fn all_in(folder: &Path) -> Result<Vec<PathBuf>> {
    all_in_but(folder, &[])
}

/// The same without folders of these names.
///
/// # Errors
/// A folder cannot be read.
pub(crate) fn all_in_but(folder: &Path, left_out: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if left_out.iter().any(|name| path.file_name().is_some_and(|own| own == *name)) {
            continue;
        }
        if path.is_dir() {
            files.extend(all_in_but(&path, left_out)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Folders that are fetched or built, and never copied.
const LEFT_OUT: [&str; 2] = ["node_modules", "target"];

/// Copies what is in a folder into another folder, which is created if it is missing. What npm or cargo put there is
/// left out.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if LEFT_OUT.iter().any(|left_out| name == *left_out) {
            continue;
        }
        let target = to.join(name);
        if path.is_dir() {
            copy_all(&path, &target)?;
        } else {
            fs::copy(&path, &target).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}
