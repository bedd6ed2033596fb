//! A part of the program that is loaded on demand.

use super::retry_delay;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin, rc::Rc};
use wasm_split_helpers::SplitLoaderError;

/// Why a part could not be loaded.
pub(crate) type PartError = SplitLoaderError;

/// Makes one attempt to load a part; returns whether it is there.
type Loader = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// A part that is loaded on demand, and what it gives to the page: functions, as a rule. A handle that is free to copy.
pub(crate) struct Part<P: 'static> {
    /// How far its loading is.
    pub(crate) loading: PartLoading,
    value: StoredValue<Option<P>>,
}

/// How far the loading of a part is; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct PartLoading {
    progress: RwSignal<Progress>,
    loader: StoredValue<Loader, LocalStorage>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    NotLoaded,
    Loading {
        /// The last attempt failed, and another one will be made.
        has_failed: bool,
    },
    /// All attempts have failed.
    Failed,
    Loaded,
}

impl<P> Copy for Part<P> {}

impl<P> Clone for Part<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Copy + Send + Sync + 'static> Part<P> {
    /// A part that `loader` will load; nothing is loaded yet.
    pub(crate) fn new<F>(loader: fn() -> F) -> Self
    where
        F: Future<Output = Result<P, PartError>> + 'static,
    {
        let value = StoredValue::new(None);
        let attempt: Loader = Rc::new(move || {
            let loading = loader();
            Box::pin(async move {
                value.set_value(loading.await.ok());
                value.with_value(Option::is_some)
            })
        });
        let loading = PartLoading {
            progress: RwSignal::new(Progress::NotLoaded),
            loader: StoredValue::new_local(attempt),
        };
        Self { loading, value }
    }

    /// What it gives, once it is loaded. Tracks.
    pub(crate) fn get(self) -> Option<P> {
        self.loading.progress.track();
        self.value.get_value()
    }
}

impl PartLoading {
    /// Whether the last attempt to load it failed. Tracks.
    pub(crate) fn has_failed(self) -> bool {
        matches!(self.progress.get(), Progress::Failed | Progress::Loading { has_failed: true })
    }

    /// Loads it, if that has not begun yet. A failed attempt is repeated a few times, and then no more: this is called
    /// whenever the page is drawn.
    pub(crate) fn load(self) {
        if self.progress.get_untracked() == Progress::NotLoaded {
            self.attempt(retry_delay::ATTEMPTS);
        }
    }

    /// Loads it, since the visitor asks for it. Where all attempts have failed, one more is made.
    pub(crate) fn load_for_visitor(self) {
        if self.progress.get_untracked() == Progress::Failed {
            self.attempt(1);
        }
        self.load();
    }

    fn attempt(self, attempts: u32) {
        self.progress.set(Progress::Loading { has_failed: false });
        let loader = self.loader.get_value();
        spawn_local(async move {
            for attempt in 0..attempts {
                if attempt > 0 {
                    self.progress.set(Progress::Loading { has_failed: true });
                    retry_delay::wait(attempt - 1).await;
                }
                if loader().await {
                    return self.progress.set(Progress::Loaded);
                }
            }
            self.progress.set(Progress::Failed);
        });
    }
}
