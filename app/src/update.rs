//! A newer page: offered, never forced.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/update.js")]
extern "C" {
    #[wasm_bindgen(js_name = onUpdate)]
    fn on_update(callback: &Closure<dyn Fn()>);
    /// Loads the newer page.
    #[wasm_bindgen(js_name = applyUpdate)]
    pub(crate) fn apply_update();
}

/// Whether a newer page is ready to be loaded. The page works without a connection from now on, as far as it can.
pub(crate) fn watch() -> RwSignal<bool> {
    let is_ready = RwSignal::new(false);
    let tell = Closure::new(move || is_ready.set(true));
    on_update(&tell);
    tell.forget();
    is_ready
}
