//! `dist/`: the page's files, named by their content so that a browser may keep them for ever.

use crate::{
    paths, process,
    wasm::{Built, Programs, content_hash},
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Puts `dist/` together from the built programs, the styles and `public/`.
pub(crate) fn assemble(programs: &Programs) -> Result<()> {
    let (root, dist) = (paths::root()?, paths::root()?.join("dist"));
    let _ = fs::remove_dir_all(&dist);
    let assets = dist.join("assets");
    fs::create_dir_all(&assets)?;
    copy_all(&root.join("public"), &dist)?;

    let (js, wasm) = script(&assets, &programs.page)?;
    let css = put(&assets, "app", "css", bundle(&root.join("app/style/main.css"))?.as_bytes())?;
    let early = put(&assets, "early", "js", bundle(&root.join("app/early.js"))?.as_bytes())?;
    let names = [("css", &css), ("early", &early), ("js", &js), ("wasm", &wasm)];
    let parts = names_in(&assets, &["split_opening", "split_later", "split_markdown", "pieces"])?;
    worker(&root.join("app/sw.js"), &dist, names.iter().map(|(_, name)| *name).chain(&parts))?;
    document(&root.join("app/index.html"), &dist, &names)?;

    let (js, wasm) = script(&assets, &programs.report)?;
    let css = put(&assets, "report", "css", bundle(&root.join("app/style/report.css"))?.as_bytes())?;
    let trusted = put(&assets, "trusted", "js", bundle(&root.join("app/trusted.js"))?.as_bytes())?;
    let names = [("css", &css), ("trusted", &trusted), ("js", &js), ("wasm", &wasm)];
    document(&root.join("app/report.html"), &dist, &names)?;
    document(&root.join("app/privacy.html"), &dist, &[("css", &css)])?;
    let check = put(&assets, "check", "js", bundle(&root.join("app/check.js"))?.as_bytes())?;
    document(&root.join("app/check.html"), &dist, &[("css", &css), ("check", &check)])
}

/// Puts a file of the page there from its template, with what its places stand for.
fn document(template: &Path, dist: &Path, names: &[(&str, &String)]) -> Result<()> {
    let html = fs::read_to_string(template).with_context(|| format!("{} is missing", template.display()))?;
    let fill =
        |html: String, (place, name): &(&str, &String)| html.replace(&format!("{{{{{place}}}}}"), name);
    let html = names.iter().fold(html, fill);
    fs::write(dist.join(template.file_name().unwrap_or_default()), html)?;
    Ok(())
}

/// Puts the service worker there. It is another one whenever the page is, and knows what the page begins with.
fn worker<'a>(template: &Path, dist: &Path, assets: impl Iterator<Item = &'a String>) -> Result<()> {
    let assets: Vec<String> = assets.map(|name| format!("/assets/{name}")).collect();
    let version = format!("{:016x}", content_hash(&assets));
    document(template, dist, &[("version", &version), ("assets", &format!("{assets:?}"))])
}

/// Puts a program's script, wasm and parts there and returns the names of script and wasm.
fn script(assets: &Path, program: &Built) -> Result<(String, String)> {
    let wasm = put(assets, program.name, "wasm", &fs::read(program.wasm())?)?;
    let entry = program.dir.join("entry.js");
    let init = format!("__wbg_init({{ module_or_path: new URL({wasm:?}, import.meta.url) }})");
    fs::write(&entry, format!("import __wbg_init from \"./{}.js\";\n{init};\n", program.name))?;
    let mut js = bundle(&entry)?;
    for part in program.parts()? {
        let [stem, extension] =
            [part.file_stem(), part.extension()].map(|part| part.unwrap_or_default().to_string_lossy());
        let name = put(assets, &stem, &extension, &fs::read(&part)?)?;
        js = js.replace(&format!("{stem}.{extension}"), &name);
    }
    let js = put(assets, program.name, "js", js.as_bytes())?;
    Ok((js, wasm))
}

/// The files that begin so, without which the page shows no conversation.
fn names_in(assets: &Path, stems: &[&str]) -> Result<Vec<String>> {
    let files = fs::read_dir(assets)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut files: Vec<String> = files.collect::<Result<_>>()?;
    files.retain(|file| stems.iter().any(|stem| file.starts_with(&format!("{stem}-"))));
    files.sort_unstable();
    Ok(files)
}

/// Writes a file under a name with its hash, and returns the name.
fn put(dir: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = format!("{stem}-{:016x}.{extension}", content_hash(&content));
    fs::write(dir.join(&name), content)?;
    Ok(name)
}

/// Imports resolved and minified, by esbuild.
fn bundle(entry: &Path) -> Result<String> {
    let mut esbuild = process::npm_program("esbuild")?;
    esbuild.arg(entry).args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ]);
    // The browsers that have `light-dark()` have nesting too; keep the styles as they are written.
    if entry.extension().is_some_and(|extension| extension == "css") {
        esbuild.args(["--target=chrome123,safari17.5,firefox120"]);
    }
    process::output(&mut esbuild)
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path: PathBuf = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            fs::create_dir_all(&target)?;
            copy_all(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
