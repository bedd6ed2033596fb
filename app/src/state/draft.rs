//! The message that is being typed, and what goes with it.

use browser::{
    files::{self, File},
    images,
    storage::Storage,
};
use conversation::attachment;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// The storage key of the text.
const KEY: &str = "everchat-draft";
/// With an attachment's index, its storage key.
const ATTACHED_KEY_PREFIX: &str = "everchat-attached-";
/// At most this many pictures go with a message; [`browser::images`] makes them small enough for one request.
const MAX_PICTURES: usize = 3;

/// Why a file was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttachmentError {
    /// The message has as many pictures as it may have.
    TooMany,
    /// The file is neither a picture that the browser can read nor a text.
    Unreadable,
    /// The chat was shared, and is not this browser's yet.
    Shared,
    /// It was added, but the browser has no room to keep it until the message is sent.
    Unsaved,
}

/// A handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    /// What is typed.
    pub(crate) text: RwSignal<String>,
    /// Pictures, and texts that are too long for a message: see [`attachment`].
    pub(crate) attachments: RwSignal<Vec<String>>,
    /// What is wrong with the last file.
    pub(crate) attachment_error: RwSignal<Option<AttachmentError>>,
    /// Whether it is kept when the page is loaded again. A question that is being edited is not.
    is_kept: bool,
}

impl Draft {
    /// A draft that is not kept.
    pub(crate) fn new() -> Self {
        Self {
            text: RwSignal::default(),
            attachments: RwSignal::default(),
            attachment_error: RwSignal::new(None),
            is_kept: false,
        }
    }

    /// What was typed and attached in this tab before the page was loaded again, or else what was typed last in any tab.
    pub(crate) fn load() -> Self {
        let text = Storage::Tab.get(KEY).or_else(|| Storage::Site.get(KEY)).unwrap_or_default();
        Self {
            text: RwSignal::new(text),
            attachments: RwSignal::new(
                (0..).map_while(|index| Storage::Tab.get(&attached_key(index))).collect(),
            ),
            attachment_error: RwSignal::new(None),
            is_kept: true,
        }
    }

    /// Saves the text, for this tab and for one that is opened next.
    pub(crate) fn save(self) {
        if !self.is_kept {
            return;
        }
        self.text.with_untracked(|text| {
            Storage::Tab.set(KEY, text);
            Storage::Site.set(KEY, text);
        });
    }

    /// Saves the attachments for this tab, as many as the browser has room for. False if it is not all of them.
    pub(crate) fn save_attachments(self) -> bool {
        if !self.is_kept {
            return true;
        }
        for key in Storage::Tab.keys(ATTACHED_KEY_PREFIX) {
            Storage::Tab.set(&key, "");
        }
        self.attachments.with_untracked(|attachments| {
            let mut saved = 0;
            for attachment in attachments {
                saved += usize::from(Storage::Tab.set(&attached_key(saved), attachment));
            }
            saved == attachments.len()
        })
    }

    /// Saves the attachments that have just changed.
    fn save_changed_attachments(self) {
        let save = move || {
            if !self.save_attachments() {
                self.attachment_error.set(Some(AttachmentError::Unsaved));
            }
        };
        // Browsers take long to store a large text, and a task of its own holds up no input.
        Timeout::new(0, save).forget();
    }

    /// Whether there are neither words nor attachments. Tracks both.
    pub(crate) fn is_empty(self) -> bool {
        self.text.with(|text| text.trim().is_empty()) && self.attachments.with(Vec::is_empty)
    }

    /// The number of characters of the words, as they are sent. Tracks them.
    pub(crate) fn words(self) -> usize {
        self.text.with(|text| text.trim().chars().count())
    }

    /// Empties the draft; returns its trimmed text and its attachments.
    pub(crate) fn take(self) -> (String, Vec<String>) {
        let text = self.take_text().trim().to_owned();
        let attachments = self.attachments.try_update(std::mem::take).unwrap_or_default();
        self.save_attachments();
        self.attachment_error.set(None);
        (text, attachments)
    }

    fn take_text(self) -> String {
        let text = self.text.try_update(std::mem::take).unwrap_or_default();
        self.save();
        text
    }

    /// Attaches a text.
    pub(crate) fn attach(self, text: &str) {
        self.add_attachment(attachment::of_text(text));
    }

    fn add_attachment(self, attachment: String) {
        self.attachments.update(|attachments| attachments.push(attachment));
        self.save_changed_attachments();
    }

    /// Attaches what is typed.
    pub(crate) fn attach_typed(self) {
        self.attach(&self.take_text());
    }

    /// Adds files: pictures, made small, and texts. [`Draft::attachment_error`] says what could not be added.
    pub(crate) async fn add_files(self, files: Vec<File>) {
        self.attachment_error.set(None);
        for file in files {
            let attachment = if files::is_picture(&file) {
                if self.count_pictures() >= MAX_PICTURES {
                    self.attachment_error.set(Some(AttachmentError::TooMany));
                    continue;
                }
                images::shrink(&file).await
            } else {
                files::read_text(&file).await.map(|text| attachment::of_text(&text))
            };
            match attachment {
                Some(attachment) => self.add_attachment(attachment),
                None => self.attachment_error.set(Some(AttachmentError::Unreadable)),
            }
        }
    }

    fn count_pictures(self) -> usize {
        let is_picture = |attachment: &&String| attachment::text(attachment).is_none();
        self.attachments.with_untracked(|attachments| attachments.iter().filter(is_picture).count())
    }

    /// Removes the picture or the text at an index.
    pub(crate) fn remove(self, index: usize) {
        self.attachment_error.set(None);
        self.attachments.update(|attachments| drop(attachments.remove(index)));
        self.save_changed_attachments();
    }
}

fn attached_key(index: usize) -> String {
    format!("{ATTACHED_KEY_PREFIX}{index}")
}
