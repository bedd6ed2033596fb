//! What the visitor has chosen for every conversation.

use crate::record::Options;
use serde::{Serialize, Serializer};
use serde_json::Value;
use wire::{
    Language,
    tolerant::{self, list},
};

/// What the visitor has chosen. Its JSON lies in visitors' browsers, so a name in it is never changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Settings {
    /// `None`: the first known language that the browser prefers.
    #[serde(serialize_with = "write_language")]
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// Which keys send a message.
    #[serde(rename = "send")]
    pub send_key: SendKey,
    /// The options of new conversations.
    pub options: Options,
    /// The saved prompts, in the order in which they were saved.
    pub prompts: Vec<SavedPrompt>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Which keys send a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SendKey {
    /// Enter sends, Shift+Enter breaks the line.
    #[default]
    Enter,
    /// Ctrl or Cmd with Enter sends, Enter breaks the line.
    ModEnter,
}

/// A text that the visitor uses again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SavedPrompt {
    /// What it is called in the list.
    pub name: String,
    /// The text itself.
    pub text: String,
}

impl Settings {
    /// Reads the JSON. What is absent or unknown has its default.
    pub fn read(json: &str) -> Self {
        let value = tolerant::parse(json).unwrap_or_default();
        Self {
            language: value["language"].as_str().and_then(Language::from_tag),
            theme: Theme::from_name(value["theme"].as_str().unwrap_or_default()),
            send_key: if value["send"] == "mod-enter" { SendKey::ModEnter } else { SendKey::Enter },
            options: Options::read(&value["options"]),
            prompts: list(&value, "prompts", SavedPrompt::read),
        }
    }

    /// The settings as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl SavedPrompt {
    fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        Some(Self { name: text("name")?, text: text("text")? })
    }
}

impl Theme {
    /// All themes, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name in JSON and in the attribute `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name; [`Theme::System`] if there is none.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn write_language<S: Serializer>(language: &Option<Language>, serializer: S) -> Result<S::Ok, S::Error> {
    language.map(Language::tag).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_written_and_nonsense_is_the_default() {
        let settings = Settings {
            language: Some(Language::Chinese),
            theme: Theme::Dark,
            send_key: SendKey::ModEnter,
            options: Options { temperature: Some(0.3), ..Options::default() },
            prompts: vec![SavedPrompt { name: "n".to_owned(), text: "t".to_owned() }],
        };
        assert_eq!(Settings::read(&settings.to_json()), settings);
        let nonsense = r#"{"theme":7,"language":"tlh","prompts":[{}],"send":null}"#;
        assert_eq!(Settings::read(nonsense), Settings::default());
        assert_eq!(Settings::read(""), Settings::default());
    }

    #[test]
    fn the_json_is_the_one_that_browsers_hold() {
        let settings = Settings {
            language: Some(Language::Chinese),
            send_key: SendKey::ModEnter,
            prompts: vec![SavedPrompt { name: "n".to_owned(), text: "t".to_owned() }],
            ..Settings::default()
        };
        let json = r#"{"language":"zh-CN","theme":"system","send":"mod-enter","options":{"model":null,"system":null,"temperature":null,"max_tokens":null},"prompts":[{"name":"n","text":"t"}]}"#;
        assert_eq!(settings.to_json(), json);
        for theme in Theme::ALL {
            assert_eq!(serde_json::to_value(theme).unwrap(), theme.name());
            assert_eq!(Theme::from_name(theme.name()), theme);
        }
    }
}
