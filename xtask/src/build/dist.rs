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
    let ProgramFiles { js, wasm, .. } = dist.program(owner)?;
    let css = dist.bundled("report", "css", "style/report.css")?;
    let early = dist.bundled("report", "js", "report.js")?;
    // By itself, since only the tabs with charts load it.
    let charts = dist.bundled("charts", "js", "charts.js")?;
    let values = [("css", &*css), ("early", &early), ("js", &js), ("wasm", &wasm), ("charts", &charts)];
    dist.document("report.html", &values)?;
    dist.document("privacy.html", &[("css", &css)])?;
    let check = dist.bundled("check", "js", "check.js")?;
    dist.document("check.html", &[("css", &css), ("check", &check)])?;
    dist.document("404.html", &[("css", &css)])?;
    dist.add_asset_headers()
}

/// Writes `dist/` anew with the chat page alone.
pub(super) fn assemble_page(workspace: &Workspace, page: &Built) -> Result<()> {
    let dist = Dist::of(workspace);
    let _ = fs::remove_dir_all(&dist.folder);
    fs::create_dir_all(&dist.assets)?;
    files::copy_all(&workspace.root.join("public"), &dist.folder)?;

    let ProgramFiles { js, wasm, parts } = dist.program(page)?;
    let shell = dist.bundled("shell", "css", "style/shell.css")?;
    let css = dist.bundled("app", "css", "style/app.css")?;
    let early = dist.bundled("early", "js", "early.js")?;
    let values = [("shell", &*shell), ("css", &css), ("early", &early), ("js", &js), ("wasm", &wasm)];
    // The first show a conversation without a connection.
    dist.service_worker(&values.map(|(_, name)| name), &parts)?;
    dist.document("index.html", &values)
}

/// The names of a program's files.
struct ProgramFiles {
    js: String,
    wasm: String,
    parts: Vec<String>,
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

    /// Writes the service worker. It differs whenever one of the page's files does, so browsers load it anew.
    fn service_worker(&self, assets: &[&str], parts: &[String]) -> Result<()> {
        let list = |names: &mut dyn Iterator<Item = &str>| {
            format!("{:?}", names.map(|name| format!("/assets/{name}")).collect::<Vec<_>>())
        };
        let assets = list(&mut assets.iter().copied());
        let parts = list(&mut parts.iter().map(String::as_str));
        let version = content_hash(&[assets.as_bytes(), parts.as_bytes()]);
        self.document("sw.js", &[("version", &version), ("assets", &assets), ("parts", &parts)])
    }

    /// Adds to Pages' headers that each asset never changes. A rule for `/assets/*` would have a browser keep the answer
    /// for a year to whoever asks for one that is not there.
    fn add_asset_headers(&self) -> Result<()> {
        let path = self.folder.join("_headers");
        let mut headers = fs::read_to_string(&path)?;
        headers.push_str("\n# Their names contain a hash of their content.\n");
        let mut assets = files::all_in(&self.assets)?;
        assets.sort();
        for name in assets.iter().filter_map(|asset| asset.file_name()) {
            let rule = "Cache-Control: public, max-age=31536000, immutable";
            headers.extend(["/assets/", &name.to_string_lossy(), "\n  ", rule, "\n"]);
        }
        Ok(fs::write(path, headers)?)
    }

    /// Writes a program's script, wasm and parts, and returns their names.
    fn program(&self, program: &Built) -> Result<ProgramFiles> {
        let wasm = self.put(program.name, "wasm", &fs::read(program.wasm())?)?;
        let entry = program.dir.join("entry.js");
        let trap = self.workspace.root.join("app/trap.js").to_string_lossy().into_owned();
        let init = format!("__wbg_init({{ module_or_path: new URL({wasm:?}, import.meta.url) }})");
        fs::write(
            &entry,
            format!("import {trap:?};\nimport __wbg_init from \"./{}.js\";\n{init};\n", program.name),
        )?;
        let mut js = self.bundle(&entry)?;
        let mut parts = Vec::new();
        for part in program.parts()? {
            let stem = part.file_stem().unwrap_or_default().to_string_lossy();
            let name = self.put(&stem, "wasm", &fs::read(&part)?)?;
            js = js.replace(&format!("{stem}.wasm"), &name);
            parts.push(name);
        }
        let js = self.put(program.name, "js", js.as_bytes())?;
        Ok(ProgramFiles { js, wasm, parts })
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
            esbuild.args(["--target=chrome123,safari17.5,firefox120", "--external:/icon.svg"]);
        }
        process::output(&mut esbuild)
    }
}
