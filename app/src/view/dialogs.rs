//! The dialogs: settings, the list of shortcuts, sharing. They load when one is first opened.

mod dialog;
mod settings;
mod share;
mod shortcuts;

pub(crate) use dialog::open_dialog_view;
