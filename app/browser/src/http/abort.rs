//! Aborting requests.

use web_sys::{AbortController, AbortSignal};

/// Aborts the requests that were made with it, also while their answers are being read.
#[derive(Clone, Debug)]
pub struct AbortHandle(AbortController);

impl AbortHandle {
    /// A handle that no request has yet; `None` in a browser that cannot abort requests.
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Closes the connections. The site then closes the provider's, so nothing more is paid for.
    pub fn abort(&self) {
        self.0.abort();
    }

    /// Whether [`AbortHandle::abort`] was called.
    pub fn is_aborted(&self) -> bool {
        self.0.signal().aborted()
    }

    pub(crate) fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}
