//! A newer page: offered, never forced.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/update.js")]
extern "C" {
    #[wasm_bindgen(js_name = onUpdate)]
    fn js_on_update(callback: &Closure<dyn Fn()>);
    #[wasm_bindgen(js_name = isOutdated)]
    async fn js_is_outdated() -> JsValue;
    #[wasm_bindgen(js_name = loadUpdate)]
    fn js_load_update();
}

/// Registers the service worker, with which the page also works without a connection as far as it can. Calls back, as
/// long as the page lives, once a newer page is ready.
pub fn on_update(callback: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(callback);
    js_on_update(&callback);
    callback.forget();
}

/// Whether the site has a newer page, or an older one again, in the place of this one. False if it cannot be reached.
pub async fn is_outdated() -> bool {
    js_is_outdated().await.is_truthy()
}

/// Loads the newer page.
pub fn load_update() {
    js_load_update();
}
