//! The fields of a JSON object as they were written: their order, and each value byte for byte. A JSON schema whose
//! properties were sorted would have its answer given in another order.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};
use std::fmt;

/// The fields of an object, in order.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    /// The value of a field, as it was written.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.get())
    }

    /// The value of a field as a type. `None` if it is absent or null.
    ///
    /// # Errors
    /// The value is of another type.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, serde_json::Error> {
        self.get(name).map_or(Ok(None), serde_json::from_str)
    }

    /// Whether there is such a field.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Sets a field: in its place, or after the others.
    pub fn set(&mut self, name: &str, value: &Value) {
        // A value that was made in memory can always be written.
        let Ok(value) = serde_json::value::to_raw_value(value) else { return };
        self.insert(name.to_owned(), value);
    }

    /// Sets a field to a value that is written already.
    ///
    /// # Errors
    /// It is not JSON.
    pub fn set_json(&mut self, name: &str, json: String) -> Result<(), serde_json::Error> {
        self.insert(name.to_owned(), RawValue::from_string(json)?);
        Ok(())
    }

    /// Gives a field another name, in its place.
    pub fn rename(&mut self, name: &str, new: &str) {
        if let Some((known, _)) = self.0.iter_mut().find(|(known, _)| known == name) {
            new.clone_into(known);
        }
    }

    /// Keeps only some fields. Returns whether there were others.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) -> bool {
        let count = self.0.len();
        self.0.retain(|(name, _)| keep(name));
        self.0.len() < count
    }

    /// Changes each object of a list. Returns whether one was changed; others stay as they were written.
    pub fn change_each(&mut self, list: &str, change: impl Fn(&mut Self) -> bool) -> bool {
        let Ok(Some(mut items)) = self.read::<Vec<Box<RawValue>>>(list) else { return false };
        let mut is_changed = false;
        for item in &mut items {
            if let Ok(mut fields) = serde_json::from_str::<Self>(item.get())
                && change(&mut fields)
                && let Ok(changed) = RawValue::from_string(fields.to_json())
            {
                *item = changed;
                is_changed = true;
            }
        }
        if is_changed && let Ok(items) = serde_json::value::to_raw_value(&items) {
            self.insert(list.to_owned(), items);
        }
        is_changed
    }

    /// Changes an object. Returns whether it was changed; otherwise it stays as it was written.
    pub fn change(&mut self, name: &str, change: impl FnOnce(&mut Self) -> bool) -> bool {
        let Ok(Some(mut fields)) = self.read::<Self>(name) else { return false };
        change(&mut fields) && self.set_json(name, fields.to_json()).is_ok()
    }

    /// The object as JSON.
    pub fn to_json(&self) -> String {
        let mut json = String::from("{");
        for (at, (name, value)) in self.0.iter().enumerate() {
            if at > 0 {
                json.push(',');
            }
            json.push_str(&Value::from(name.as_str()).to_string());
            json.push(':');
            json.push_str(value.get());
        }
        json.push('}');
        json
    }

    /// Copies a field of another object under a name of its own, if the other has it and it is not null.
    pub fn copy(&mut self, name: &str, other: &Self, other_name: &str) {
        let value = other.0.iter().find(|(known, value)| known == other_name && value.get() != "null");
        if let Some((_, value)) = value {
            self.insert(name.to_owned(), value.clone());
        }
    }

    /// Of two fields with one name, JSON readers take the last.
    fn insert(&mut self, name: String, value: Box<RawValue>) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some((name, value)) = map.next_entry()? {
            fields.insert(name, value);
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(json: &str) -> Fields {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_not_changed_is_written_as_it_was() {
        let json = r#"{"b":{"z":1,"a":1.0},"a":[ 1e2, null ],"c":"\u4f60\/"}"#;
        let mut fields = read(json);
        assert_eq!(fields.to_json(), json);
        fields.set("b", &json!(2));
        fields.rename("a", "d");
        fields.set("e", &json!({}));
        assert_eq!(fields.to_json(), r#"{"b":2,"d":[ 1e2, null ],"c":"\u4f60\/","e":{}}"#);
        fields.retain(|name| name != "c");
        assert_eq!(fields.names().collect::<Vec<_>>(), ["b", "d", "e"]);
    }

    #[test]
    fn a_field_is_read_as_a_type_and_null_as_none() {
        let fields = read(r#"{"a":7,"b":null,"c":"x"}"#);
        assert_eq!(fields.read::<u32>("a").unwrap(), Some(7));
        assert_eq!((fields.read::<u32>("b").unwrap(), fields.read::<u32>("d").unwrap()), (None, None));
        assert!(fields.read::<u32>("c").is_err());
        assert_eq!(read(r#"{"a":1,"b":2,"a":3}"#).to_json(), r#"{"a":3,"b":2}"#);
        assert!(serde_json::from_str::<Fields>("[]").is_err());
    }

    /// JSON values as people write them, with spaces and escapes.
    fn json_text() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("-0.10e+3".to_owned()),
            Just("12345678901234567890123".to_owned()),
            "[a-z]{0,5}".prop_map(|text| format!("\"{text}\\u4f60\"")),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(|all| format!("[ {} ]", all.join(" , "))),
                prop::collection::vec(("[a-z]{1,3}", inner), 0..4).prop_map(|all| {
                    let fields: Vec<String> = all.iter().map(|(k, v)| format!("\"{k}\" :{v}")).collect();
                    format!("{{{}}}", fields.join(", "))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_object_comes_out_byte_for_byte(values in prop::collection::vec(json_text(), 0..6)) {
            let fields: Vec<String> = values.iter().enumerate().map(|(n, value)| format!("\"f{n}\":{value}")).collect();
            let json = format!("{{{}}}", fields.join(","));
            prop_assert_eq!(read(&json).to_json(), json);
        }
    }
}
