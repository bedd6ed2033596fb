//! Effects behind one type.

use leptos::prelude::*;

/// Runs a function whenever what it tracks has changed, as Leptos' own `Effect` does. That one is compiled again for each
/// function; `tests/bench/WEIGHTS.md` has what this one saves.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}
