//! The `DB` binding: a D1 database with the counts of the limits, and how visitors were served
//! (<https://developers.cloudflare.com/d1/worker-api/d1-database/>).

use super::tasks;
use gateway::database::{CREATE_SCHEMA, NewerSchema, READ_VERSION, migrations};
use js_sys::{Array, JSON, Promise, Reflect};
use serde_json::Value;
use std::{cell::Cell, time::Duration};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use worker::Env;

/// How long anybody waits for the database.
const TIMEOUT: Duration = Duration::from_secs(2);

#[wasm_bindgen]
extern "C" {
    /// `env.DB`.
    #[derive(Clone)]
    pub(crate) type Database;
    #[wasm_bindgen(method, catch)]
    fn prepare(this: &Database, sql: &str) -> Result<Statement, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn batch(this: &Database, statements: &Array) -> Result<Promise, JsValue>;

    type Statement;
    #[wasm_bindgen(method, catch)]
    fn bind(this: &Statement, parameter: &str) -> Result<Statement, JsValue>;
}

thread_local! {
    /// Whether the tables were brought up to date, and what came of it.
    static SCHEMA: Cell<Option<Result<(), NewerSchema>>> = const { Cell::new(None) };
}

/// Why the database gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatabaseError {
    /// It did not answer in time, or with an error.
    Failing,
    /// Its tables are of a newer version.
    Newer,
}

/// The binding, if there is one. A variable of that name is none.
pub(crate) fn find(env: &Env) -> Option<Database> {
    let found = Reflect::get(env.as_ref(), &"DB".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

impl Database {
    /// Runs statements as one transaction, and returns the rows of each. Each takes one parameter, or none if that is
    /// empty.
    ///
    /// # Errors
    /// It does not answer, or has other tables.
    pub(crate) async fn run(&self, statements: &[(&str, String)]) -> Result<Vec<Vec<Value>>, DatabaseError> {
        self.bring_up_to_date().await?;
        self.batch_of(statements).await.ok_or(DatabaseError::Failing)
    }

    /// Brings the tables up to date, once in the life of an isolate.
    async fn bring_up_to_date(&self) -> Result<(), DatabaseError> {
        if SCHEMA.get().is_none() {
            let asked = [(CREATE_SCHEMA, String::new()), (READ_VERSION, String::new())];
            let answers = self.batch_of(&asked).await.ok_or(DatabaseError::Failing)?;
            let version = answers.last().and_then(|rows| rows.first()?["version"].as_u64());
            let missing = migrations(version.ok_or(DatabaseError::Failing)?);
            let statements: Vec<(&str, String)> =
                missing.iter().flatten().map(|statement| (statement.as_str(), String::new())).collect();
            if !statements.is_empty() {
                self.batch_of(&statements).await.ok_or(DatabaseError::Failing)?;
            }
            SCHEMA.set(Some(missing.map(drop)));
        }
        SCHEMA.get().unwrap_or(Ok(())).map_err(|NewerSchema| DatabaseError::Newer)
    }

    async fn batch_of(&self, statements: &[(&str, String)]) -> Option<Vec<Vec<Value>>> {
        let prepared = Array::new();
        for (sql, parameter) in statements {
            let statement = self.prepare(sql).ok()?;
            prepared
                .push(&if parameter.is_empty() { statement } else { statement.bind(parameter).ok()? }.into());
        }
        let running = JsFuture::from(self.batch(&prepared).ok()?);
        let answers = tasks::within(TIMEOUT, running).await?.ok()?;
        let answers: Value = serde_json::from_str(&JSON::stringify(&answers).ok()?.as_string()?).ok()?;
        let rows = |answer: &Value| answer["results"].as_array().cloned().unwrap_or_default();
        Some(answers.as_array()?.iter().map(rows).collect())
    }
}
