//! A chat without a browser.
#![forbid(unsafe_code)]
