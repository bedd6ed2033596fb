//! The browser's small storages, which take a text at once and keep it over a reload.

/// Which storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// `sessionStorage`: of this tab.
    Tab,
    /// `localStorage`: of the site, shared by its tabs.
    Site,
}

impl Storage {
    /// The text of a key; `None` if it has none, or if the browser gives no storage.
    pub fn get(self, key: &str) -> Option<String> {
        self.storage()?.get_item(key).ok()?
    }

    /// Sets the text of a key; an empty one removes the key. False if the browser has no room or no storage.
    pub fn set(self, key: &str, text: &str) -> bool {
        let Some(storage) = self.storage() else { return false };
        let result = if text.is_empty() { storage.remove_item(key) } else { storage.set_item(key, text) };
        result.is_ok()
    }

    /// The keys that begin with a prefix.
    pub fn keys(self, prefix: &str) -> Vec<String> {
        let Some(storage) = self.storage() else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok()?);
        keys.filter(|key| key.starts_with(prefix)).collect()
    }

    fn storage(self) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Tab => window.session_storage().ok()?,
            Self::Site => window.local_storage().ok()?,
        }
    }
}
