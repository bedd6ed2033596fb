//! How much the browser stores for the site, and whether it keeps that.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// How much is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Bytes in use.
    pub usage: u64,
    /// Bytes that there may be.
    pub quota: u64,
}

/// How much is stored; `None` where the browser does not tell.
pub async fn estimate() -> Option<Estimate> {
    let estimate = resolve(storage_manager()?.estimate()).await?;
    let number = |name: &str| Some(Reflect::get(&estimate, &name.into()).ok()?.as_f64()? as u64);
    let quota = number("quota").filter(|quota| *quota > 0)?;
    Some(Estimate { usage: number("usage")?, quota })
}

/// Asks the browser not to clear the site's data when it needs room; whether it agreed.
pub async fn persist() -> bool {
    let Some(manager) = storage_manager() else { return false };
    resolve(manager.persist()).await.is_some_and(|is_granted| is_granted.is_truthy())
}

/// `navigator.storage`, which a page that came without https does not have.
fn storage_manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    (!manager.is_undefined()).then_some(manager)
}

async fn resolve(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
