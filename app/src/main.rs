//! The chat page: a Leptos single-page app. It knows the site's own API and nothing of providers'
//! addresses, dialects or tokens.
//!
//! [`chat`] holds the open conversation, [`exchange`] asks and reads the stream, [`answer`] is what is
//! pure in that, [`drawing`] draws answers, [`store`] keeps everything over a reload, as [`record`] says.
//! [`parts`] names what is loaded later.
#![deny(unsafe_code)]
// The component macro makes its functions `pub`, components own their props, and a signal's handle is
// only large where it remembers its place in the source, in debug builds.
#![allow(unreachable_pub, clippy::needless_pass_by_value, clippy::large_types_passed_by_value)]

mod answer;
mod chat;
mod components;
mod drawing;
mod exchange;
mod follow;
mod highlight;
mod http;
mod i18n;
mod keys;
mod later;
mod library;
mod math;
mod panels;
mod parts;
mod record;
mod seam;
mod settings;
mod share;
mod shell;
mod store;
mod ui;
mod update;

fn main() {
    shell::tell_of_panics();
    let early = shell::take_over();
    leptos::mount::mount_to_body(move || components::App(components::AppProps { early }));
}
