//! Changes in the browser's small storage, which takes them at once: what IndexedDB might not get to while the page is
//! being closed. The next start moves them into the store.

use browser::{
    storage::Storage,
    store::{self, StoreError},
};
use conversation::{change::Changes, id::Id};

/// With an answer's id, the storage key of what is to be stored.
const KEY_PREFIX: &str = "everchat-unsaved-";

/// Whether there are any.
pub(crate) fn exist() -> bool {
    !Storage::Site.keys(KEY_PREFIX).is_empty()
}

/// Saves what is to be stored of an answer that is being written.
pub(crate) fn save(answer: Id, changes: &Changes) {
    Storage::Site.set(&key(answer), &changes.to_json());
}

/// Removes what is kept of an answer that has ended: the store gets it.
pub(crate) fn remove(answer: Id) {
    Storage::Site.set(&key(answer), "");
}

/// Moves all of them into the store. What the store does not take stays here.
pub(crate) async fn move_to_store() -> Result<(), StoreError> {
    let mut result = Ok(());
    for key in &Storage::Site.keys(KEY_PREFIX) {
        let changes = Storage::Site.get(key).unwrap_or_default();
        match store::put(&changes).await {
            // Or its conversation was deleted.
            Ok(_) => {
                Storage::Site.set(key, "");
            }
            Err(error) => result = Err(error),
        }
    }
    result
}

fn key(answer: Id) -> String {
    format!("{KEY_PREFIX}{answer}")
}
