//! The settings: a file for each section.

mod conversation;
mod keyboard;
mod models;
mod page;
mod prompts;
mod site;
mod storage;
mod transfer;

use self::{
    conversation::ConversationSettings, keyboard::KeyboardSettings, page::PageSettings,
    prompts::SavedPrompts, site::SiteInfo, storage::StorageSettings,
};
use crate::view::page::Page;
use leptos::prelude::*;

/// Every section.
#[component]
pub(crate) fn Settings(page: Page) -> impl IntoView {
    view! {
        <PageSettings page/>
        <ConversationSettings page/>
        <SavedPrompts page/>
        <StorageSettings page/>
        <KeyboardSettings page/>
        <SiteInfo page/>
    }
}
