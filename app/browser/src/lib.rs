//! What the page's programs need of a browser: requests, storage, files, the clipboard, what the device is like.
//! No Leptos here, and nothing of what a page shows.
#![forbid(unsafe_code)]

pub mod access;
pub mod clipboard;
pub mod compression;
pub mod files;
pub mod history;
pub mod http;
pub mod images;
pub mod language;
pub mod media;
pub mod owner;
pub mod quota;
pub mod random;
pub mod storage;
pub mod store;
pub mod tabs;
pub mod text;
pub mod time;
pub mod update;
