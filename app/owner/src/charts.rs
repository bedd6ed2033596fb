//! What draws the charts.

use js_sys::Promise;
use leptos::web_sys::HtmlCanvasElement;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/charts.js")]
extern "C" {
    #[wasm_bindgen(js_name = drawChart)]
    fn draw_in_js(canvas: &HtmlCanvasElement, spec: &str) -> Promise;
    #[wasm_bindgen(js_name = removeChart)]
    pub(crate) fn remove(canvas: &HtmlCanvasElement);
}

/// Draws a chart, or changes the one that is there. Whether it stands: the script that draws may not load.
pub(crate) async fn draw(canvas: &HtmlCanvasElement, spec: &str) -> bool {
    let drawing = draw_in_js(canvas, spec);
    JsFuture::from(drawing).await.is_ok_and(|is_drawn| is_drawn.is_truthy())
}
