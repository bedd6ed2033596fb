//! Language and theme.

use crate::{state::settings, texts::SettingsTexts, view::page::Page};
use conversation::settings::Theme;
use leptos::prelude::*;
use wire::Language;

/// The settings of the page.
#[component]
pub(crate) fn PageSettings(page: Page) -> impl IntoView {
    let texts = SettingsTexts::of(page.language());
    view! {
        <section>
            <h3>{texts.page}</h3>
            <label>
                <span>{texts.language}</span>
                <LanguageSelect page/>
            </label>
            <label>
                <span>{texts.theme}</span>
                <ThemeSelect page/>
            </label>
        </section>
    }
}

#[component]
fn LanguageSelect(page: Page) -> impl IntoView {
    let chosen = page.state.settings;
    let languages = Language::ALL.map(|language| {
        view! {
            <option
                value=language.tag()
                lang=language.tag()
                selected=move || chosen.with(|settings| settings.language == Some(language))
            >
                {language.name()}
            </option>
        }
    });
    let on_change = move |event| {
        let language = Language::from_tag(&event_target_value(&event));
        settings::change(chosen, |settings| settings.language = language);
    };
    view! {
        <select on:change=on_change>
            <option value="" selected=move || chosen.with(|settings| settings.language.is_none())>
                {SettingsTexts::of(page.language()).browser_language}
            </option>
            {languages.collect_view()}
        </select>
    }
}

#[component]
fn ThemeSelect(page: Page) -> impl IntoView {
    let chosen = page.state.settings;
    let themes = Theme::ALL.map(|theme| {
        view! {
            <option value=theme.name() selected=move || chosen.with(|settings| settings.theme == theme)>
                {(SettingsTexts::of(page.language()).theme_name)(theme)}
            </option>
        }
    });
    let on_change = move |event| {
        let theme = Theme::from_name(&event_target_value(&event));
        settings::change(chosen, |settings| settings.theme = theme);
    };
    view! { <select on:change=on_change>{themes.collect_view()}</select> }
}
