//! What the page's programs need of a browser.
#![forbid(unsafe_code)]
