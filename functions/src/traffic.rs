//! Records how visitors were served: in this isolate, and through `waitUntil` in the database. No visitor waits for it.

use crate::{
    runtime::{
        database::{Database, DatabaseError},
        js,
    },
    site::{self, Site},
};
use gateway::{
    time::Millis,
    traffic::{
        Ending, Origin, Questions, Record, Recorder, RequestsQuery, Row, Sums, compaction::STEPS, data_point,
        database,
    },
};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
use wire::traffic::{DatabaseState, RequestList, Source};
use worker::{Context, Delay};

/// How often an isolate looks for old rows.
const TIDY_EVERY_MS: Millis = 600_000;

thread_local! {
    static RECORDER: RefCell<Recorder> = RefCell::default();
    /// This isolate's name in the tables.
    static ISOLATE: String = js::random_uuid().chars().take(8).collect();
    static TIDIED_AT: Cell<Millis> = const { Cell::new(0) };
    /// Whether the last write failed.
    static HAS_WRITE_FAILED: Cell<bool> = const { Cell::new(false) };
}

/// A request has come. It is recorded unless the owner has switched that off.
pub(crate) fn open(site: &Site, record: impl FnOnce() -> Record) {
    if !site.settings.records_traffic {
        return;
    }
    RECORDER.with_borrow_mut(|recorder| {
        if site.dataset.is_some() {
            recorder.keep_ended();
        }
        recorder.open(record());
    });
}

/// Writes what has ended to the dataset, if there is one: a point each.
fn write_points(site: &Site) {
    if let Some(dataset) = &site.dataset {
        let ended = RECORDER.with_borrow_mut(Recorder::take_ended);
        for record in &ended {
            dataset.write(&data_point(record));
        }
    }
}

/// More is known of a request that goes on.
pub(crate) fn update(request_id: &str, update: impl FnOnce(&mut Record)) {
    RECORDER.with_borrow_mut(|recorder| recorder.update(request_id, update));
}

/// A request that goes on asks what has this name.
pub(crate) fn ask(site: &Site, request_id: &str, question: impl FnOnce() -> String) {
    if site.settings.records_traffic {
        RECORDER.with_borrow_mut(|recorder| recorder.ask(request_id, question()));
    }
}

/// A request has ended without a stream. `complete` adds what is known only now.
pub(crate) fn end(request_id: &str, context: &Context, complete: impl FnOnce(&mut Record)) {
    RECORDER.with_borrow_mut(|recorder| recorder.end(request_id, js::now(), complete));
    if let Some(writing) = plan_write() {
        context.wait_until(writing);
    }
}

/// A stream has ended. Returns a promise for `waitUntil` if this request is to write what was recorded.
pub(crate) fn end_stream(request_id: &str, ending: Ending) -> JsValue {
    RECORDER.with_borrow_mut(|recorder| recorder.end_answer(request_id, ending, js::now()));
    plan_write().map_or(JsValue::UNDEFINED, |writing| {
        future_to_promise(async move {
            writing.await;
            Ok(JsValue::UNDEFINED)
        })
        .into()
    })
}

/// Plans a write, if there is a database and nobody is about to. The dataset gets its points at once.
fn plan_write() -> Option<impl Future<Output = ()> + 'static> {
    let site = site::current().filter(|site| site.settings.records_traffic)?;
    write_points(&site);
    if site.database.is_none() {
        RECORDER.with_borrow_mut(|recorder| recorder.shorten(js::now()));
    }
    let database = site.database.as_ref()?;
    let wait = RECORDER.with_borrow_mut(|recorder| recorder.plan(js::now()))?;
    let database = database.clone();
    Some(async move {
        Delay::from(Duration::from_millis(wait)).await;
        let has_failed = write(&database).await.is_err();
        HAS_WRITE_FAILED.set(has_failed);
        // What could not be written is written next time.
        if has_failed {
            RECORDER.with_borrow_mut(|recorder| recorder.shorten(js::now()));
        }
        RECORDER.with_borrow_mut(Recorder::end_write);
    })
}

async fn write(database: &Database) -> Result<(), DatabaseError> {
    let now = js::now();
    let answers = database.run(&[database::read_recent(now)]).await?;
    let recent = answers.first().and_then(|rows| database::recent(rows)).ok_or(DatabaseError::Failing)?;
    let batch = RECORDER.with_borrow_mut(|recorder| recorder.take(recent, now));
    let Some(batch) = batch else { return Ok(()) };
    let statements = ISOLATE.with(|isolate| database::write(&batch, isolate));
    database.run(&statements).await?;
    RECORDER.with_borrow_mut(Recorder::confirm);
    tidy(database, now).await
}

/// Puts old rows together, one period of each step, and deletes old requests.
async fn tidy(database: &Database, now: Millis) -> Result<(), DatabaseError> {
    if now - TIDIED_AT.get() < TIDY_EVERY_MS {
        return Ok(());
    }
    TIDIED_AT.set(now);
    for step in &STEPS {
        let rows = read_rows(database, database::read_old(step, now)).await?;
        if let Some(merged) = step.merge(&rows, &js::random_uuid()) {
            database.run(&database::replace(&merged)).await?;
            // There may be more of it.
            TIDIED_AT.set(0);
        }
    }
    let Some(site) = site::current() else { return Ok(()) };
    let kept = &site.settings.kept_requests;
    let old = [database::delete_old_requests(kept.days, kept.most, now), database::delete_old_questions(now)];
    database.run(&old).await.map(drop)
}

async fn read_rows(database: &Database, statement: database::Statement) -> Result<Vec<Row>, DatabaseError> {
    let answers = database.run(&[statement]).await?;
    Ok(answers.first().map(|rows| database::rows(rows)).unwrap_or_default())
}

/// What was seen of a time.
pub(crate) struct Seen {
    pub(crate) sums: Sums,
    pub(crate) questions: Questions,
    pub(crate) origin: Origin,
}

/// The sums of a time, and where they come from; also the questions since a moment, if one is given.
pub(crate) async fn seen(site: &Site, from: Millis, to: Millis, questions_from: Option<Millis>) -> Seen {
    let read = read_steadily(|| async {
        let Some(database) = &site.database else { return Err(DatabaseError::Failing) };
        let rows = read_rows(database, database::read_sums(from, to)).await?;
        let questions = match questions_from {
            Some(from) => read_questions(database, from).await?,
            None => Questions::default(),
        };
        Ok((rows, questions))
    })
    .await;
    let (source, database) = origin(site, &read);
    let (rows, mut questions) = read.unwrap_or_default();
    let has = |at| ISOLATE.with(|isolate| rows.iter().any(|row| row.at == at && row.isolate == *isolate));
    let (mut sums, _) = RECORDER.with_borrow_mut(|recorder| recorder.unwritten(has, js::now()));
    questions.merge(&RECORDER.with_borrow(|recorder| recorder.unwritten_questions(has)));
    let is_demo = rows.iter().any(Row::is_demo);
    for row in rows {
        sums.absorb(row.sums);
    }
    Seen { sums, questions, origin: Origin { source, database, is_demo } }
}

async fn read_questions(database: &Database, from: Millis) -> Result<Questions, DatabaseError> {
    let answers = database.run(&[database::count_questions(from)]).await?;
    let counted = answers.first().and_then(|rows| database::level_of_questions(rows));
    let level = counted.ok_or(DatabaseError::Failing)?;
    let answers = database.run(&[database::read_questions(from, level)]).await?;
    Ok(answers.first().map(|rows| database::questions(rows, level)).unwrap_or_default())
}

/// The single requests that a query asks for, and those that were not written yet.
pub(crate) async fn requests(site: &Site, query: &RequestsQuery) -> RequestList {
    let rows = read_steadily(|| async {
        let Some(database) = &site.database else { return Err(DatabaseError::Failing) };
        database.run(&[database::read_requests(query)]).await
    })
    .await;
    let (source, database) = origin(site, &rows);
    let (_, mut records) = RECORDER.with_borrow_mut(|recorder| recorder.unwritten(|_| false, js::now()));
    records.extend(rows.iter().flatten().flat_map(|rows| database::records(rows)));
    let (requests, next_before) = query.select(records);
    RequestList { source, database, requests, next_before }
}

/// Reads from the database. What this isolate writes at the same time would be counted twice, or not at all, so it reads
/// again then.
async fn read_steadily<T, F: Future<Output = Result<T, DatabaseError>>>(
    read: impl Fn() -> F,
) -> Result<T, DatabaseError> {
    let version = || RECORDER.with_borrow(Recorder::version);
    loop {
        let before = version();
        let answer = read().await;
        if answer.is_err() || version() == before {
            return answer;
        }
    }
}

/// Where the numbers come from, after the database was read, and what is known of it.
fn origin<T>(site: &Site, read: &Result<T, DatabaseError>) -> (Source, DatabaseState) {
    let source = if read.is_ok() { Source::Database } else { Source::Instance };
    let state = match read {
        _ if !site.settings.records_traffic => DatabaseState::Off,
        _ if site.database.is_none() => DatabaseState::Missing,
        Ok(_) if HAS_WRITE_FAILED.get() => DatabaseState::ReadOnly,
        Ok(_) => DatabaseState::Ok,
        Err(DatabaseError::Failing) => DatabaseState::Failing,
        Err(DatabaseError::Newer) => DatabaseState::Newer,
    };
    (source, state)
}
