//! The sizes of the Function and the page, against their budgets.

use crate::{
    compressed::{brotli, gzip},
    page_files::PageFiles,
    table::Table,
};
use anyhow::{Context, Result, ensure};
use std::{fs, path::Path};

/// The most for the Function with gzip, in kB. Pages takes 3 MB; a small one starts sooner. Traffic takes 29 kB of it.
const MAX_FUNCTION_KB: usize = 300;
/// The most until the composer takes typing, in kB with Brotli and in requests: a document, its styles and a script.
const MAX_COMPOSER_KB: usize = 6;
const MAX_COMPOSER_REQUESTS: usize = 3;
/// The most until a first answer can stream and be rendered as Markdown.
const MAX_ANSWER_KB: usize = 230;
const MAX_ANSWER_REQUESTS: usize = 8;
/// The most with the part that renders formulas.
const MAX_FORMULAS_KB: usize = 290;
/// The most for the owner's program with Brotli, in kB. What draws its charts is another file.
const MAX_OWNER_KB: usize = 200;
/// The part that renders formulas, as `app/src/lazy.rs` names it.
const FORMULAS: &str = "formulas";

/// Rows for the built site.
pub(crate) fn measure(root: &Path, target: &Path, table: &mut Table) -> Result<()> {
    let function = root.join("build/functions/functions_bg.wasm");
    let function = fs::read(&function).with_context(|| format!("cannot read {}", function.display()))?;
    table.size("Function, wasm, raw", function.len(), None);
    table.size("Function, wasm, gzip", gzip(&function)?, Some(MAX_FUNCTION_KB));

    let page = PageFiles::find(&root.join("dist"), &target.join("page/app/parts.json"))?;
    let composer = page.of_composer();
    let what = "page until the composer takes typing";
    table.count(&format!("{what}, requests"), composer.len(), MAX_COMPOSER_REQUESTS);
    table.size(&format!("{what}, brotli"), weight(&page, composer)?, Some(MAX_COMPOSER_KB));
    let answer = page.of_first_answer();
    let what = "page until a first answer can stream";
    table.count(&format!("{what}, requests"), answer.len(), MAX_ANSWER_REQUESTS);
    let answer_size = weight(&page, answer.iter().copied())?;
    table.size(&format!("{what}, brotli"), answer_size, Some(MAX_ANSWER_KB));
    let formulas = page.of_part(FORMULAS)?;
    let beyond_answer = formulas.iter().map(String::as_str).filter(|file| !answer.contains(file));
    let formulas_size = answer_size + weight(&page, beyond_answer)?;
    table.size("page with formulas, brotli", formulas_size, Some(MAX_FORMULAS_KB));
    for (what, program, limit) in
        [("owner's program", "owner", Some(MAX_OWNER_KB)), ("owner's charts", "charts", None)]
    {
        let files = page.of_program(program);
        ensure!(!files.is_empty(), "{program} is not in dist/");
        table.size(&format!("{what}, brotli"), weight(&page, files.iter().map(String::as_str))?, limit);
    }
    Ok(())
}

/// The size of files with Brotli, in bytes.
pub(crate) fn weight<'a>(page: &PageFiles, files: impl IntoIterator<Item = &'a str>) -> Result<usize> {
    files.into_iter().map(|name| brotli(&page.read(name)?)).sum()
}
