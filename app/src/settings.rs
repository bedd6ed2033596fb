//! What the visitor has chosen, for every conversation. Kept in the browser's own storage.

use crate::{i18n::Language, record::Options, store::Small};
use leptos::prelude::document;
use wire::json::Value;

const KEY: &str = "everchat-settings";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// Which keys send a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SendKey {
    /// Enter sends, Shift+Enter breaks the line.
    #[default]
    Enter,
    /// Ctrl or Cmd with Enter sends, Enter breaks the line.
    ModEnter,
}

/// A text that is used again and again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prompt {
    pub(crate) name: String,
    pub(crate) text: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// `None`: as the browser has it.
    pub(crate) language: Option<Language>,
    pub(crate) theme: Theme,
    pub(crate) send_key: SendKey,
    /// What new conversations begin with.
    pub(crate) options: Options,
    pub(crate) prompts: Vec<Prompt>,
}

impl Settings {
    pub(crate) fn load() -> Self {
        let text = Small::Site.get(KEY).unwrap_or_default();
        Self::read(&Value::read(&text).unwrap_or_default())
    }

    /// False if the browser has no room or no storage.
    pub(crate) fn save(&self) -> bool {
        Small::Site.set(KEY, &self.to_json().to_string())
    }

    pub(crate) fn language(&self) -> Language {
        self.language.unwrap_or_else(Language::preferred)
    }

    /// Makes language and theme the document's.
    pub(crate) fn apply(&self) {
        self.language().apply();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", self.theme.name());
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        let prompt = |prompt: &Prompt| Value::object().with("name", &prompt.name).with("text", &prompt.text);
        let send = if self.send_key == SendKey::ModEnter { "mod-enter" } else { "enter" };
        Value::object()
            .with("language", self.language.map(Language::tag))
            .with("theme", self.theme.name())
            .with("send", send)
            .with("options", self.options.to_json())
            .with("prompts", self.prompts.iter().map(prompt).collect::<Value>())
    }

    /// What is absent or unknown is as it is at first.
    pub(crate) fn read(value: &Value) -> Self {
        let prompt = |value: &Value| {
            let field = |name: &str| value[name].as_str().map(str::to_owned);
            Some(Prompt { name: field("name")?, text: field("text")? })
        };
        Self {
            language: value["language"].as_str().and_then(Language::from_tag),
            theme: Theme::from_name(value["theme"].as_str().unwrap_or_default()),
            send_key: if value["send"] == "mod-enter" { SendKey::ModEnter } else { SendKey::Enter },
            options: Options::read(&value["options"]),
            prompts: value["prompts"].items().iter().filter_map(prompt).collect(),
        }
    }
}

impl Theme {
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_written_and_nonsense_is_the_default() {
        let settings = Settings {
            language: Language::from_tag("zh-CN"),
            theme: Theme::Dark,
            send_key: SendKey::ModEnter,
            options: Options { temperature: Some(0.3), ..Options::default() },
            prompts: vec![Prompt { name: "n".to_owned(), text: "t".to_owned() }],
        };
        assert_eq!(Settings::read(&settings.to_json()), settings);
        let nonsense = r#"{"theme":7,"language":"tlh","prompts":[{}],"send":null}"#;
        let nonsense = Settings::read(&Value::read(nonsense).unwrap());
        assert_eq!(nonsense, Settings::default());
    }
}
