//! What nobody needs until the first words have come, a part of the page that is loaded once the page stands: what
//! can be done with messages, who answered, what the visitor should know, pictures, saved prompts.

mod attach;
mod badge;
mod code;
mod door;
mod edit;
mod ending;
mod guide;
mod notice;
mod prompts;
mod tools;

use crate::{
    chat::{Chat, Entry},
    components::Actions,
    i18n::LaterTexts,
    settings::Settings,
};
use js_sys::Array;
use leptos::{ev, html, prelude::*};

/// What the part gives to the page.
pub(crate) struct Later {
    /// The small buttons under a message, whose words are drawn into the element.
    pub(crate) tools: fn(Actions, Entry, NodeRef<html::Div>) -> AnyView,
    /// How an answer ended, where that needs saying.
    pub(crate) ending: fn(Actions, Entry) -> AnyView,
    /// Who answered.
    pub(crate) badge: fn(Actions, Entry) -> AnyView,
    /// The form that puts a question into other words.
    pub(crate) edit: fn(Actions, Entry) -> AnyView,
    /// The lines above the composer.
    pub(crate) notices: fn(Actions) -> AnyView,
    /// How to set up a provider.
    pub(crate) guide: fn(Actions) -> AnyView,
    /// The saved prompts over the composer, and whether a key is meant for them.
    pub(crate) prompts: fn(Actions) -> AnyView,
    pub(crate) takes_key: fn(Actions, &ev::KeyboardEvent) -> bool,
    /// The pictures beside the half-typed message, and how they come there.
    pub(crate) pictures: fn(Actions) -> AnyView,
    pub(crate) pick_pictures: fn(Actions),
    pub(crate) add_pictures: fn(Actions, Array),
    /// A press on something in a conversation: a code block's button perhaps.
    pub(crate) pressed: fn(Chat, &ev::MouseEvent),
    /// The connection is back.
    pub(crate) send_unsent: fn(Actions),
}

pub(crate) static LATER: Later = Later {
    tools: tools::tools,
    ending: ending::ending,
    badge: badge::badge,
    edit: edit::edit,
    notices: notice::notices,
    guide: guide::guide,
    prompts: prompts::prompts,
    takes_key: prompts::takes,
    pictures: attach::pictures,
    pick_pictures: attach::pick,
    add_pictures: attach::add,
    pressed: code::on_click,
    send_unsent: Actions::send_unsent,
};

fn texts(chat: Chat) -> &'static LaterTexts {
    LaterTexts::of(chat.settings.with_untracked(Settings::language))
}
