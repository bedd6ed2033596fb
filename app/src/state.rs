//! What the page knows: the open conversation, the draft, notices, the layout, the settings, the site's status.
//!
//! [`State`] holds one handle for each of these, and [`models`] says what is known of the site's models. What changes
//! several of them at once is a module of functions:
//! [`all_messages`], [`asking`], [`deleting`], [`earlier`], [`navigation`], [`opening`], [`options`], [`other_tabs`],
//! [`page_close`], [`restoring`], [`sharing`], [`switching`], [`versions`].

pub(crate) mod all_messages;
pub(crate) mod asking;
pub(crate) mod deleting;
mod draft;
pub(crate) mod earlier;
mod effect;
mod last_open;
mod layout;
mod loaded_messages;
mod message;
pub(crate) mod models;
pub(crate) mod navigation;
mod new_conversation;
mod notices;
mod open_conversation;
pub(crate) mod opening;
pub(crate) mod options;
pub(crate) mod other_tabs;
mod other_writers;
pub(crate) mod page_close;
mod page_state;
mod part;
pub(crate) mod restoring;
pub(crate) mod retry_delay;
mod running_answers;
mod saver;
pub(crate) mod settings;
pub(crate) mod sharing;
pub(crate) mod switching;
mod unsaved;
mod version_1;
pub(crate) mod versions;

pub(crate) use self::{
    draft::{AttachmentError, Draft},
    effect::effect,
    layout::Dialog,
    message::Message,
    notices::{Announcement, Deleted},
    open_conversation::{Conversation, SharedLink},
    page_state::State,
    part::{Part, PartError, PartLoading},
    running_answers::RunningAnswer,
};
