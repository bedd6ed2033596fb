//! Everything that is decided at the edge, in pure Rust: no I/O, no clock, no worker. The glue in
//! `functions` tells what happened and does what is answered, so all of it runs in a unit test.
//!
//! The life of a request, by module: [`api`] routes it and says who may ask ([`pass`], [`tries`]), [`limits`] how
//! much, [`settings`] says what the owner set,
//! [`ask`] validates what the visitor wants, [`providers`] turn it into a request to each
//! provider, [`engine`] decides whom to ask and when to move on, [`inspect`] reads the answers,
//! [`classify`] names their failures and [`rest`] remembers them. [`diagnosis`] makes the owner's report.
#![forbid(unsafe_code)]

pub mod api;
pub mod ask;
pub mod classify;
pub mod client;
pub mod diagnosis;
pub mod engine;
pub mod error_facts;
pub mod inspect;
pub mod limits;
pub mod log;
pub mod native;
pub mod pass;
pub mod providers;
pub mod rest;
pub mod secret;
pub mod settings;
pub mod tries;
pub mod turnstile;

/// Milliseconds since 1970 on a clock that only the glue reads; pure code compares and adds them.
pub type Millis = u64;
