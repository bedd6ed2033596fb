//! Small pieces that several views use.

pub(crate) mod attaching;
pub(crate) mod attachments;
pub(crate) mod button;
pub(crate) mod copy;
pub(crate) mod fault;
pub(crate) mod icon;
pub(crate) mod new_chat;
pub(crate) mod popup;
pub(crate) mod seconds;
pub(crate) mod show;
pub(crate) mod text;
pub(crate) mod textarea;
pub(crate) mod writing;
