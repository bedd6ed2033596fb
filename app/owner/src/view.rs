//! What the pages show: a tab, the form that asks for the owner's code, or why there is nothing to show.

pub(crate) mod access_form;
pub(crate) mod failure;
pub(crate) mod gateway;
pub(crate) mod kit;
pub(crate) mod report;
pub(crate) mod requests;
pub(crate) mod tabs;
pub(crate) mod traffic;
