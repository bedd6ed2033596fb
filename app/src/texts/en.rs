//! English.

mod dialogs;
mod numbers;
mod page;
mod sidebar;

pub(super) use dialogs::{DIALOGS, SETTINGS};
pub(super) use page::TEXTS;
pub(super) use sidebar::SIDEBAR;
