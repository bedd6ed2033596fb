//! The lengths of all files of sources.

use super::faults::Fault;
use crate::files;
use anyhow::Result;
use std::{fs, path::Path};

/// The most lines of a file.
const MAX_LINES: usize = 350;
/// The most lines of a typical file, and of nine in ten files.
const MAX_MEDIAN: usize = 120;
const MAX_NINTH_DECILE: usize = 250;

/// The folders of sources, and what of them is written by hand.
const FOLDERS: [&str; 5] = ["app", "functions", "public", "tests", "xtask"];
const EXTENSIONS: [&str; 6] = ["rs", "ts", "tsx", "js", "mjs", "css"];
/// Folders that tools fill.
const LEFT_OUT: [&str; 4] = ["node_modules", "target", "dist", ".wrangler"];

/// Files that may be longer than others, and why.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// A file, by its path from the root, and its number of lines.
pub(super) type Size = (String, usize);

/// The lengths of all files, the shortest first.
pub(super) fn measure(root: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
        for path in files::all_in_but(folder, &LEFT_OUT)? {
            if path.extension().is_some_and(|own| EXTENSIONS.iter().any(|known| own == *known)) {
                let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                sizes.push((name.replace('\\', "/"), fs::read_to_string(&path)?.lines().count()));
            }
        }
    }
    sizes.sort_by_key(|(name, lines)| (*lines, name.clone()));
    Ok(sizes)
}

/// The number of lines that `share` of 100 of the files have at most.
pub(super) fn percentile(sizes: &[Size], share: usize) -> usize {
    sizes.get((sizes.len() * share / 100).min(sizes.len().saturating_sub(1))).map_or(0, |(_, lines)| *lines)
}

/// What is too long, but for the exceptions.
pub(super) fn faults(sizes: &[Size]) -> Vec<Fault> {
    let is_exception = |file: &str| EXCEPTIONS.iter().any(|(name, _)| *name == file);
    let long = sizes.iter().filter(|(file, lines)| *lines > MAX_LINES && !is_exception(file));
    let mut faults: Vec<Fault> = long
        .map(|(file, lines)| Fault::Long { file: file.clone(), lines: *lines, limit: MAX_LINES })
        .collect();
    for (what, share, limit) in [("median", 50, MAX_MEDIAN), ("90th percentile", 90, MAX_NINTH_DECILE)] {
        let lines = percentile(sizes, share);
        if lines > limit {
            faults.push(Fault::Sizes { what, lines, limit });
        }
    }
    faults
}

/// Exceptions for files that are short, or gone.
pub(super) fn needless_exceptions(sizes: &[Size]) -> Vec<Fault> {
    let is_long = |name: &str| sizes.iter().any(|(file, lines)| file == name && *lines > MAX_LINES);
    let needless = EXCEPTIONS.iter().filter(|(name, _)| !is_long(name));
    needless.map(|(name, _)| Fault::Exception { file: (*name).to_owned() }).collect()
}
