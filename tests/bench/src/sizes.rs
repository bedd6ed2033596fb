//! What the Function and the page weigh.

use crate::table::Table;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::Path};

/// Rows for the Function, for the page until its composer takes typing (its document, styles and early script), and
/// for what a first answer needs besides: the program, and the part that draws Markdown.
pub(crate) fn measure(root: &Path, table: &mut Table) -> Result<()> {
    let function = read(&root.join("build/functions/functions_bg.wasm"))?;
    table.size("Function, wasm, raw", function.len(), Some(450));
    table.size("Function, wasm, gzip", gzip(&function)?.len(), Some(180));

    let dist = root.join("dist");
    let document = read(&dist.join("index.html"))?;
    let named = local_files(&String::from_utf8_lossy(&document));
    let is_program = |name: &&String| name.starts_with("assets/app-") && !name.contains(".css");
    // The icon and the manifest come when they come.
    let named = named.into_iter().filter(|name| name.starts_with("assets/")).collect::<Vec<_>>();
    let (program, shell): (Vec<&String>, Vec<&String>) = named.iter().partition(is_program);
    let weigh =
        |names: &[&String]| names.iter().map(|name| brotli(&read(&dist.join(name))?)).sum::<Result<usize>>();
    let shell_size = brotli(&document)? + weigh(&shell)?;
    let requests = shell.len() + 1;
    table.count("page until the composer takes typing, requests", requests);
    anyhow::ensure!(requests <= MAX_REQUESTS, "the composer waits for {requests} requests");
    table.size("page until the composer takes typing, brotli", shell_size, Some(20));
    let program_size = weigh(&program)?;
    table.size("page's program, brotli", program_size, None);
    let part = |name: &str| part(&dist, name);
    table.size("Markdown, with the first answer, brotli", part("markdown")?, None);
    table.size(
        "until a first answer can stream, brotli (aim 160)",
        shell_size + program_size + part("markdown")?,
        None,
    );
    Ok(())
}

/// The size of a part that is loaded later, as it travels.
fn part(dist: &Path, name: &str) -> Result<usize> {
    let assets = fs::read_dir(dist.join("assets"))?.flatten().map(|entry| entry.path());
    let prefix = format!("split_{name}-");
    let mut files = assets.filter(|path| file_name(path).starts_with(&prefix)).peekable();
    anyhow::ensure!(files.peek().is_some(), "there is no part named {name}");
    files.map(|path| brotli(&read(&path)?)).sum()
}

/// So many, the document among them, before the composer takes typing.
const MAX_REQUESTS: usize = 4;

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The files of this site that a document names in `src` and `href`, each once.
fn local_files(html: &str) -> Vec<String> {
    let mut names: Vec<String> = html
        .split(['"'])
        .filter_map(|value| value.strip_prefix('/'))
        .filter(|name| !name.is_empty() && !name.contains([' ', '<', '>']))
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The size at quality 11, which is what Pages' edge may store.
fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_of_the_site_is_found_once() {
        let html =
            r#"<link href="/a.css"><script src="/b.js"></script><link href="/b.js"><a href="https://x">"#;
        assert_eq!(local_files(html), ["a.css", "b.js"]);
    }
}
