//! D1's management API, as far as wrangler's `d1 list` and `d1 create` use it
//! (<https://developers.cloudflare.com/api/resources/d1/>).

use crate::{errors, reply::Reply, scenario::lock};
use hyper::Method;
use serde_json::{Value, json};
use std::sync::Mutex;

/// The databases of the emulated account.
#[derive(Debug, Default)]
pub(crate) struct Databases(Mutex<Vec<Value>>);

impl Databases {
    pub(crate) fn reset(&self) {
        lock(&self.0).clear();
    }

    /// Answers what is asked for at `/d1/database`.
    pub(crate) fn respond(&self, method: &Method, body: &Value) -> Reply {
        let mut all = lock(&self.0);
        if method == Method::GET {
            return Reply::cloudflare(&json!(*all));
        }
        let Some(name) = body["name"].as_str().filter(|name| !name.is_empty()) else {
            return errors::cloudflare(400, &[(7400, "The request is malformed: name is missing")]);
        };
        if all.iter().any(|database| database["name"] == name) {
            let text = format!("A database with that name already exists: {name}");
            return errors::cloudflare(400, &[(7502, &text)]);
        }
        let database = json!({
            "uuid": format!("{:08x}-0000-4000-8000-00000000d1d1", all.len() + 1), "name": name, "version": "production",
            "created_at": "2026-01-01T00:00:00.000Z", "file_size": 0, "num_tables": 0,
        });
        all.push(database.clone());
        Reply::cloudflare(&database)
    }
}
