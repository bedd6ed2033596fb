//! What the buttons of a code block do. They are drawn with the answer, outside of Leptos, so one listener on the
//! conversation hears them all.

use super::texts;
use crate::{chat::Chat, store::files};
use gloo_timers::callback::Timeout;
use leptos::ev;
use shared::clipboard;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// "Copied" is read in so long, in milliseconds.
const SAID_MS: u32 = 2000;

pub(super) fn on_click(chat: Chat, event: &ev::MouseEvent) {
    press(chat, event);
}

fn press(chat: Chat, event: &ev::MouseEvent) -> Option<()> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("[data-do]").ok()??;
    let block = button.closest(".code").ok()??;
    let code = block.query_selector("code").ok()??;
    let text = code.text_content().unwrap_or_default();
    match button.get_attribute("data-do")?.as_str() {
        "copy" => copy(chat, button, text),
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

fn copy(chat: Chat, button: Element, text: String) {
    let [label, ..] = chat.texts().code;
    let done = texts(chat).copied;
    spawn_local(async move {
        if clipboard::copy(&text).await {
            button.set_text_content(Some(done));
            Timeout::new(SAID_MS, move || button.set_text_content(Some(label))).forget();
        }
    });
}

/// A file of the language ends so; what a code block names is most often just that.
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
