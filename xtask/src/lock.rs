//! A lock on what is built: one command at a time builds the site, or reads what was built.

use crate::paths;
use anyhow::{Context, Result};
use std::fs::{self, File, TryLockError};

/// Waits for the lock, and holds it until the file is dropped.
pub(crate) fn built() -> Result<File> {
    let target = paths::target()?;
    fs::create_dir_all(&target)?;
    let path = target.join("built.lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            eprintln!("   waiting: another command builds the site, or deploys it");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    Ok(file)
}
