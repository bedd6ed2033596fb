//! The settings: of this conversation, of the page, and what is stored.

use super::{prompts::Prompts, texts};
use crate::{
    chat::Chat,
    components::Actions,
    http,
    i18n::Language,
    record::Options,
    settings::{SendKey, Settings, Theme},
    store,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wire::json::Value;

#[component]
pub(super) fn SettingsPanel(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    view! {
        <OfConversation chat/>
        <Prompts actions/>
        <OfPage actions/>
        <Storage chat/>
        <Site chat/>
    }
}

/// What is asked of the model in this conversation.
#[component]
fn OfConversation(chat: Chat) -> impl IntoView {
    let texts = texts(chat);
    let models = RwSignal::new(Vec::<(String, String)>::new());
    spawn_local(async move { drop(models.try_set(models_of_site().await)) });
    let options = move || chat.conversation.with(|conversation| conversation.options.clone());
    let change = move |change: &dyn Fn(&mut Options)| {
        chat.conversation.update(|conversation| change(&mut conversation.options));
        if !chat.entries.with_untracked(Vec::is_empty) {
            chat.keep(&[]);
        }
    };
    let model = Memo::new(move |_| options().model.unwrap_or_default());
    let choices = move || {
        let chosen = model.get();
        let mut models = models.get();
        // A model that is gone is still what is chosen.
        if !chosen.is_empty() && models.iter().all(|(id, _)| *id != chosen) {
            models.push((chosen.clone(), String::new()));
        }
        models
            .into_iter()
            .map(|(id, provider)| {
                let name = if provider.is_empty() { id.clone() } else { format!("{id} · {provider}") };
                view! {
                    <option value=id.clone() selected=id == chosen>
                        {name}
                    </option>
                }
            })
            .collect_view()
    };
    let some = |text: String| (!text.trim().is_empty()).then_some(text);
    let for_all = move |_| {
        let options = untrack(options);
        chat.settings.update(|settings| settings.options = options);
        chat.settings.with_untracked(Settings::save);
    };
    let is_for_all = move || chat.settings.with(|settings| settings.options == options());
    view! {
        <section>
            <h3>{texts.this_chat}</h3>
            <label>
                <span>{texts.model}</span>
                <select on:change=move |event| {
                    let id = some(event_target_value(&event));
                    change(&|options| options.model.clone_from(&id));
                }>
                    <option value="" selected=move || model.with(String::is_empty)>
                        {texts.auto}
                    </option>
                    {choices}
                </select>
            </label>
            <label>
                <span>{texts.system}</span>
                <textarea
                    rows="3"
                    placeholder=texts.system_hint
                    prop:value=move || options().system.unwrap_or_default()
                    on:change=move |event| {
                        let text = some(event_target_value(&event));
                        change(&|options| options.system.clone_from(&text));
                    }
                ></textarea>
            </label>
            <label>
                <span>{texts.temperature}</span>
                <input
                    type="number"
                    inputmode="decimal"
                    min="0"
                    max="2"
                    step="0.1"
                    placeholder=texts.site_decides
                    prop:value=move || options().temperature.map(|n| n.to_string()).unwrap_or_default()
                    on:change=move |event| {
                        let number = event_target_value(&event).parse::<f64>().ok().map(|n| n.clamp(0.0, 2.0));
                        change(&|options| options.temperature = number);
                    }
                />
            </label>
            <label>
                <span>{texts.max_tokens}</span>
                <input
                    type="number"
                    inputmode="numeric"
                    min="1"
                    step="1"
                    placeholder=texts.site_decides
                    prop:value=move || options().max_tokens.map(|n| n.to_string()).unwrap_or_default()
                    on:change=move |event| {
                        let number = event_target_value(&event).parse::<u32>().ok().filter(|n| *n > 0);
                        change(&|options| options.max_tokens = number);
                    }
                />
            </label>
            <button class="quiet" disabled=is_for_all on:click=for_all>
                {texts.for_new_chats}
            </button>
        </section>
    }
}

/// Every model that can be asked for, and its provider; the first, `auto`, is left out.
async fn models_of_site() -> Vec<(String, String)> {
    let list = http::get("/api/v1/models").await.as_deref().and_then(Value::read).unwrap_or_default();
    let field = |model: &Value, name: &str| model[name].as_str().unwrap_or_default().to_owned();
    let models = list["data"].items().iter();
    models
        .map(|model| (field(model, "id"), field(model, "owned_by")))
        .filter(|(id, _)| id != wire::AUTO_MODEL)
        .collect()
}

/// Language, theme and the key that sends.
#[component]
fn OfPage(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let change = move |change: &dyn Fn(&mut Settings)| {
        chat.settings.update(change);
        chat.settings.with_untracked(|settings| {
            settings.save();
            settings.apply();
        });
    };
    let settings = chat.settings;
    let languages = Language::all().map(|language| {
        let is_chosen = move || settings.with(|settings| settings.language == Some(language));
        view! {
            <option value=language.tag() lang=language.tag() selected=is_chosen>
                {language.name()}
            </option>
        }
    });
    let themes = Theme::ALL.map(|theme| {
        let is_chosen = move || settings.with(|settings| settings.theme == theme);
        view! {
            <option value=theme.name() selected=is_chosen>
                {(texts.theme_name)(theme)}
            </option>
        }
    });
    let is_mod = move || settings.with(|settings| settings.send_key == SendKey::ModEnter);
    view! {
        <section>
            <h3>{texts.page}</h3>
            <label>
                <span>{texts.language}</span>
                <select on:change=move |event| {
                    let chosen = Language::from_tag(&event_target_value(&event));
                    change(&|settings| settings.language = chosen);
                }>
                    <option value="" selected=move || settings.with(|s| s.language.is_none())>
                        {texts.as_browser}
                    </option>
                    {languages.collect_view()}
                </select>
            </label>
            <label>
                <span>{texts.theme}</span>
                <select on:change=move |event| {
                    let theme = Theme::from_name(&event_target_value(&event));
                    change(&|settings| settings.theme = theme);
                }>{themes.collect_view()}</select>
            </label>
            <label>
                <span>{texts.send_key}</span>
                <select on:change=move |event| {
                    let is_mod = event_target_value(&event) == "mod";
                    change(&|settings| {
                        settings.send_key = if is_mod { SendKey::ModEnter } else { SendKey::Enter };
                    });
                }>
                    <option value="enter" selected=move || !is_mod()>
                        "Enter"
                    </option>
                    <option value="mod" selected=is_mod>
                        "Ctrl / ⌘ + Enter"
                    </option>
                </select>
            </label>
        </section>
    }
}

/// How full the browser's storage is, and whether it stays.
#[component]
fn Storage(chat: Chat) -> impl IntoView {
    let texts = texts(chat);
    let used = RwSignal::new(None::<(f64, f64)>);
    let is_kept = RwSignal::new(None::<bool>);
    spawn_local(async move {
        used.try_set(store::estimate().await);
    });
    let keep = move |_| {
        spawn_local(async move {
            is_kept.try_set(Some(store::persist().await));
        });
    };
    let meter = move || {
        used.get().map(|(usage, quota)| {
            view! {
                <meter max=quota value=usage aria-label=texts.storage></meter>
                <p class="hint">{(texts.used)(usage / 1e6, quota / 1e6)}</p>
            }
        })
    };
    let said = move || is_kept.get().map(|kept| if kept { texts.is_kept } else { texts.not_kept });
    view! {
        <section>
            <h3>{texts.storage}</h3>
            {meter}
            <button class="quiet" on:click=keep>
                {texts.keep}
            </button>
            <p class="hint" role="status">
                {said}
            </p>
        </section>
    }
}

/// A development server, which is of no commit, says zeros.
fn is_commit(commit: &str) -> bool {
    commit.bytes().any(|digit| digit != b'0')
}

/// Which deployment this is, and of what.
#[component]
fn Site(chat: Chat) -> impl IntoView {
    let texts = texts(chat);
    let said = move || {
        let Some(status) = chat.status.get() else { return String::new() };
        let named = |name: &str, value: Option<String>| value.map(|value| format!("{name} {value}"));
        let commit = status.commit.filter(|commit| is_commit(commit));
        let facts = [
            Some((texts.environment)(&status.environment).to_owned()),
            named(texts.branch, status.branch),
            named(texts.commit, commit.map(|commit| commit.chars().take(7).collect())),
            named(texts.built, status.built_at.as_deref().and_then(shared::minute)),
            named("Everchat", Some(status.version)),
        ];
        facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <section>
            <h3>{texts.site}</h3>
            <p class="hint about">{said}</p>
            <a class="quiet" href="/privacy">
                {chat.texts().privacy}
            </a>
        </section>
    }
}
