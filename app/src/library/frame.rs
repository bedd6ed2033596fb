//! What stands around the list: its heading, and the ways to the dialogs.

use super::{Library, LibraryProps, texts};
use crate::{
    components::{Actions, Shape, button, tool},
    ui::Panel,
};
use leptos::prelude::*;

/// Everything that is in the sidebar.
pub(crate) fn library(actions: Actions) -> AnyView {
    let texts = texts(actions.chat);
    let panel = move |shape, name, panel| button(Some(shape), name, move |_| actions.open(panel));
    view! {
        <div class="top">
            <h2>{texts.chats}</h2>
            {tool(Shape::Close, texts.close, move |_| actions.close_sidebar())}
        </div>
        {Library(LibraryProps { actions })}
        <div class="bottom">
            {panel(Shape::Settings, texts.settings, Panel::Settings)}
            {panel(Shape::Text, texts.shortcuts, Panel::Shortcuts)}
        </div>
    }
    .into_any()
}
