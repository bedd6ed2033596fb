//! The `COUNTS` binding: a D1 database that keeps the counts of the limits for the whole site
//! (<https://developers.cloudflare.com/d1/worker-api/d1-database/>).

use super::tasks;
use gateway::{
    limits::{Count, LimitReached, Settlement, database},
    time::Millis,
};
use js_sys::{Array, JSON, Promise, Reflect};
use std::{cell::Cell, time::Duration};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use worker::Env;

/// How long an answer may wait for its count.
const TIMEOUT: Duration = Duration::from_secs(2);

#[wasm_bindgen]
extern "C" {
    /// `env.COUNTS`.
    #[derive(Clone)]
    pub(crate) type CountsDatabase;
    #[wasm_bindgen(method, catch)]
    fn prepare(this: &CountsDatabase, sql: &str) -> Result<Statement, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn batch(this: &CountsDatabase, statements: &Array) -> Result<Promise, JsValue>;

    type Statement;
    #[wasm_bindgen(method, catch)]
    fn bind(this: &Statement, parameter: &JsValue) -> Result<Statement, JsValue>;
}

thread_local! {
    static HAS_TABLE: Cell<bool> = const { Cell::new(false) };
}

/// The binding, if there is one. A variable of that name is none.
pub(crate) fn find(env: &Env) -> Option<CountsDatabase> {
    let found = Reflect::get(env.as_ref(), &"COUNTS".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

impl CountsDatabase {
    /// Adds to all counts, or to none. `None` if the database does not answer.
    pub(crate) async fn add(&self, counts: &[Count], now: Millis) -> Option<Result<(), LimitReached>> {
        if !HAS_TABLE.get() {
            let now = JsValue::from_f64(now as f64);
            self.run(&[(database::CREATE_TABLE, None), (database::DELETE_EXPIRED, Some(&now))]).await?;
            HAS_TABLE.set(true);
        }
        let parameter = database::parameter(counts).into();
        let statements = [(database::ADD, Some(&parameter)), (database::READ, Some(&parameter))];
        database::read_answers(&self.run(&statements).await?, counts)
    }

    /// Puts the counts of a request right.
    pub(crate) async fn settle(&self, settlement: &Settlement) {
        let added = database::parameter(&settlement.add).into();
        let refunded = database::parameter(&settlement.refund).into();
        self.run(&[(database::ADD_USED, Some(&added)), (database::REFUND, Some(&refunded))]).await;
    }

    /// Runs statements as one transaction. Returns their answers in JSON.
    async fn run(&self, statements: &[(&str, Option<&JsValue>)]) -> Option<String> {
        let prepared = Array::new();
        for (sql, parameter) in statements {
            let statement = self.prepare(sql).ok()?;
            prepared.push(&match parameter {
                Some(parameter) => statement.bind(parameter).ok()?.into(),
                None => statement.into(),
            });
        }
        let running = JsFuture::from(self.batch(&prepared).ok()?);
        let answers = tasks::within(TIMEOUT, running).await?.ok()?;
        JSON::stringify(&answers).ok()?.as_string()
    }
}
