//! How the site is.

use crate::state::{State, retry_delay};
use browser::http;
use leptos::{prelude::*, task::spawn_local};
use wire::Status;

/// Asks how the site is, a few times if no answer comes. The page works without knowing.
pub(crate) fn load(state: State) {
    spawn_local(async move {
        for attempt in 0..retry_delay::ATTEMPTS {
            if let Ok(text) = http::get_text("/api/status").await {
                return state.site.set(Status::read(&text));
            }
            retry_delay::wait(attempt).await;
        }
    });
}
