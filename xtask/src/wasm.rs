//! From Rust to wasm that ships: cargo, wasm-bindgen (linked in, so `Cargo.lock` pins it) and
//! wasm-opt. What has not changed is not done again.

use crate::{names, paths, pieces, process, progress::step};
use anyhow::{Context, Result, anyhow, bail};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// What every browser of the last years and workerd understand; nothing newer may be emitted.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How it is done: done otherwise, it is done again.
const THIS: [&str; 3] = [include_str!("wasm.rs"), include_str!("names.rs"), include_str!("pieces.rs")];

/// The script that loads the parts of a program.
const LOADER: &str = "./parts.js";

/// One of the programs, built: a folder with `{name}.js` and `{name}_bg.wasm`.
pub(crate) struct Built {
    pub(crate) name: &'static str,
    pub(crate) dir: PathBuf,
}

impl Built {
    pub(crate) fn js(&self) -> PathBuf {
        self.dir.join(format!("{}.js", self.name))
    }

    pub(crate) fn wasm(&self) -> PathBuf {
        self.dir.join(format!("{}_bg.wasm", self.name))
    }

    /// The parts that are loaded later.
    pub(crate) fn parts(&self) -> Result<Vec<PathBuf>> {
        let files = fs::read_dir(&self.dir)?.map(|entry| Ok(entry?.path()));
        let files: Vec<PathBuf> = files.collect::<Result<_>>()?;
        let is_part = |path: &PathBuf| {
            path.extension().is_some_and(|e| e == "wasm" || e == "bin") && *path != self.wasm()
        };
        Ok(files.into_iter().filter(is_part).collect())
    }
}

/// How a program is loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Host {
    Browser,
    /// Where the program says so, it is split into parts that are loaded when they are first called.
    BrowserInParts,
    /// In a browser, by scripts that call it by its names.
    BrowserByName,
    Workerd,
}

/// The programs that ship.
pub(crate) struct Programs {
    /// With the parts of it that are loaded later.
    pub(crate) page: Built,
    /// The owner's report, a page of its own.
    pub(crate) report: Built,
}

/// Builds everything that ships: the page's programs, and the Function into `build/`.
pub(crate) fn build() -> Result<Programs> {
    step("compiling the page and the Function", || {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--target", "wasm32-unknown-unknown"]);
        cargo.args(["--package", "app", "--package", "functions"]).current_dir(paths::root()?);
        process::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags()?))
    })?;
    std::thread::scope(|scope| {
        let page = scope.spawn(|| bind("app", Host::BrowserInParts));
        let report = scope.spawn(|| bind("report", Host::Browser));
        bind("functions", Host::Workerd)?;
        let join = |thread: std::thread::ScopedJoinHandle<'_, Result<Built>>| {
            thread.join().unwrap_or_else(|_| bail!("wasm-bindgen panicked"))
        };
        Ok(Programs { page: join(page)?, report: join(report)? })
    })
}

/// Builds the drawing of answers by itself, for the bench. It does not ship.
pub(crate) fn build_drawing() -> Result<Built> {
    step("compiling the drawing by itself", || {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--target", "wasm32-unknown-unknown", "--package", "app"]);
        cargo.args(["--bin", "drawing", "--features", "bench"]).current_dir(paths::root()?);
        process::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags()?))
    })?;
    bind("drawing", Host::BrowserByName)
}

/// Compiler flags. This machine's folders stay out of the panic messages in the wasm: the same sources give the
/// same bytes everywhere, and fewer of them. Leptos's views are of one type instead of one each, which is smaller
/// (<https://github.com/leptos-rs/leptos/releases/tag/v0.8.0>, "erased mode").
fn flags() -> Result<String> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| Path::new(&home).join(".cargo"), PathBuf::from);
    let registry = cargo.join("registry/src");
    let registries = fs::read_dir(registry).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = registries.chain([paths::root()?]);
    let flags = folders.map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    let flags = flags.chain(["--cfg=erase_components".to_owned()]);
    Ok(flags.collect::<Vec<_>>().join("\x1f"))
}

fn bind(name: &'static str, host: Host) -> Result<Built> {
    let input = paths::target()?.join("wasm32-unknown-unknown/release").join(format!("{name}.wasm"));
    let bytes = fs::read(&input).with_context(|| format!("{} was not built", input.display()))?;
    let dir = match host {
        Host::Browser | Host::BrowserInParts | Host::BrowserByName => {
            paths::target()?.join("page").join(name)
        }
        Host::Workerd => paths::root()?.join("build").join(name),
    };
    let built = Built { name, dir };
    let stamp = built.dir.join(".input");
    let input_hash = format!("{:016x}", content_hash(&(bytes, THIS)));
    if fs::read_to_string(&stamp).is_ok_and(|old| old == input_hash) {
        return Ok(built);
    }
    step(&format!("binding and optimising {name}"), || {
        let _ = fs::remove_dir_all(&built.dir);
        let input = if host == Host::BrowserInParts { split(&input, &built)? } else { input.clone() };
        generate(&input, &built, host)?;
        let _ = fs::remove_file(built.dir.join("unbound.wasm"));
        let (script, loader) = (built.js(), built.dir.join(LOADER));
        if matches!(host, Host::Browser | Host::BrowserInParts) {
            let scripts = [script.as_path(), loader.as_path()];
            names::shorten(
                &built.wasm(),
                if host == Host::BrowserInParts { &scripts } else { &scripts[..1] },
            )?;
        }
        optimise(&built.wasm())?;
        let parts = built.parts()?;
        parts.iter().try_for_each(|part| optimise(part))?;
        if host == Host::BrowserInParts {
            pieces::gather(&loader, &parts)?;
        }
        fs::write(&stamp, &input_hash)?;
        Ok(())
    })?;
    Ok(built)
}

fn generate(input: &Path, built: &Built, host: Host) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name(built.name).typescript(false).remove_name_section(true);
    match host {
        Host::Browser | Host::BrowserByName => bindgen.web(true)?.omit_default_module_path(false),
        // The parts find what they share with the program among its exports.
        Host::BrowserInParts => {
            bindgen.web(true)?.omit_default_module_path(false).keep_lld_exports(true).demangle(false)
        }
        // After a panic the mount makes a fresh instance.
        Host::Workerd => bindgen.module(true)?.reset_state_function(true),
    };
    bindgen.generate(&built.dir).context("wasm-bindgen failed")?;
    if host == Host::Workerd {
        // wrangler's bundler knows wasm modules as plain imports; the `source` phase is newer.
        let js = fs::read_to_string(built.js())?;
        fs::write(built.js(), js.replace("import source ", "import "))?;
    }
    Ok(())
}

/// Splits the parts off and returns what is left, for wasm-bindgen.
fn split(input: &Path, built: &Built) -> Result<PathBuf> {
    fs::create_dir_all(&built.dir)?;
    let (bytes, main) = (fs::read(input)?, built.dir.join("unbound.wasm"));
    let script = format!("./{}.js", built.name);
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = &built.dir;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = LOADER;
    wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("cannot split {}: {error:?}", built.name))?;
    Ok(main)
}

fn optimise(wasm: &Path) -> Result<()> {
    let mut command = process::npm_program("wasm-opt")?;
    // Flat code can be put together anew, which the second round makes smaller than the first could.
    command
        .args(["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz"])
        .args(WASM_FEATURES)
        .args(["--strip-debug", "--strip-producers"]);
    process::run(command.arg(wasm).arg("-o").arg(wasm))
}

/// A hash for names and stamps.
pub(crate) fn content_hash(content: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}
