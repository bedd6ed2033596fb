//! The page's parts.

mod composer;
mod conversation;
mod header;
mod icon;
mod message;
mod reading;
mod sidebar;
mod view;
mod welcome;

use crate::{
    answer::State,
    chat::{Chat, Entry, Live, Opening},
    exchange::{self, Stopper, load_status},
    keys::Command,
    later::Later,
    parts::{self, Part},
    settings::Settings,
    shell::{self, Early},
    ui::{Panel, Ui},
};
pub(crate) use composer::grow;
use composer::{ComposerHandle, composer};
use conversation::conversation;
use header::header;
pub(crate) use icon::{Icon, Shape};
use leptos::{ev, prelude::*};
pub(crate) use message::prose;
use shared::markdown;
use sidebar::sidebar;
pub(crate) use view::{
    Act, button, button_unless, dynamic, effect, nothing, on_window, tool, tool_unless, when, words,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// The whole page.
#[component]
pub(crate) fn App(early: Early) -> impl IntoView {
    let chat = Chat::new();
    if !early.text.is_empty() {
        chat.draft.set(early.text.clone());
    }
    let actions = Actions {
        chat,
        stopper: StoredValue::new_local(Stopper::default()),
        composer: ComposerHandle::new(chat),
        ui: Ui::new(),
        is_plain: shell::take_broken(),
        markdown: Part::new(),
        highlight: Part::new(),
        math: Part::new(),
        library: Part::new(),
        panels: Part::new(),
        wants_to_send: RwSignal::new(false),
        later: Part::new(),
        opening: Part::new(),
    };
    actions.later.load(parts::later);
    actions.restore();
    actions.send_once_open(&early);
    let early = StoredValue::new(early);
    chat.follow_other_tabs();
    load_status(chat);
    on_window("pagehide", move |_| chat.keep_at_once());
    on_window("keydown", move |event| actions.on_key(event.unchecked_ref()));
    on_window("resize", move |_| actions.ui.resized());
    on_window("online", move |_| actions.with_later(|actions, later| (later.send_unsent)(actions)));

    // Another language draws the page anew; what was said and typed stays.
    let language = Memo::new(move |_| chat.settings.with(Settings::language));
    dynamic(move || {
        // Reading it is what computes it; tracking alone would not.
        let _ = language.get();
        view! {
            {sidebar(actions)}
            <div class="page">
                {header(actions)} {conversation(actions)}
                <footer class="foot">{actions.notices()} {composer(actions, early)}</footer>
            </div>
            {dynamic(move || actions.panels.get().map_or_else(nothing, |panels| panels(actions)))}
            <p class="hidden" role="status">
                {words(move || chat.announcement.get().to_owned())}
            </p>
        }
        .into_any()
    })
}

/// What the visitor can do; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Actions {
    pub(crate) chat: Chat,
    stopper: StoredValue<Stopper, LocalStorage>,
    composer: ComposerHandle,
    pub(crate) ui: Ui,
    /// Answers are shown as they are: drawing one may be what broke the page.
    is_plain: bool,
    markdown: Part<markdown::Begin>,
    highlight: Part<markdown::Highlight>,
    math: Part<markdown::ToMathMl>,
    library: Part<fn(Actions) -> AnyView>,
    pub(crate) panels: Part<fn(Actions) -> AnyView>,
    wants_to_send: RwSignal<bool>,
    later: Part<&'static Later>,
    opening: Part<&'static Opening>,
}

impl Actions {
    /// A view that comes with the part that is loaded later.
    fn later(self, view: impl Fn(&'static Later) -> AnyView + Send + 'static) -> AnyView {
        dynamic(move || self.later.get().map_or_else(nothing, &view))
    }

    /// Does something with the part that is loaded later: at once, or as soon as it is there.
    fn with_later(self, act: impl FnOnce(Self, &'static Later) + 'static) {
        spawn_local(async move {
            if let Ok(later) = parts::later().await {
                act(self, later);
            }
        });
    }

    /// What the visitor should know; that it could not be loaded, if so.
    fn notices(self) -> AnyView {
        let missing = move || view! { <p class="notice">{self.chat.texts().part_missing}</p> }.into_any();
        let is_missing = move || self.later.is_missing() || self.opening.is_missing();
        view! {
            {when(is_missing, missing)}
            {self.later(move |later| (later.notices)(self))}
        }
        .into_any()
    }

    /// Brings back what was open, if anything was.
    fn restore(self) {
        if !Chat::has_something_kept() {
            return;
        }
        self.chat.is_opening.set(true);
        self.opening.load(parts::opening);
        effect(move || {
            if let Some(opening) = self.opening.get() {
                // Where it came late, something new may have been begun.
                if self.chat.entries.with_untracked(Vec::is_empty) {
                    self.chat.is_opening.set(true);
                    untrack(|| (opening.restore)(self.chat));
                }
            } else if self.opening.is_missing() {
                self.chat.is_opening.set(false);
            }
        });
    }

    /// Sends what is in the composer.
    fn send(self) {
        if self.chat.is_opening.get_untracked() {
            self.wants_to_send.set(true);
        } else if let Some(live) = self.chat.send_draft() {
            self.ask(live);
        }
    }

    /// What was sent before the program had come, or the conversation, is once they have.
    fn send_once_open(self, early: &Early) {
        self.wants_to_send.set(early.is_sent);
        effect(move || {
            if self.wants_to_send.get() && !self.chat.is_opening.get() {
                self.wants_to_send.set(false);
                untrack(|| self.send());
            }
        });
    }

    /// Sends a question in other words.
    pub(crate) fn edit(self, entry: Entry, text: &str) {
        if let Some(live) = self.chat.edit(entry, text) {
            self.ask(live);
        }
    }

    pub(crate) fn retry(self, entry: Entry) {
        if let Some(live) = self.chat.retry(entry) {
            self.ask(live);
        }
    }

    pub(crate) fn go_on(self, entry: Entry) {
        if let Some(live) = self.chat.go_on(entry) {
            self.ask(live);
        }
    }

    fn ask(self, live: Live) {
        self.chat.keep(&self.chat.asked(live));
        self.stopper.with_value(|stopper| exchange::ask(self.chat, live, stopper));
        self.composer.focus();
    }

    fn stop(self) {
        if let Some(live) = untrack(|| self.chat.running()) {
            self.stopper.with_value(|stopper| stopper.stop(live.answer.id));
        }
    }

    fn new_chat(self) {
        self.chat.new_chat();
        self.composer.focus();
    }

    pub(crate) fn close_sidebar(self) {
        self.ui.sidebar.set(false);
        self.composer.focus();
    }

    /// Opens a dialog.
    pub(crate) fn open(self, panel: Panel) {
        self.panels.load(parts::panels);
        self.ui.close_drawer();
        self.ui.panel.set(Some(panel));
    }

    /// The next answer will need it.
    fn load_markdown(self) {
        if !self.is_plain {
            self.markdown.load(parts::markdown);
        }
    }

    pub(crate) fn focus_composer(self) {
        self.composer.focus();
    }

    /// The connection is back: what could not be sent is.
    pub(crate) fn send_unsent(self) {
        let last = self.chat.entries.with_untracked(|entries| entries.last().copied());
        let is_unsent = |entry: &Entry| entry.state.with_untracked(State::is_unreachable);
        if let Some(answer) = last.filter(is_unsent) {
            self.retry(answer);
        }
    }

    fn on_key(self, event: &ev::KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let is_mod = event.ctrl_key() || event.meta_key();
        if let Some(command) = Command::of(&event.key().to_ascii_lowercase(), is_mod, event.shift_key()) {
            event.prevent_default();
            self.run(command);
        } else if event.key() == "Escape" && self.ui.panel.get_untracked().is_none() {
            self.stop();
        }
    }

    /// Does what a shortcut, or its button, stands for.
    pub(crate) fn run(self, command: Command) {
        match command {
            Command::NewChat => self.new_chat(),
            Command::Focus => self.composer.focus(),
            Command::CopyAnswer => press_last(".answer .tools [data-copy=markdown]"),
            Command::CopyCode => press_last(".answer [data-do=copy]"),
            Command::Shortcuts => self.open(Panel::Shortcuts),
            Command::Sidebar => self.ui.toggle_sidebar(),
            Command::Search => self.ui.search(),
        }
    }

    /// The last question, in an empty box, to be put into other words.
    fn edit_last(self) {
        let last = self
            .chat
            .entries
            .with_untracked(|entries| entries.iter().rfind(|entry| entry.is_question()).copied());
        if let Some(question) = last.filter(|_| !self.chat.is_running_untracked()) {
            self.ui.editing.set(Some(question.id));
        }
    }

    /// Puts a text into the composer, for the visitor to send or change.
    pub(crate) fn suggest(self, text: &str) {
        self.chat.draft.set(text.to_owned());
        self.composer.focus();
    }
}

/// Presses the last of these buttons, which says what it did.
fn press_last(buttons: &str) {
    let all = document().query_selector_all(buttons).ok();
    let last = all.and_then(|all| all.item(all.length().checked_sub(1)?));
    if let Some(button) = last.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        button.click();
    }
}
