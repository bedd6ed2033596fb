//! The `COUNTS` binding: a D1 database that keeps the limits' counts for the whole site
//! (<https://developers.cloudflare.com/d1/worker-api/d1-database/>).

use crate::js;
use gateway::{
    Millis,
    limits::{Count, Over, exact},
};
use js_sys::{Array, JSON, Promise, Reflect};
use std::{cell::Cell, time::Duration};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use worker::Env;

/// An answer is not kept waiting for its count any longer.
const PATIENCE: Duration = Duration::from_secs(2);

#[wasm_bindgen]
extern "C" {
    /// `env.COUNTS`.
    #[derive(Clone)]
    pub(crate) type Database;
    #[wasm_bindgen(method, catch)]
    fn prepare(this: &Database, sql: &str) -> Result<Statement, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn batch(this: &Database, statements: &Array) -> Result<Promise, JsValue>;

    type Statement;
    #[wasm_bindgen(method, catch)]
    fn bind(this: &Statement, parameter: &JsValue) -> Result<Statement, JsValue>;
}

thread_local! {
    static HAS_TABLE: Cell<bool> = const { Cell::new(false) };
}

/// The binding, if there is one. A variable of that name is none.
pub(crate) fn find(env: &Env) -> Option<Database> {
    let found = Reflect::get(env.as_ref(), &"COUNTS".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

impl Database {
    /// Takes from all counts, or from none. `None` if the database does not say.
    pub(crate) async fn take(&self, counts: &[Count], now: Millis) -> Option<Result<(), Over>> {
        if !HAS_TABLE.get() {
            let past = JsValue::from_f64(now as f64);
            self.run(&[(exact::MAKE, None), (exact::FORGET, Some(&past))]).await?;
            HAS_TABLE.set(true);
        }
        let parameter = exact::parameter(counts).into();
        let answers = self.run(&[(exact::TAKE, Some(&parameter)), (exact::READ, Some(&parameter))]).await?;
        exact::read(&answers, counts)
    }

    /// Gives back what was not used.
    pub(crate) async fn give_back(&self, counts: &[Count]) {
        let parameter = exact::parameter(counts).into();
        self.run(&[(exact::GIVE_BACK, Some(&parameter))]).await;
    }

    /// Runs statements as one transaction; their answers in JSON.
    async fn run(&self, statements: &[(&str, Option<&JsValue>)]) -> Option<String> {
        let prepared = Array::new();
        for (sql, parameter) in statements {
            let statement = self.prepare(sql).ok()?;
            prepared.push(&match parameter {
                Some(parameter) => statement.bind(parameter).ok()?.into(),
                None => statement.into(),
            });
        }
        let answering = JsFuture::from(self.batch(&prepared).ok()?);
        let answers = js::within(PATIENCE, answering).await?.ok()?;
        JSON::stringify(&answers).ok()?.as_string()
    }
}
