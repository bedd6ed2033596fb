//! The chat page: a Leptos single-page app. It knows the site's own API and nothing of providers' addresses, dialects
//! or tokens.
//!
//! [`app`] is the root. [`mod@view`] shows what [`state`] knows, [`exchange`] asks the site and changes the state, [`texts`]
//! has every text in every language, [`mod@lazy`] names what is loaded on demand.
#![deny(unsafe_code)]
// The component macro makes its functions `pub`, components own their props, and a signal's handle is only large where
// it remembers its place in the source, in debug builds.
#![allow(unreachable_pub, clippy::needless_pass_by_value, clippy::large_types_passed_by_value)]

mod app;
mod exchange;
mod lazy;
mod state;
mod texts;
mod view;

use leptos::prelude::*;
use view::shell;

fn main() {
    let (early, files) = shell::take_over();
    mount_to_body(move || view! { <app::App early files/> });
}
