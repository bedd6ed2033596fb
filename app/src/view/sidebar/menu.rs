//! What can be done with a chat in the list.

use super::{focus::focus_more, record_change::change_record};
use crate::{
    state::deleting,
    texts::{SidebarTexts, Texts},
    view::{
        kit::{button::TextButton, icon::Shape},
        page::Page,
    },
};
use browser::{files, media, store};
use conversation::{record::ConversationRecord, transfer};
use leptos::{prelude::*, task::spawn_local};

/// A menu below the chat.
#[component]
pub(crate) fn Menu(
    page: Page,
    conversation: StoredValue<ConversationRecord>,
    is_renaming: RwSignal<bool>,
) -> impl IntoView {
    let state = page.state;
    let texts = page.texts();
    let labels = SidebarTexts::of(page.language());
    let is_pinned = conversation.with_value(|conversation| conversation.is_pinned);
    let id = conversation.with_value(|conversation| conversation.id);
    let close = move || {
        state.layout.chat_menu.set(None);
        focus_more(id);
    };
    let pin = move |_| {
        close();
        change_record(state, conversation, |chat| chat.is_pinned = !chat.is_pinned);
    };
    let rename = move |_| {
        state.layout.chat_menu.set(None);
        is_renaming.set(true);
    };
    let export = move |format| spawn_local(export(texts, conversation.get_value(), format));
    let delete = move |_| {
        state.layout.chat_menu.set(None);
        if !media::is_touch() {
            page.focus_composer();
        }
        deleting::delete_conversation(state, id);
    };
    view! {
        <div class="menu" role="group" aria-label=labels.more>
            <TextButton shape=Shape::Pin text=if is_pinned { labels.unpin } else { labels.pin } on_click=pin/>
            <TextButton shape=Shape::Edit text=labels.rename on_click=rename/>
            <TextButton
                shape=Shape::Download
                text=labels.export_markdown
                on_click=move |_| export(Format::Markdown)
            />
            <TextButton
                shape=Shape::Download
                text=labels.export_json
                on_click=move |_| export(Format::Json)
            />
            <TextButton shape=Shape::Delete text=texts.common.delete on_click=delete/>
        </div>
    }
}

#[derive(Clone, Copy)]
enum Format {
    /// What is read, for people.
    Markdown,
    /// Every version, for an import.
    Json,
}

/// Downloads a conversation as a file.
async fn export(texts: &'static Texts, conversation: ConversationRecord, format: Format) {
    let Ok(tail) = store::tail(conversation.id, None, u32::MAX).await else { return };
    let name = transfer::file_name(&conversation.title);
    match format {
        Format::Markdown => {
            let path = transfer::path(&conversation, tail.messages);
            let (you, assistant) = (texts.message.you, texts.message.assistant);
            let markdown = transfer::to_markdown(&conversation.title, &path, you, assistant);
            files::download(&format!("{name}.md"), "text/markdown", &markdown);
        }
        Format::Json => {
            let json = transfer::export(std::slice::from_ref(&conversation), &tail.messages);
            files::download(&format!("{name}.json"), "application/json", &json);
        }
    }
}
