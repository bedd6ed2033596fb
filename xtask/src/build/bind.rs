//! From cargo's wasm to wasm with a script that loads it, by wasm-bindgen. It is linked in, so `Cargo.lock` pins its
//! version. A program that has not changed is not bound again.

use super::{
    classes, compile, loader, optimise,
    program::{Built, Host, Program},
    split,
    workspace::Workspace,
};
use crate::{hash::content_hash, progress::step};
use anyhow::{Context, Result};
use std::{fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;

/// The sources of this step: when they change, every program is bound again.
const SOURCES: [&str; 5] = [
    include_str!("bind.rs"),
    include_str!("classes.rs"),
    include_str!("loader.rs"),
    include_str!("split.rs"),
    include_str!("optimise.rs"),
];

/// Binds a program that has been compiled.
pub(super) fn run(workspace: &Workspace, program: &'static Program) -> Result<Built> {
    let input = compile::output(workspace, program);
    let bytes = fs::read(&input).with_context(|| format!("{} was not built", input.display()))?;
    let built = Built { name: program.name, dir: folder(workspace, program) };
    let stamp = built.dir.join(".input");
    let sources = SOURCES.map(str::as_bytes);
    let input_hash = content_hash(&[&[bytes.as_slice()], &sources[..]].concat());
    if fs::read_to_string(&stamp).is_ok_and(|old| old == input_hash) {
        return Ok(built);
    }
    step(&format!("binding and optimising {}", program.name), || {
        let _ = fs::remove_dir_all(&built.dir);
        if program.host == Host::BrowserInParts {
            let main = split::run(&bytes, &built)?;
            generate(&main, &built, program.host)?;
            fs::remove_file(main)?;
        } else {
            generate(&input, &built, program.host)?;
        }
        classes::leave_out(&built.js(), &built.wasm())?;
        optimise::run(&built.wasm())?;
        built.parts()?.iter().try_for_each(|part| optimise::run(part))?;
        fs::write(&stamp, &input_hash)?;
        Ok(())
    })?;
    Ok(built)
}

fn folder(workspace: &Workspace, program: &Program) -> std::path::PathBuf {
    match program.host {
        Host::Browser | Host::BrowserInParts => workspace.page_dir(program.name),
        Host::Workerd => workspace.root.join("build").join(program.name),
    }
}

fn generate(input: &Path, built: &Built, host: Host) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name(built.name).typescript(false).remove_name_section(true);
    match host {
        Host::Browser => bindgen.web(true)?.omit_default_module_path(false),
        // The parts find what they share with the program among its exports.
        Host::BrowserInParts => {
            bindgen.web(true)?.omit_default_module_path(false).keep_lld_exports(true).demangle(false)
        }
        // After a panic, functions/api makes a new instance.
        Host::Workerd => bindgen.module(true)?.reset_state_function(true),
    };
    bindgen.generate(&built.dir).context("wasm-bindgen failed")?;
    if host == Host::BrowserInParts {
        let js = fs::read_to_string(built.js())?;
        fs::write(built.js(), loader::shorten(&js)?)?;
    }
    if host == Host::Workerd {
        // wrangler's bundler takes wasm modules as plain imports. It does not know the newer `source` phase.
        let js = fs::read_to_string(built.js())?;
        fs::write(built.js(), js.replace("import source ", "import "))?;
    }
    Ok(())
}
