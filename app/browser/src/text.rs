//! What the browser knows of letters. Rust's tables of the same would be 5.4 kB of a program.

use js_sys::JsString;

/// The text in small letters.
pub fn lowercase(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
