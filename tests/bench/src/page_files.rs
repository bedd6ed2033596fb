//! Which of the built files the page loads, and when.

use anyhow::{Context, Result};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The built page.
pub(crate) struct PageFiles {
    dist: PathBuf,
    document: String,
    /// The files below `assets/` that the document names.
    named: Vec<String>,
    /// The names of all files below `assets/`.
    assets: Vec<String>,
    /// The files of each part that is loaded on demand, without hash and extension.
    parts: BTreeMap<String, Vec<String>>,
}

impl PageFiles {
    /// Finds them in a `dist/` folder. `parts` is the file in which the build says what each part consists of.
    pub(crate) fn find(dist: &Path, parts: &Path) -> Result<Self> {
        let read = |path: &Path| {
            fs::read_to_string(path)
                .with_context(|| format!("cannot read {}; is the page built?", path.display()))
        };
        let document = read(&dist.join("index.html"))?;
        let assets = fs::read_dir(dist.join("assets"))?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<Result<_>>()?;
        let parts = serde_json::from_str(&read(parts)?)?;
        Ok(Self { dist: dist.to_owned(), named: assets_of(&document), document, assets, parts })
    }

    /// What the composer waits for: the document, its styles, and its early script.
    pub(crate) fn of_composer(&self) -> Vec<&str> {
        let is_program = |name: &str| name.starts_with("assets/app-");
        let shell = self.named.iter().map(String::as_str).filter(|name| !is_program(name));
        ["index.html"].into_iter().chain(shell).collect()
    }

    /// What a first answer waits for: all that the document names.
    pub(crate) fn of_first_answer(&self) -> Vec<&str> {
        ["index.html"].into_iter().chain(self.named.iter().map(String::as_str)).collect()
    }

    /// The files of a part that is loaded on demand: its own, and those of functions that it shares with others.
    pub(crate) fn of_part(&self, part: &str) -> Result<Vec<String>> {
        let stems = self.parts.get(part).with_context(|| format!("there is no part named {part}"))?;
        let file = |stem: &String| {
            let prefix = format!("{stem}-");
            let found = self.assets.iter().find(|name| name.starts_with(&prefix));
            found.map(|name| format!("assets/{name}")).with_context(|| format!("{stem} is not in dist/"))
        };
        stems.iter().map(file).collect()
    }

    /// The files of another program, by its name: its wasm and its script.
    pub(crate) fn of_program(&self, name: &str) -> Vec<String> {
        let prefix = format!("{name}-");
        let own = self.assets.iter().filter(|asset| asset.starts_with(&prefix));
        own.map(|asset| format!("assets/{asset}")).collect()
    }

    /// Every file of the page's program, whenever it is loaded, and what the composer waits for.
    pub(crate) fn of_everything(&self) -> Result<BTreeSet<String>> {
        let mut all: BTreeSet<String> = self.of_first_answer().into_iter().map(str::to_owned).collect();
        for part in self.parts.keys() {
            all.extend(self.of_part(part)?);
        }
        Ok(all)
    }

    /// The content of a file.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>> {
        if name == "index.html" {
            return Ok(self.document.clone().into_bytes());
        }
        let path = self.dist.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// The files below `assets/` that a document names in `src` and `href`, each once. Its icon and manifest are elsewhere;
/// nothing waits for them.
fn assets_of(html: &str) -> Vec<String> {
    let mut names: Vec<String> = html
        .split('"')
        .filter_map(|value| value.strip_prefix('/'))
        .filter(|name| name.starts_with("assets/"))
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> PageFiles {
        let document = r#"<link href="/icon.svg"><link rel="stylesheet" href="/assets/shell-1.css"><link href="/assets/app-6.css">
            <script src="/assets/early-2.js"></script><link href="/assets/app-3.wasm">
            <script src="/assets/app-4.js"></script><link href="/assets/app-4.js"><a href="https://x">"#;
        let stems = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let parts = [("a", &["chunk_1", "split_a"][..]), ("b", &["chunk_1", "chunk_12", "split_b"])];
        PageFiles {
            dist: PathBuf::new(),
            document: document.to_owned(),
            named: assets_of(document),
            assets: stems(&["chunk_12-5.wasm", "chunk_1-6.wasm", "split_a-7.wasm", "split_b-8.wasm"]),
            parts: parts.map(|(part, files)| (part.to_owned(), stems(files))).into(),
        }
    }

    #[test]
    fn the_composer_waits_for_the_document_its_styles_and_the_early_script() {
        let page = page();
        assert_eq!(page.of_composer(), ["index.html", "assets/early-2.js", "assets/shell-1.css"]);
        assert_eq!(page.of_first_answer().len(), 6);
    }

    #[test]
    fn the_files_of_another_program_begin_with_its_name() {
        assert_eq!(page().of_program("split_b"), ["assets/split_b-8.wasm"]);
        assert!(page().of_program("split").is_empty());
    }

    #[test]
    fn the_files_of_a_part_are_its_own_and_those_that_it_shares() {
        let page = page();
        assert_eq!(page.of_part("a").unwrap(), ["assets/chunk_1-6.wasm", "assets/split_a-7.wasm"]);
        assert!(page.of_part("c").is_err());
        assert_eq!(page.of_everything().unwrap().len(), 10);
    }
}
