//! `dist/`: the page's files, named by their content, so that a browser may keep them for ever.

use super::{program::Built, workspace::Workspace};
use crate::{files, hash::content_hash, process};
use anyhow::{Context, Result};
use std::{fs, path::Path};

/// What a template has in `{{braces}}`, and what is written there.
type Values<'a> = [(&'a str, &'a str)];

/// Writes `dist/` anew from the built programs, the styles and `public/`.
pub(super) fn assemble(workspace: &Workspace, page: &Built, owner: &Built) -> Result<()> {
    assemble_page(workspace, page)?;
    let dist = Dist::of(workspace);
    let (js, wasm) = dist.program(owner)?;
    let css = dist.bundled("report", "css", "style/report.css")?;
    let trusted = dist.bundled("trusted", "js", "trusted.js")?;
    dist.document("report.html", &[("css", &css), ("trusted", &trusted), ("js", &js), ("wasm", &wasm)])?;
    dist.document("privacy.html", &[("css", &css)])?;
    let check = dist.bundled("check", "js", "check.js")?;
    dist.document("check.html", &[("css", &css), ("check", &check)])
}

/// Writes `dist/` anew with the chat page alone.
pub(super) fn assemble_page(workspace: &Workspace, page: &Built) -> Result<()> {
    let dist = Dist::of(workspace);
    let _ = fs::remove_dir_all(&dist.folder);
    fs::create_dir_all(&dist.assets)?;
    files::copy_all(&workspace.root.join("public"), &dist.folder)?;

    let (js, wasm) = dist.program(page)?;
    let css = dist.bundled("app", "css", "style/main.css")?;
    let early = dist.bundled("early", "js", "early.js")?;
    let values = [("css", &*css), ("early", &early), ("js", &js), ("wasm", &wasm)];
    // These show a conversation without a connection. What is loaded on demand is kept once it was loaded.
    dist.service_worker(&values.map(|(_, name)| name))?;
    dist.document("index.html", &values)
}

/// Where the files are read and written.
struct Dist<'a> {
    workspace: &'a Workspace,
    folder: std::path::PathBuf,
    assets: std::path::PathBuf,
}

impl<'a> Dist<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let folder = workspace.dist();
        Self { workspace, assets: folder.join("assets"), folder }
    }

    /// Writes a document from its template in `app/`.
    fn document(&self, name: &str, values: &Values<'_>) -> Result<()> {
        let template = self.workspace.root.join("app").join(name);
        let text =
            fs::read_to_string(&template).with_context(|| format!("{} is missing", template.display()))?;
        let fill =
            |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{{{name}}}}}"), value);
        fs::write(self.folder.join(name), values.iter().fold(text, fill))?;
        Ok(())
    }

    /// Writes the service worker. It differs whenever one of the page's first files does, so browsers load it anew.
    fn service_worker(&self, assets: &[&str]) -> Result<()> {
        let assets: Vec<String> = assets.iter().map(|name| format!("/assets/{name}")).collect();
        let list = format!("{assets:?}");
        self.document("sw.js", &[("version", &content_hash(&[list.as_bytes()])), ("assets", &list)])
    }

    /// Writes a program's script, wasm and parts, and returns the names of script and wasm.
    fn program(&self, program: &Built) -> Result<(String, String)> {
        let wasm = self.put(program.name, "wasm", &fs::read(program.wasm())?)?;
        let entry = program.dir.join("entry.js");
        let init = format!("__wbg_init({{ module_or_path: new URL({wasm:?}, import.meta.url) }})");
        fs::write(&entry, format!("import __wbg_init from \"./{}.js\";\n{init};\n", program.name))?;
        let mut js = self.bundle(&entry)?;
        for part in program.parts()? {
            let stem = part.file_stem().unwrap_or_default().to_string_lossy();
            let name = self.put(&stem, "wasm", &fs::read(&part)?)?;
            js = js.replace(&format!("{stem}.wasm"), &name);
        }
        let js = self.put(program.name, "js", js.as_bytes())?;
        Ok((js, wasm))
    }

    /// Writes a script or a style sheet of `app/`, and returns its name.
    fn bundled(&self, stem: &str, extension: &str, entry: &str) -> Result<String> {
        let bundle = self.bundle(&self.workspace.root.join("app").join(entry))?;
        self.put(stem, extension, bundle.as_bytes())
    }

    /// Writes a file whose name has its hash, and returns the name.
    fn put(&self, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
        let name = format!("{stem}-{}.{extension}", content_hash(&[content]));
        fs::write(self.assets.join(&name), content)?;
        Ok(name)
    }

    /// A script or a style sheet with its imports, minified by esbuild.
    fn bundle(&self, entry: &Path) -> Result<String> {
        let mut esbuild = process::npm_program("esbuild")?;
        esbuild.arg(entry).current_dir(&self.workspace.root);
        esbuild.args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
        if entry.extension().is_some_and(|extension| extension == "css") {
            // The browsers that have `light-dark()` have nesting too, so it need not be rewritten.
            esbuild.args(["--target=chrome123,safari17.5,firefox120"]);
        }
        process::output(&mut esbuild)
    }
}
