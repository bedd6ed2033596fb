//! How what the page loads by itself is tried again: after 1, 2, 4, 8 seconds.

use gloo_timers::future::TimeoutFuture;

/// How many attempts are made.
pub(crate) const ATTEMPTS: u32 = 5;

/// Waits after a failed attempt, the first of which is 0.
pub(crate) async fn wait(attempt: u32) {
    TimeoutFuture::new(1_000 << attempt).await;
}
