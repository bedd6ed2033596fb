//! Text in Markdown.

mod dom;
mod live;

use self::live::LiveMarkdown;
use crate::view::page::Page;
use browser::random;
use leptos::{html, prelude::*};
use markdown::{CodeButtons, Options};

/// Renders a text as it grows. Where the page broke before it was loaded again, the text is shown as it is.
#[component]
pub(crate) fn Prose(
    page: Page,
    text: RwSignal<String>,
    /// Whether the text has its end.
    is_complete: Memo<bool>,
    /// The element that holds the rendered text.
    container: NodeRef<html::Div>,
) -> impl IntoView {
    let rendered = StoredValue::new_local(None::<LiveMarkdown>);
    let id = random::id();
    let formulas = page.parts.formulas;
    Effect::new(move |_| {
        let Some(container) = container.get() else { return };
        if page.is_plain {
            return text.with(|text| container.set_text_content(Some(text)));
        }
        let texts = page.texts();
        let options = Options {
            id,
            code_buttons: Some(CodeButtons {
                copy: texts.common.copy,
                wrap: texts.message.wrap_code,
                download: texts.common.download,
            }),
            math: formulas.get(),
        };
        let is_complete = is_complete.get();
        let needs_math = text.with(|text| {
            rendered.try_update_value(|rendered| {
                let rendered = rendered.get_or_insert_with(|| LiveMarkdown::new(container.clone().into()));
                rendered.update(text, is_complete, &options)
            })
        });
        if needs_math.unwrap_or_default() {
            formulas.load();
        }
    });
    view! { <div class="prose" class:plain=page.is_plain dir="auto" node_ref=container></div> }
}
