//! What the Function and the page weigh.

use crate::table::Table;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::Path};

/// Rows for the Function, and for the page until its composer is usable: its document and whatever
/// the document names. The Markdown program comes later, with the first answer.
pub(crate) fn measure(root: &Path, table: &mut Table) -> Result<()> {
    let function = read(&root.join("build/functions/functions_bg.wasm"))?;
    table.size("Function, wasm, raw", function.len(), Some(450));
    table.size("Function, wasm, gzip", gzip(&function)?.len(), Some(180));

    let dist = root.join("dist");
    let document = read(&dist.join("index.html"))?;
    let text = String::from_utf8_lossy(&document).into_owned();
    let mut files = vec![document];
    for name in local_files(&text) {
        files.push(read(&dist.join(name))?);
    }
    table.count("page until usable, requests", files.len());
    table.size("page until usable, raw", files.iter().map(Vec::len).sum(), None);
    let brotli = |files: &[Vec<u8>]| files.iter().map(|file| brotli(file)).sum::<Result<usize>>();
    table.size("page until usable, brotli", brotli(&files)?, Some(130));

    let assets = fs::read_dir(dist.join("assets"))?.flatten().map(|entry| entry.path());
    let later: Vec<_> = assets.filter(|path| file_name(path).starts_with("markdown-")).collect();
    let later: Vec<Vec<u8>> = later.iter().map(|path| read(path)).collect::<Result<_>>()?;
    table.size("Markdown, with the first answer, brotli", brotli(&later)?, None);
    Ok(())
}

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
