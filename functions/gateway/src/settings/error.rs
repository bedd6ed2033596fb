//! Settings whose values cannot be used.

use std::fmt;

/// A setting whose value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingError {
    /// The setting's name.
    pub name: &'static str,
    /// What is wrong with it. Never the value: it may be a secret in the wrong place.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not a whole number from the first to the second.
    Number(u64, u64),
    /// Not an address that starts with `https://`, or `http://` on this machine.
    Url,
    /// Not an id: letters, digits, `-` and `_`.
    Id,
    /// Not a list of provider ids.
    Providers,
    /// A provider id stands there twice.
    Doubled,
    /// Neither `on` nor `off`.
    Switch,
    /// Has line breaks or other characters that no header can carry.
    Header,
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.name)?;
        match self.problem {
            Problem::Number(min, max) => write!(f, "must be a whole number from {min} to {max}"),
            Problem::Url => f.write_str("must be an https:// address (http:// only for this machine)"),
            Problem::Id => f.write_str("may only have letters, digits, - and _"),
            Problem::Providers => {
                f.write_str("must list providers, of ai-gateway, workers-ai, gemini, openai, with commas")
            }
            Problem::Doubled => f.write_str("names a provider twice"),
            Problem::Switch => f.write_str("must be on or off"),
            Problem::Header => f.write_str("has a character that no token has (a line break, perhaps)"),
        }
    }
}
