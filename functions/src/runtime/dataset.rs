//! The `TRAFFIC` binding: a dataset of Workers Analytics Engine
//! (<https://developers.cloudflare.com/analytics/analytics-engine/get-started/>).

use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::Env;

#[wasm_bindgen]
extern "C" {
    /// `env.TRAFFIC`.
    pub(crate) type Dataset;
    #[wasm_bindgen(method, catch, js_name = writeDataPoint)]
    fn write_data_point(this: &Dataset, point: &JsValue) -> Result<(), JsValue>;
}

/// The binding, if there is one. A variable of that name is none.
pub(crate) fn find(env: &Env) -> Option<Dataset> {
    let found = Reflect::get(env.as_ref(), &"TRAFFIC".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

impl Dataset {
    /// Writes a point in JSON. The runtime sends it later, so nobody waits; one that it refuses is lost.
    pub(crate) fn write(&self, point: &str) {
        if let Ok(point) = JSON::parse(point) {
            let _ = self.write_data_point(&point);
        }
    }
}
