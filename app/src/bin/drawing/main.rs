//! The drawing of answers by itself, for `cargo xtask bench` to compare with others'. It does not ship.
#![forbid(unsafe_code)]
#![allow(unreachable_pub)]

use shared::markdown::{self, Draw, Extras};
use wasm_bindgen::prelude::wasm_bindgen;

/// One growing answer.
#[wasm_bindgen]
pub struct Answer {
    drawing: Box<dyn Draw>,
    text: String,
}

#[wasm_bindgen]
impl Answer {
    /// Begins to draw into an empty element.
    #[wasm_bindgen(constructor)]
    pub fn new(container: web_sys::Element) -> Self {
        let extras = Extras { labels: ["Copy", "Wrap", "Download"], ..Extras::default() };
        Self { drawing: markdown::begin(container, extras), text: String::new() }
    }

    /// Adds words and draws them.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.update(false);
    }

    /// There are no more words.
    pub fn end(&mut self) {
        self.update(true);
    }

    fn update(&mut self, is_complete: bool) {
        let extras = Extras { labels: ["Copy", "Wrap", "Download"], ..Extras::default() };
        self.drawing.update(&self.text, is_complete, extras);
    }
}

fn main() {}
