//! What the page shows, and what the visitor can do.
//!
//! [`page::Page`] is the handle that every view gets. [`kit`] has the small pieces that several views use.

pub(crate) mod composer;
pub(crate) mod conversation;
pub(crate) mod dialogs;
pub(crate) mod header;
pub(crate) mod kit;
mod message;
pub(crate) mod notices;
pub(crate) mod page;
pub(crate) mod shell;
pub(crate) mod sidebar;
