//! What of the site is open, and to whom.

use crate::{
    texts::Texts,
    view::kit::{fix::FixView, icon::Icon},
};
use leptos::prelude::*;
use wire::report::{Lock, LockState};

/// The state of one lock, and how to shut it.
#[component]
pub(crate) fn LockItem(texts: &'static Texts, lock: Lock) -> impl IntoView {
    let colour = match lock.state {
        LockState::Shut => "ok",
        LockState::Weak | LockState::Open => "warning",
    };
    view! {
        <li class=format!("lock {colour}")>
            <Icon shape=lock.state/>
            <div class="body">
                <p>
                    {lock.title} " " <span class="hidden">{(texts.lock_state)(lock.state)}</span>
                    <span class="what">{lock.text}</span>
                </p>
                {lock.fix.map(|fix| view! { <FixView texts fix/> })}
            </div>
        </li>
    }
}
