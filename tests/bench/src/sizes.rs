//! What the Function and the page weigh.

use crate::table::Table;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::Path};

/// Rows for the Function, for the page until its composer takes typing (its document, styles and early script), for
/// what a first answer needs besides (the program, and the part that draws Markdown), and for an answer with colours
/// and formulas.
pub(crate) fn measure(root: &Path, table: &mut Table) -> Result<()> {
    let function = read(&root.join("build/functions/functions_bg.wasm"))?;
    table.size("Function, wasm, raw", function.len(), Some(500));
    table.size("Function, wasm, gzip", gzip(&function)?.len(), Some(210));

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
    let answer = needed(root, &["markdown"])?;
    table.size("Markdown, with the first answer, brotli", answer, None);
    let first = shell_size + program_size;
    table.size("until a first answer can stream, brotli", first + answer, Some(160));
    let all = first + needed(root, &["markdown", "highlight", "math"])?;
    table.size("with colours and formulas, brotli", all, Some(260));
    Ok(())
}

/// The size of parts that are loaded later, as they travel, with what they share with others.
fn needed(root: &Path, parts: &[&str]) -> Result<usize> {
    let loader =
        fs::read_to_string(root.join("target/page/app/parts.js")).context("the page is not built")?;
    let mut files = Vec::new();
    for part in parts {
        files.extend(files_of(&loader, part).with_context(|| format!("there is no part named {part}"))?);
    }
    files.sort_unstable();
    files.dedup();
    let sizes = files.iter().map(|file| brotli(&read(&root.join("target/page/app").join(file))?));
    sizes.sum()
}

/// The files of a part, by what its loader says: its own, those of shared functions, and where small ones travel
/// together.
fn files_of(loader: &str, part: &str) -> Option<Vec<String>> {
    let own = format!("split_{part}.wasm");
    let (_, rest) = loader.split_once(&own)?;
    let (chunks, _) = rest.split_once("\n, [")?.1.split_once(']')?;
    let mut files = vec![own];
    for chunk in chunks.split(", ").filter(|chunk| !chunk.is_empty()) {
        let (_, load) = loader.split_once(&format!("const {chunk} = "))?;
        let is_small = load.lines().nth(1)?.contains("piece(");
        files.push(if is_small {
            "pieces.bin".to_owned()
        } else {
            format!("{}.wasm", chunk.trim_start_matches('_'))
        });
    }
    Some(files)
}

/// So many, the document among them, before the composer takes typing.
const MAX_REQUESTS: usize = 4;

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
    fn the_files_of_a_part_are_its_own_and_what_it_shares() {
        let loader = "const __chunk_8 = makeLoad(() => {\n    const src = piece(0, 9);\n}\n, []);\n\
            const __chunk_9 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_9.wasm\"));\n}\n, []);\n\
            export const a = wrap(makeLoad(() => {\n    const src = fetch(new URL(\"./split_a.wasm\"));\n}\n, \
            [__chunk_8, __chunk_9]));\n";
        let files = files_of(loader, "a");
        assert_eq!(
            files.as_deref(),
            Some(&["split_a.wasm", "pieces.bin", "chunk_9.wasm"].map(str::to_owned)[..])
        );
        assert_eq!(files_of(loader, "b"), None);
    }

    #[test]
    fn each_file_of_the_site_is_found_once() {
        let html =
            r#"<link href="/a.css"><script src="/b.js"></script><link href="/b.js"><a href="https://x">"#;
        assert_eq!(local_files(html), ["a.css", "b.js"]);
    }
}
