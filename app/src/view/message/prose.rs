//! Text in Markdown.

mod dom;
mod groups;
mod live;

use self::live::{LiveMarkdown, Progress};
use crate::{
    state::effect,
    view::{kit::show::Show, page::Page},
};
use browser::{random, text::lowercase};
use leptos::{html, prelude::*};
use markdown::{CodeButtons, Options};
use web_sys::Url;

/// How many nodes of a text are shown before the reader asks for more. A page of prose has some hundred.
const NODES: usize = 10_000;

/// The host that this browser asks for an address.
fn host_of(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.host())
}

/// Renders a text as it grows: a long one over several frames, and of a very long one as much as the reader asks for. Where the page broke before it was loaded again, the text is shown as it is.
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
    let max_nodes = RwSignal::new(NODES);
    let next_frame = Trigger::new();
    let is_full = RwSignal::new(false);
    effect(move || {
        next_frame.track();
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
            host: host_of,
            lowercase,
        };
        let is_complete = is_complete.get();
        let max_nodes = max_nodes.get();
        let updated = text.with(|text| {
            rendered.try_update_value(|rendered| {
                let rendered = rendered.get_or_insert_with(|| LiveMarkdown::new(container.clone().into()));
                rendered.update(text, is_complete, &options, max_nodes)
            })
        });
        let Some((progress, needs_math)) = updated else { return };
        if needs_math {
            formulas.loading.load();
        }
        if progress == Progress::Behind {
            request_animation_frame(move || next_frame.notify());
        }
        is_full.set(progress == Progress::Full);
    });
    view! {
        <div
            class="prose"
            class:plain=page.is_plain
            dir="ltr"
            node_ref=container
        ></div>
        <Show when=is_full>
            <button class="quiet" on:click=move |_| max_nodes.update(|nodes| *nodes += NODES)>
                {page.texts().message.show_more}
            </button>
        </Show>
    }
}
