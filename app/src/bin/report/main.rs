//! The report program: the owner's page at `/report`. A program of its own, so that no visitor pays for it.
//!
//! [`ask`] fetches the report, [`mod@view`] shows it, [`door`] asks for the owner's code, [`texts`] has the
//! page's own words; the checks' come with the report.
#![forbid(unsafe_code)]
// The component macro makes its functions `pub`, and components own their props.
#![allow(unreachable_pub, clippy::needless_pass_by_value)]

mod ask;
mod door;
mod language;
mod texts;
mod view;

use ask::{Answer, Made};
use language::Language;
use leptos::prelude::*;
use shared::owner;
use texts::Texts;
use wasm_bindgen_futures::spawn_local;

fn main() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(App);
}

/// The page's state; a handle that is free to copy.
#[derive(Clone, Copy)]
struct Page {
    language: RwSignal<Language>,
    /// `None` while the checks are being made.
    answer: RwSignal<Option<Answer>>,
    made: RwSignal<Option<Made>>,
    /// The owner has entered the code, and can leave.
    has_pass: RwSignal<bool>,
}

impl Page {
    fn texts(self) -> &'static Texts {
        Texts::of(self.language.get())
    }

    /// Asks for the report; what is shown stays until the new one is there.
    fn load(self) {
        self.answer.set(None);
        let language = self.language.get_untracked();
        spawn_local(async move {
            match ask::report(language).await {
                Ok(made) => {
                    owner::remember();
                    self.made.set(Some(made));
                    self.answer.set(Some(Answer::Made));
                }
                Err(answer) => {
                    self.made.set(None);
                    self.answer.set(Some(answer));
                }
            }
        });
    }

    fn enter(self, code: String) {
        self.answer.set(None);
        spawn_local(async move {
            match ask::enter(&code).await {
                Ok(()) => {
                    self.has_pass.set(true);
                    self.load();
                }
                Err(answer) => self.answer.set(Some(answer)),
            }
        });
    }

    fn leave(self) {
        spawn_local(async move {
            ask::leave().await;
            self.has_pass.set(false);
            self.made.set(None);
            self.load();
        });
    }

    fn speak(self, language: Language) {
        language.apply();
        self.language.set(language);
        self.load();
    }
}

/// `?lang=zh` in the address, else the browser's choice.
fn first_language() -> Language {
    let query = window().location().search().unwrap_or_default();
    let told = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang="));
    Language::choose(told)
}

#[component]
fn App() -> impl IntoView {
    let page = Page {
        language: RwSignal::new(first_language()),
        answer: RwSignal::new(None),
        made: RwSignal::new(None),
        has_pass: RwSignal::new(false),
    };
    spawn_local(async move { page.has_pass.set(ask::has_pass().await) });
    page.speak(page.language.get_untracked());
    let other = move || page.language.get().other();
    Effect::new(move |_| document().set_title(page.texts().title));
    view! {
        <header class="bar">
            <h1 class="brand">{move || page.texts().title}</h1>
            <div class="links">
                <button class="quiet" lang=move || other().tag() on:click=move |_| page.speak(other())>
                    {move || page.texts().other_language}
                </button>
                {move || {
                    page.has_pass
                        .get()
                        .then(|| {
                            view! {
                                <button class="quiet" on:click=move |_| page.leave()>
                                    {move || page.texts().leave}
                                </button>
                            }
                        })
                }}
                <a class="quiet" href="/">
                    {move || page.texts().to_chat}
                </a>
            </div>
        </header>
        <main class="scroller" tabindex="0" aria-label=move || page.texts().title>
            <div class="column">
                {move || {
                    match page.answer.get() {
                        Some(Answer::CodeWanted { is_wrong }) => view! { <door::Door page is_wrong/> }.into_any(),
                        Some(Answer::Made) | None => view! { <view::Shown page/> }.into_any(),
                        Some(answer) => view! { <view::Trouble page answer/> }.into_any(),
                    }
                }}
            </div>
        </main>
        <p class="hidden" role="status">
            {move || if page.answer.get().is_none() { page.texts().checking } else { "" }}
        </p>
    }
}
