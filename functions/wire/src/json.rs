//! JSON as a tree, read tolerantly. The page carries this instead of a general library, which would weigh ten
//! times as much with its tables for numbers (<https://www.rfc-editor.org/rfc/rfc8259>).

mod read;
mod write;

use std::ops::Index;

/// A value. The members of an object keep their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, or what is not there.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JavaScript has it: whole ones are exact up to 2^53.
    Number(f64),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// Names and values.
    Object(Vec<(String, Value)>),
}

/// Up to here every whole number is exact: JavaScript's `Number.MAX_SAFE_INTEGER`.
const MAX_WHOLE: f64 = 9_007_199_254_740_991.0;

impl Value {
    /// Reads a text; `None` if it is no JSON.
    pub fn read(json: &str) -> Option<Self> {
        read::read(json)
    }

    /// An object without members.
    pub const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// The object with one more member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Self>) -> Self {
        self.add(name, value.into());
        self
    }

    fn add(&mut self, name: &str, value: Self) {
        if let Self::Object(members) = self {
            members.push((name.to_owned(), value));
        }
    }

    /// As JSON in many lines, for people.
    pub fn to_pretty(&self) -> String {
        let mut json = String::new();
        write::write(self, Some(0), &mut json);
        json
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The number, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The number, if it is a whole one that is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        let number = self.as_f64().filter(|n| (0.0..=MAX_WHOLE).contains(n) && n.fract() == 0.0)?;
        #[expect(clippy::cast_sign_loss, reason = "it is not negative")]
        Some(number as u64)
    }

    /// The number, if it is a whole one and small enough.
    pub fn as_u32(&self) -> Option<u32> {
        self.as_u64().and_then(|number| u32::try_from(number).ok())
    }

    /// The elements, none if it is no list.
    pub fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The text of a member; empty where there is none, since providers leave fields out, set them to `null`, or
    /// fill them with another type.
    #[allow(dead_code)]
    pub(crate) fn text(&self, name: &str) -> &str {
        self[name].as_str().unwrap_or_default()
    }

    /// The text of a member, told apart from none.
    #[allow(dead_code)]
    pub(crate) fn maybe(&self, name: &str) -> Option<String> {
        self[name].as_str().map(str::to_owned)
    }

    /// The number of a member; zero where there is none.
    #[allow(dead_code)]
    pub(crate) fn number(&self, name: &str) -> u32 {
        self[name].as_u32().unwrap_or_default()
    }
}

/// A member of an object, `null` where there is none.
impl Index<&str> for Value {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        // Of two with one name the last counts, as in JavaScript.
        let found = match self {
            Self::Object(members) => members.iter().rfind(|(known, _)| known == name),
            _ => None,
        };
        found.map_or(&Self::Null, |(_, value)| value)
    }
}

/// An element of a list, `null` where there is none.
impl Index<usize> for Value {
    type Output = Self;

    fn index(&self, at: usize) -> &Self {
        self.items().get(at).unwrap_or(&Self::Null)
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut json = String::new();
        write::write(self, None, &mut json);
        f.write_str(&json)
    }
}

impl PartialEq<bool> for Value {
    fn eq(&self, other: &bool) -> bool {
        matches!(self, Self::Bool(value) if value == other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

macro_rules! from {
    ($($type:ty, $value:ident => $made:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $made
            }
        })*
    };
}

from! {
    bool, value => Self::Bool(value);
    f64, value => Self::Number(value);
    u32, value => Self::Number(f64::from(value));
    u64, value => Self::Number(value as f64);
    &str, value => Self::String(value.to_owned());
    String, value => Self::String(value);
    &String, value => Self::String(value.clone());
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Self>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests;
