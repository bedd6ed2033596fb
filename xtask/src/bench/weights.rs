//! `cargo xtask bench weights`: builds the page with and without each optional part, and writes
//! `tests/bench/WEIGHTS.md`.

use crate::{
    build::{self, Workspace},
    files, paths,
    progress::step,
    tools,
};
use anyhow::{Context, Result, ensure};
use bench::weights::{Change, Edit, Figures, VARIANTS, markdown};
use cargo_metadata::MetadataCommand;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the page is built from.
const SOURCES: [&str; 7] = ["app", "functions", "public", "tests/bench", "tests/emulator", "xtask", ".cargo"];
const SOURCE_FILES: [&str; 3] = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

/// Builds all variants, one after the other, and writes the table.
pub(super) fn run() -> Result<()> {
    tools::for_build()?;
    let folder = paths::target()?.join("bench/weights");
    let shipped = step("the page as it ships", || build_and_weigh(&folder, None))?;
    let mut rows = Vec::new();
    for variant in &VARIANTS {
        let figures =
            step(&format!("without: {}", variant.name), || build_and_weigh(&folder, Some(&variant.change)))
                .with_context(|| format!("the page without {}", variant.name))?;
        rows.push((variant, figures));
    }
    let table = markdown(shipped, &rows);
    let place = paths::root()?.join("tests/bench/WEIGHTS.md");
    fs::write(&place, &table).with_context(|| format!("cannot write {}", place.display()))?;
    print!("{table}");
    Ok(())
}

/// Builds a changed copy of the sources. All copies share one folder of compiled crates.
fn build_and_weigh(folder: &Path, change: Option<&Change>) -> Result<Figures> {
    let mut workspace = Workspace::of_repository()?;
    let copy = folder.join("sources");
    copy_sources(&workspace.root, &copy)?;
    match change {
        None => {}
        Some(Change::WithoutFlag(flag)) => {
            ensure!(workspace.flags.iter().any(|known| known == flag), "there is no flag {flag}");
            workspace.flags.retain(|known| known != flag);
        }
        Some(Change::Edits(edits)) => edits.iter().try_for_each(|edit| apply(&copy, edit))?,
        Some(Change::Overlay(name)) => overlay(&workspace.root, &copy, &folder.join("overlay"), name)?,
    }
    workspace.root = copy;
    workspace.target = folder.join("target");
    build::page_of(&workspace)?;
    Figures::measure(&workspace.dist(), &workspace.target.join("page/app/parts.json"))
}

fn copy_sources(root: &Path, copy: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(copy);
    for folder in SOURCES {
        files::copy_all(&root.join(folder), &copy.join(folder))?;
    }
    for file in SOURCE_FILES {
        fs::copy(root.join(file), copy.join(file))?;
    }
    Ok(())
}

fn apply(copy: &Path, edit: &Edit) -> Result<()> {
    let path = copy.join(edit.file);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", edit.file))?;
    let count = text.matches(edit.from).count();
    ensure!(count == 1, "{} has {:?} {count} times, not once", edit.file, edit.from);
    fs::write(path, text.replace(edit.from, edit.to))?;
    Ok(())
}

/// Puts a crate of `tests/bench/overlays` in place of the registry's, of the same version.
fn overlay(root: &Path, copy: &Path, overlay: &Path, name: &str) -> Result<()> {
    let metadata = MetadataCommand::new().current_dir(root).exec()?;
    let wanted = metadata.workspace_packages().into_iter().flat_map(|package| &package.dependencies);
    let required = wanted.filter(|dependency| dependency.name == name).map(|dependency| &dependency.req);
    let required = required.clone().next().with_context(|| format!("nothing depends on {name}"))?;
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name == name && required.matches(&package.version))
        .with_context(|| format!("{name} is not in Cargo.lock"))?;
    let original: PathBuf = package.manifest_path.with_file_name("").into();
    let _ = fs::remove_dir_all(overlay);
    files::copy_all(&root.join("tests/bench/overlays").join(name), overlay)?;
    change(&overlay.join("Cargo.toml"), |text| text.replace("{{version}}", &package.version.to_string()))?;
    // An overlay may build on the original, which then needs another name.
    files::copy_all(&original, &overlay.join("original"))?;
    change(&overlay.join("original/Cargo.toml"), |text| {
        text.replacen(&format!("name = {name:?}"), &format!("name = \"{name}-original\""), 1)
    })?;
    change(&copy.join("Cargo.toml"), |text| {
        format!("{text}\n[patch.crates-io]\n{name} = {{ path = {:?} }}\n", overlay.display().to_string())
    })
}

fn change(path: &Path, change: impl FnOnce(&str) -> String) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    fs::write(path, change(&text))?;
    Ok(())
}
