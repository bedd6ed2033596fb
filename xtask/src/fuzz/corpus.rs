//! The corpora in the repository: for each target a file with one input a line, in Base64.

use crate::paths;
use anyhow::{Context, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The most inputs of a target, and the most bytes of one: the corpus stays small.
const MAX_INPUTS: usize = 60;
const MAX_BYTES: usize = 600;

fn file(target: &str) -> Result<PathBuf> {
    Ok(paths::root()?.join(format!("tests/fuzz/corpus/{target}.txt")))
}

/// The inputs of a target; none where there is no file yet.
pub(super) fn read(target: &str) -> Result<Vec<Vec<u8>>> {
    let text = fs::read_to_string(file(target)?).unwrap_or_default();
    text.lines()
        .map(|line| STANDARD.decode(line).context("the corpus has a line that is no Base64"))
        .collect()
}

/// Writes the inputs into a folder, a file each. Returns the folder.
pub(super) fn unpack(target: &str, folder: &Path) -> Result<PathBuf> {
    for (at, input) in read(target)?.iter().enumerate() {
        fs::write(folder.join(format!("kept-{at}")), input)?;
    }
    Ok(folder.to_owned())
}

/// Writes the smallest inputs of a folder into the file of a target.
pub(super) fn pack(target: &str, folder: &Path) -> Result<()> {
    let mut inputs = fs::read_dir(folder)?
        .map(|entry| Ok(fs::read(entry?.path())?))
        .filter(|input: &Result<Vec<u8>>| input.as_ref().map_or(true, |input| input.len() <= MAX_BYTES))
        .collect::<Result<Vec<_>>>()?;
    inputs.sort_by_key(|input| (input.len(), input.clone()));
    // Of each length some, so that not only the shortest stay.
    let step = inputs.len().div_ceil(MAX_INPUTS).max(1);
    let lines: String = inputs.iter().step_by(step).map(|input| STANDARD.encode(input) + "\n").collect();
    let file = file(target)?;
    fs::create_dir_all(file.parent().unwrap_or(folder))?;
    Ok(fs::write(file, lines)?)
}
