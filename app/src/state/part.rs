//! A part of the program that is loaded on demand.

use super::retry_delay;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin, rc::Rc};
use wasm_split_helpers::SplitLoaderError;

/// Why a part could not be loaded.
pub(crate) type PartError = SplitLoaderError;

type Loading<P> = Pin<Box<dyn Future<Output = Result<P, PartError>>>>;
type Loader<P> = Rc<dyn Fn() -> Loading<P>>;

/// A part that is loaded on demand, and what it gives to the page: functions, as a rule. A handle that is free to copy.
pub(crate) struct Part<P: 'static> {
    progress: RwSignal<Progress<P>>,
    loader: StoredValue<Loader<P>, LocalStorage>,
}

#[derive(Clone, Copy)]
enum Progress<P> {
    NotLoaded,
    Loading,
    /// The last attempt failed.
    Failed,
    Loaded(P),
}

impl<P> Copy for Part<P> {}

impl<P> Clone for Part<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Copy + Send + Sync + 'static> Part<P> {
    /// A part that `loader` will load; nothing is loaded yet.
    pub(crate) fn new<F>(loader: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<P, PartError>> + 'static,
    {
        let loader: Loader<P> = Rc::new(move || Box::pin(loader()));
        Self { progress: RwSignal::new(Progress::NotLoaded), loader: StoredValue::new_local(loader) }
    }

    /// What it gives, once it is loaded. Tracks.
    pub(crate) fn get(self) -> Option<P> {
        if let Progress::Loaded(part) = self.progress.get() { Some(part) } else { None }
    }

    /// Whether the last attempt to load it failed. Tracks.
    pub(crate) fn is_missing(self) -> bool {
        matches!(self.progress.get(), Progress::Failed)
    }

    /// Loads it, if that has not begun yet. A failed attempt is repeated a few times, and at once by the next call.
    pub(crate) fn load(self) {
        if !matches!(self.progress.get_untracked(), Progress::NotLoaded | Progress::Failed) {
            return;
        }
        self.progress.set(Progress::Loading);
        let loader = self.loader.get_value();
        spawn_local(async move {
            for attempt in 0..retry_delay::ATTEMPTS {
                if let Ok(part) = loader().await {
                    return self.progress.set(Progress::Loaded(part));
                }
                self.progress.set(Progress::Failed);
                retry_delay::wait(attempt).await;
            }
        });
    }
}
