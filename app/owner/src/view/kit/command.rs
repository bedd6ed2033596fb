//! A command for a terminal.

use super::copy::CopyButton;
use crate::texts::Texts;
use leptos::prelude::*;

/// The command, and a button that copies it.
#[component]
pub(crate) fn Command(texts: &'static Texts, text: String) -> impl IntoView {
    view! {
        <div class="command">
            <code>{text.clone()}</code>
            <CopyButton texts label=texts.copy text/>
        </div>
    }
}
