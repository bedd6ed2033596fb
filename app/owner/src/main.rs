//! The owner's pages: the deployment report at `/report`, and how visitors were served. A program of its own, so that no visitor loads it.
#![forbid(unsafe_code)]
// The component macro makes its functions `pub`, and components own their props.
#![allow(unreachable_pub, clippy::needless_pass_by_value)]

mod app;
mod charts;
mod format;
mod gateway;
mod loading;
mod page;
mod report;
mod requests;
mod tab;
mod texts;
mod traffic;
mod view;

use leptos::prelude::*;

fn main() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
