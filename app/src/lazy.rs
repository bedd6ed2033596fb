//! What is loaded on demand, and nothing else: `cargo xtask build` splits the program at these functions. What only
//! they reach is in files of its own, which are loaded when the functions are first called.
// The macro declares the functions of the split files, and makes these functions fail where a file does not come.
#![allow(unsafe_code, clippy::unnecessary_wraps)]

use crate::{
    state::{Part, PartError},
    view::{
        dialogs::open_dialog_view,
        page::{PartView, Parts},
        sidebar::sidebar_content,
    },
};
use markdown::{MathRenderer, tex};
use wasm_split_helpers::wasm_split;

/// The parts, none of which is loaded yet.
pub(crate) fn parts() -> Parts {
    Parts { library: Part::new(library), dialogs: Part::new(dialogs), formulas: Part::new(formulas) }
}

/// The list of conversations, in the sidebar.
#[wasm_split(library, fallible)]
fn library() -> Result<PartView, PartError> {
    Ok(sidebar_content)
}

/// The dialogs.
#[wasm_split(dialogs, fallible)]
fn dialogs() -> Result<PartView, PartError> {
    Ok(open_dialog_view)
}

/// Formulas in TeX.
#[wasm_split(formulas, fallible)]
fn formulas() -> Result<MathRenderer, PartError> {
    Ok(tex::to_mathml)
}
