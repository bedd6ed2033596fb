//! How the site is.

use crate::state::State;
use browser::http;
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use wire::{SiteState, Status};

/// A site that cannot be reached is down.
const UNREACHABLE: &str = r#"{"state":"down"}"#;

/// Asks how the site is, unless that `is_asked` already. One that cannot answer is asked again after 4, 8, 16, 32 and then
/// every 64 seconds. The page works without knowing.
pub(super) fn follow(state: State, is_asked: StoredValue<bool>) {
    if is_asked.get_value() {
        return;
    }
    is_asked.set_value(true);
    spawn_local(async move {
        let mut round = 0;
        loop {
            ask(state).await;
            if !is(state, SiteState::Down) {
                return is_asked.set_value(false);
            }
            TimeoutFuture::new(4000 << round).await;
            round = 4.min(round + 1);
        }
    });
}

/// Whether the site is so, as far as is known.
pub(super) fn is(state: State, site: SiteState) -> bool {
    state.site.with_untracked(|status| status.as_ref().is_some_and(|status| status.state == site))
}

async fn ask(state: State) {
    let text = http::get_text("/api/status").await.unwrap_or_default();
    if text.is_empty() && state.site.with_untracked(Option::is_some) {
        return set(state, SiteState::Down);
    }
    state.site.set(Status::read(if text.is_empty() { UNREACHABLE } else { &text }));
}

/// Says how the site is.
pub(super) fn set(state: State, site: SiteState) {
    state.site.update(|status| {
        if let Some(status) = status {
            status.state = site;
        }
    });
}
