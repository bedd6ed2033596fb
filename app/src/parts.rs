//! The parts of the page that are loaded later. `cargo xtask build` cuts the program at these functions; what
//! only they reach travels when they are first called.
// The macro declares what the cut leaves to be imported, and its functions may fail for not having come.
#![allow(unsafe_code, clippy::unnecessary_wraps)]

use crate::{
    chat::{OPENING, Opening},
    components::Actions,
    exchange::TRIES,
    highlight,
    later::{LATER, Later},
    library, math, panels,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use shared::markdown;
use std::future::Future;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Why a part is not there.
pub(crate) type Missing = SplitLoaderError;

/// What a part gives to the page, once it is there: functions, as a rule. A handle that is free to copy.
pub(crate) struct Part<P: 'static>(RwSignal<Progress<P>>);

#[derive(Clone, Copy)]
enum Progress<P> {
    Absent,
    Coming,
    /// It could not be loaded when it was last tried.
    Missing,
    There(P),
}

impl<P> Copy for Part<P> {}

impl<P> Clone for Part<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Copy + Send + Sync + 'static> Part<P> {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(Progress::Absent))
    }

    /// What it gives, and a signal for when it does.
    pub(crate) fn get(self) -> Option<P> {
        if let Progress::There(part) = self.0.get() { Some(part) } else { None }
    }

    pub(crate) fn get_untracked(self) -> Option<P> {
        untrack(|| self.get())
    }

    /// Whether it could not be loaded when it was last tried.
    pub(crate) fn is_missing(self) -> bool {
        matches!(self.0.get(), Progress::Missing)
    }

    /// Loads it with its function below, if that has not begun yet. What fails is tried again a few times, and
    /// at once with the next call.
    pub(crate) fn load<F>(self, part: fn() -> F)
    where
        F: Future<Output = Result<P, Missing>> + 'static,
    {
        if matches!(self.0.get_untracked(), Progress::Absent | Progress::Missing) {
            self.0.set(Progress::Coming);
            spawn_local(async move {
                for tried in 0..TRIES {
                    if let Ok(part) = part().await {
                        return self.0.set(Progress::There(part));
                    }
                    self.0.set(Progress::Missing);
                    TimeoutFuture::new(1_000 << tried).await;
                }
            });
        }
    }
}

/// The Markdown parser and what draws its elements.
#[wasm_split(markdown, fallible)]
pub(crate) fn markdown() -> Result<markdown::Begin, Missing> {
    Ok(markdown::begin)
}

/// Colours for code.
#[wasm_split(highlight, fallible)]
pub(crate) fn highlight() -> Result<markdown::Highlight, Missing> {
    Ok(highlight::highlight)
}

/// Formulas.
#[wasm_split(math, fallible)]
pub(crate) fn math() -> Result<markdown::ToMathMl, Missing> {
    Ok(math::to_mathml)
}

/// The list of conversations.
#[wasm_split(library, fallible)]
pub(crate) fn library() -> Result<fn(Actions) -> AnyView, Missing> {
    Ok(library::library)
}

/// The dialogs.
#[wasm_split(panels, fallible)]
pub(crate) fn panels() -> Result<fn(Actions) -> AnyView, Missing> {
    Ok(panels::panels)
}

/// What nobody needs until the first words have come.
#[wasm_split(later, fallible)]
pub(crate) fn later() -> Result<&'static Later, Missing> {
    Ok(&LATER)
}

/// Reading conversations from where they are kept.
#[wasm_split(opening, fallible)]
pub(crate) fn opening() -> Result<&'static Opening, Missing> {
    Ok(&OPENING)
}
