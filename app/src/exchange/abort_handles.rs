//! What aborts the requests that are under way.

use browser::http::AbortHandle;
use conversation::id::Id;

/// The handles of the answers that are being written, by the answers' ids.
#[derive(Default)]
pub(super) struct AbortHandles(Vec<(Id, AbortHandle)>);

impl AbortHandles {
    /// A handle for an answer that begins; `None` in a browser that cannot abort requests.
    pub(super) fn add(&mut self, answer: Id) -> Option<AbortHandle> {
        let handle = AbortHandle::new()?;
        self.0.push((answer, handle.clone()));
        Some(handle)
    }

    /// Aborts the request for an answer.
    pub(super) fn abort(&self, answer: Id) {
        for (_, handle) in self.0.iter().filter(|(id, _)| *id == answer) {
            handle.abort();
        }
    }

    /// Drops the handle of an answer that has ended.
    pub(super) fn remove(&mut self, answer: Id) {
        self.0.retain(|(id, _)| *id != answer);
    }
}
