//! Small pieces that several views use.

pub(crate) mod attachments;
pub(crate) mod button;
pub(crate) mod copy;
pub(crate) mod icon;
pub(crate) mod new_chat;
pub(crate) mod popup;
pub(crate) mod seconds;
pub(crate) mod show;
pub(crate) mod text;
pub(crate) mod textarea;
