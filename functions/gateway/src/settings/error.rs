//! Settings whose values cannot be used.

use std::fmt;
use wire::ProviderId;

/// A setting whose value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingError {
    /// The setting's name.
    pub name: &'static str,
    /// What is wrong with the value. Never the value itself: it may be a secret in the wrong place.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not a whole number between the two, both included.
    Number(u64, u64),
    /// Not an address that starts with `https://`, or with `http://` on this machine.
    Url,
    /// Not an id: letters, digits, `-` and `_`.
    Id,
    /// Not a list of provider ids.
    Providers,
    /// A provider id is listed twice.
    Duplicate,
    /// Of no use without the other setting.
    Needs(&'static str),
    /// Not a list of origins, such as `https://chat.example`.
    Origins,
    /// Neither `on` nor `off`.
    Switch,
    /// Has quotation marks around it.
    Quoted,
    /// Has line breaks or other characters that no header can carry.
    NoHeaderValue,
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Self::sentence(self.name, self.problem))
    }
}

impl std::error::Error for SettingError {}

impl SettingError {
    /// The problem with a setting as an English sentence, without a full stop.
    pub fn sentence(name: &str, problem: Problem) -> String {
        let what = match problem {
            Problem::Needs(other) => return format!("{name} is of no use without {other}"),
            Problem::Number(min, max) => return format!("{name} must be a whole number from {min} to {max}"),
            Problem::Url => "must be an https:// address (http:// only for this machine)",
            Problem::Id => "may only have letters, digits, - and _",
            Problem::Providers => {
                let all = ProviderId::ALL.map(ProviderId::as_str).join(", ");
                return format!("{name} must list providers, of {all}, with commas");
            }
            Problem::Origins => "must list origins, such as https://chat.example, with commas",
            Problem::Duplicate => "names a provider twice",
            Problem::Switch => "must be on or off",
            Problem::Quoted => "has quotation marks around its value, which are sent with it",
            Problem::NoHeaderValue => "has a character that no token has (a line break, perhaps)",
        };
        format!("{name} {what}")
    }
}
