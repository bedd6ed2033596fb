//! Records in the browser's small storage, which takes them at once: what IndexedDB might not get to while the page is
//! being closed. The next start moves them into the store.

use browser::{
    storage::Storage,
    store::{self, StoreError},
};
use conversation::{id::Id, record::Records};

/// With an answer's id, the storage key of its records.
const KEY_PREFIX: &str = "everchat-unsaved-";

/// Whether there are any.
pub(crate) fn exist() -> bool {
    !Storage::Site.keys(KEY_PREFIX).is_empty()
}

/// Saves the records of an answer that is being written.
pub(crate) fn save(answer: Id, records: &Records) {
    Storage::Site.set(&key(answer), &records.to_json());
}

/// Removes the records of an answer that has ended: the store gets it.
pub(crate) fn remove(answer: Id) {
    Storage::Site.set(&key(answer), "");
}

/// Moves all of them into the store. What the store does not take stays here.
pub(crate) async fn move_to_store() -> Result<(), StoreError> {
    let mut result = Ok(());
    for key in &Storage::Site.keys(KEY_PREFIX) {
        let records = Storage::Site.get(key).as_deref().map(Records::read).unwrap_or_default();
        match store::put(&records).await {
            Ok(()) => {
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
