//! Whether this browser is the owner's: the report says so once it has been seen. It opens nothing; the
//! chat page shows a link, no more.

const KEY: &str = "everchat-owner";

/// The report has been shown here.
pub fn remember() {
    if let Ok(Some(storage)) = web_sys::window().map_or(Ok(None), |window| window.local_storage()) {
        let _ = storage.set_item(KEY, "1");
    }
}

/// Whether the report has been shown here.
pub fn is_known() -> bool {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok()?);
    storage.is_some_and(|storage| matches!(storage.get_item(KEY), Ok(Some(_))))
}
