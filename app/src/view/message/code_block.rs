//! What the buttons above a code block do. The block is rendered by `prose`, outside of Leptos, so one listener on the
//! conversation hears the buttons of all blocks.

use crate::view::page::Page;
use browser::files;
use gloo_timers::callback::Timeout;
use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How long "Copied" stays, in milliseconds: long enough to be read.
const COPIED_MS: u32 = 2000;

/// A click in the conversation, on a code block's button perhaps.
pub(crate) fn on_click(page: Page, event: &ev::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(button) = target.and_then(|target| target.closest("[data-do]").ok().flatten()) {
        press(page, button);
    }
}

/// Does what a button is for. `None` if it is not in a code block.
fn press(page: Page, button: Element) -> Option<()> {
    let block = button.closest(".code").ok()??;
    let code = block.query_selector("code").ok()??;
    let text = code.text_content().unwrap_or_default();
    match button.get_attribute("data-do")?.as_str() {
        "copy" => copy(page, button, text),
        "wrap" => {
            let is_wrapped = block.class_list().toggle("wrapped").ok()?;
            button.set_attribute("aria-pressed", if is_wrapped { "true" } else { "false" }).ok()?;
        }
        "download" => {
            let language = code.get_attribute("data-language").unwrap_or_default();
            files::download(&format!("code.{}", extension(&language)), "text/plain", &text);
        }
        _ => {}
    }
    Some(())
}

fn copy(page: Page, button: Element, text: String) {
    let texts = &page.texts().common;
    page.copy(text, move |is_copied| {
        if is_copied {
            button.set_text_content(Some(texts.copied));
            Timeout::new(COPIED_MS, move || button.set_text_content(Some(texts.copy))).forget();
        }
    });
}

/// The file extension for a language. Most code blocks name their language by its extension.
fn extension(language: &str) -> &str {
    match language {
        "" => "txt",
        "rust" => "rs",
        "python" => "py",
        "javascript" => "js",
        "typescript" => "ts",
        "bash" | "shell" | "console" => "sh",
        "ruby" => "rb",
        "markdown" => "md",
        "csharp" | "c#" => "cs",
        "c++" => "cpp",
        "kotlin" => "kt",
        language if language.chars().all(|c| c.is_ascii_alphanumeric()) => language,
        _ => "txt",
    }
}
