//! Reads the messages of every conversation.

use browser::store::{self, StoreError};
use conversation::record::MessageRecord;

/// How many messages are read from the store, or searched, before the page may do something else.
pub(crate) const BATCH: usize = 500;

/// Calls `each` with every message of every conversation, a batch at a time.
pub(crate) async fn for_each_batch(mut each: impl FnMut(Vec<MessageRecord>)) -> Result<(), StoreError> {
    let mut last = None;
    loop {
        let records = store::batch(last.as_ref(), BATCH as u32).await?;
        let is_last = records.len() < BATCH;
        last = records.last().cloned();
        each(records);
        if is_last {
            return Ok(());
        }
    }
}
