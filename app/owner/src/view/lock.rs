//! What of the site is open, and to whom.

use super::fix::FixView;
use crate::texts::Texts;
use leptos::prelude::*;
use wire::report::{Lock, LockState};

/// The state of one lock, and how to shut it.
#[component]
pub(crate) fn LockItem(texts: &'static Texts, lock: Lock) -> impl IntoView {
    let (symbol, colour) = match lock.state {
        LockState::Shut => ("✓", "ok"),
        LockState::Weak | LockState::Open => ("!", "warning"),
    };
    view! {
        <li class="lock">
            <p>
                <span class=format!("mark {colour}") aria-hidden="true">
                    {symbol}
                </span>
                <span>
                    {lock.title} <span class="hidden">{(texts.lock_state)(lock.state)}</span>
                </span>
                <span class="what">{lock.text}</span>
            </p>
            {lock.fix.map(|fix| view! { <FixView texts fix/> })}
        </li>
    }
}
