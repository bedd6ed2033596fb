//! A clock for what counts seconds.

use crate::state::effect;
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

/// Counts `seconds` up while a condition holds.
pub(crate) fn count(seconds: RwSignal<u32>, condition: Signal<bool>) {
    effect(move || {
        seconds.track();
        if condition.get() {
            spawn_local(async move {
                TimeoutFuture::new(1000).await;
                seconds.try_update(|seconds| *seconds += 1);
            });
        }
    });
}
