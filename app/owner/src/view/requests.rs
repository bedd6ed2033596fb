//! The single requests.

mod attempts;
mod filter_form;
mod item;
pub(crate) mod page;
