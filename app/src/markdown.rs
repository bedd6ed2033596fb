//! Drawing answers, from the page's side. The parser is a program of its own (`bin/markdown`), a
//! third of the page's size, so it is loaded when it is first needed. Until it is there, or should it
//! ever fail, an answer is shown as plain text.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// `import()` of the program; the build knows its name.
    #[wasm_bindgen(js_namespace = everchat, js_name = loadMarkdown, catch)]
    async fn load_markdown() -> Result<JsValue, JsValue>;

    #[derive(Clone)]
    pub(crate) type Parser;
    #[wasm_bindgen(method, js_name = liveMarkdown, catch)]
    fn live_markdown(this: &Parser, container: &Element) -> Result<LiveMarkdown, JsValue>;

    pub(crate) type LiveMarkdown;
    #[wasm_bindgen(method, catch)]
    fn update(this: &LiveMarkdown, text: &str, is_complete: bool) -> Result<(), JsValue>;
}

/// The parser, once it is there; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Markdown {
    parser: RwSignal<Option<Parser>, LocalStorage>,
    is_loading: StoredValue<bool>,
}

impl Markdown {
    pub(crate) fn new() -> Self {
        Self { parser: RwSignal::new_local(None), is_loading: StoredValue::new(false) }
    }

    /// Loads the parser, if that has not begun yet.
    pub(crate) fn load(self) {
        if self.parser.with_untracked(Option::is_some) || self.is_loading.get_value() {
            return;
        }
        self.is_loading.set_value(true);
        spawn_local(async move {
            if let Ok(parser) = load_markdown().await {
                self.parser.set(Some(parser.unchecked_into()));
            }
            self.is_loading.set_value(false);
        });
    }
}

/// How one answer is drawn.
#[derive(Default)]
pub(crate) enum Drawing {
    /// As it is, since the parser is not there yet.
    #[default]
    Plain,
    Markdown(LiveMarkdown),
    /// As it is, since the parser failed with it.
    Failed,
}

impl Drawing {
    /// Draws what is new of `text`.
    pub(crate) fn update(&mut self, markdown: Markdown, container: &Element, text: &str, is_complete: bool) {
        if matches!(self, Self::Plain)
            && let Some(parser) = markdown.parser.get()
        {
            container.set_text_content(None);
            *self = parser.live_markdown(container).map_or(Self::Failed, Self::Markdown);
        }
        if let Self::Markdown(live) = self
            && live.update(text, is_complete).is_err()
        {
            *self = Self::Failed;
        }
        let is_plain = !matches!(self, Self::Markdown(_));
        if is_plain {
            container.set_text_content(Some(text));
        }
        let _ = container.class_list().toggle_with_force("plain", is_plain);
    }
}
