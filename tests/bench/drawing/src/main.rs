//! The page's rendering of answers by itself, for `cargo xtask bench` to compare with others. It does not ship.
#![forbid(unsafe_code)]
// What JavaScript calls is public in Rust.
#![allow(unreachable_pub)]

// The page's own files: what is measured is what ships.
#[path = "../../../../app/src/view/message/prose/dom.rs"]
mod dom;
#[path = "../../../../app/src/view/message/prose/groups.rs"]
mod groups;
#[path = "../../../../app/src/view/message/prose/live.rs"]
mod live;

use live::{LiveMarkdown, Progress};
use markdown::{CodeButtons, Options};
use wasm_bindgen::prelude::wasm_bindgen;

const BUTTONS: CodeButtons = CodeButtons { copy: "Copy", wrap: "Wrap", download: "Download" };

/// One growing answer.
#[wasm_bindgen]
pub struct Answer {
    live: LiveMarkdown,
    text: String,
}

#[wasm_bindgen]
impl Answer {
    /// Begins to render into an empty element.
    #[wasm_bindgen(constructor)]
    pub fn new(container: web_sys::Element) -> Self {
        Self { live: LiveMarkdown::new(container), text: String::new() }
    }

    /// Adds words and renders them.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.update(false);
    }

    /// Renders the answer as it is without more words.
    pub fn end(&mut self) {
        self.update(true);
    }

    fn update(&mut self, is_complete: bool) {
        let options = Options { code_buttons: Some(BUTTONS), ..Options::default() };
        // What takes longer than a frame counts as one push here.
        while self.live.update(&self.text, is_complete, &options, usize::MAX).0 == Progress::Behind {}
    }
}

fn main() {}
