//! What is asked of a gateway's log: the filters, the order and the page.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// The most entries in an answer.
const MAX_PER_PAGE: usize = 50;
/// What entries may be in order of.
const ORDERS: [&str; 6] = ["created_at", "provider", "model", "model_type", "success", "cached"];

/// The query of the log.
#[derive(Debug)]
pub(crate) struct LogQuery {
    filters: Vec<Filter>,
    order_by: String,
    is_ascending: bool,
    /// From 1.
    pub(crate) page: usize,
    pub(crate) per_page: usize,
}

#[derive(Debug)]
struct Filter {
    key: String,
    test: Test,
    values: Vec<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Equal,
    NotEqual,
    Contains,
    Less,
    Greater,
    /// At least, of the older filters.
    From,
    /// At most, of the older filters.
    To,
}

impl LogQuery {
    /// Reads a query, without its question mark; `None` if a value cannot be used.
    pub(crate) fn read(query: &str) -> Option<Self> {
        let mut read = Self {
            filters: Vec::new(),
            order_by: "created_at".to_owned(),
            is_ascending: false,
            page: 1,
            per_page: 20,
        };
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            read.take(name, &percent_decode_str(value).decode_utf8_lossy())?;
        }
        Some(read)
    }

    fn take(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "page" => self.page = value.parse().ok().filter(|page| *page > 0)?,
            "per_page" => {
                self.per_page = value.parse().ok().filter(|count| (1..=MAX_PER_PAGE).contains(count))?;
            }
            "order_by" => value.clone_into(ORDERS.contains(&value).then_some(&mut self.order_by)?),
            "order_by_direction" | "direction" => {
                self.is_ascending = ["desc", "asc"].iter().position(|known| *known == value)? == 1;
            }
            "filters" => match serde_json::from_str(value).ok()? {
                Value::Array(filters) => {
                    self.filters.extend(filters.iter().map(Filter::read).collect::<Option<Vec<_>>>()?);
                }
                filter => self.filters.push(Filter::read(&filter)?),
            },
            _ => self.filters.push(Filter::read_older(name, value)?),
        }
        Some(())
    }

    /// The entries of the page, and how many there are on all pages.
    pub(crate) fn select(&self, mut rows: Vec<Value>) -> (Vec<Value>, usize) {
        rows.retain(|row| self.filters.iter().all(|filter| filter.matches(row)));
        let keys = |row: &Value| [row[&self.order_by].clone(), row["created_at"].clone(), row["id"].clone()];
        rows.sort_by(|one, other| {
            let (one, other) = (keys(one), keys(other));
            one.iter()
                .zip(&other)
                .map(|(one, other)| compare(one, other))
                .fold(Ordering::Equal, Ordering::then)
        });
        if !self.is_ascending {
            rows.reverse();
        }
        let total = rows.len();
        let page = rows.into_iter().skip((self.page - 1) * self.per_page).take(self.per_page);
        (page.collect(), total)
    }
}

impl Filter {
    /// One of `filters`: `{"key": "cached", "operator": "eq", "value": [true]}`.
    fn read(filter: &Value) -> Option<Self> {
        let test = match filter["operator"].as_str()? {
            "eq" => Test::Equal,
            "neq" => Test::NotEqual,
            "contains" => Test::Contains,
            "lt" => Test::Less,
            "gt" => Test::Greater,
            _ => return None,
        };
        let (key, values) = (filter["key"].as_str()?.to_owned(), filter["value"].as_array()?.clone());
        Some(Self { key, test, values })
    }

    /// One of the older parameters, of which each is a filter.
    fn read_older(name: &str, value: &str) -> Option<Self> {
        let number = || value.parse::<f64>().ok().map(|number| json!(number));
        let flag = || value.parse::<bool>().ok().map(|flag| json!(flag));
        let (key, test, value) = match name {
            "start_date" => ("created_at", Test::From, json!(moment(value)?)),
            "end_date" => ("created_at", Test::To, json!(moment(value)?)),
            "cached" | "success" => (name, Test::Equal, flag()?),
            "model" | "model_type" | "provider" | "request_content_type" | "response_content_type" => {
                (name, Test::Equal, json!(value))
            }
            "search" => ("model", Test::Contains, json!(value)),
            _ => match (name.strip_prefix("min_"), name.strip_prefix("max_")) {
                (Some(key), _) => (key, Test::From, number()?),
                (None, Some(key)) => (key, Test::To, number()?),
                // What the API does not know, it does not look at.
                (None, None) => ("", Test::Contains, json!("")),
            },
        };
        Some(Self { key: key.to_owned(), test, values: vec![value] })
    }

    fn matches(&self, row: &Value) -> bool {
        if self.key.is_empty() {
            return true;
        }
        let sum = |row: &Value| row["tokens_in"].as_u64().zip(row["tokens_out"].as_u64()).map(|(i, o)| i + o);
        let found = match self.key.as_str() {
            "tokens" | "total_tokens" => json!(sum(row)),
            key => row[key].clone(),
        };
        let test = |value: &Value| {
            let order = compare(&found, value);
            match self.test {
                Test::Equal => order == Ordering::Equal,
                Test::NotEqual => order != Ordering::Equal,
                Test::Contains => {
                    found.as_str().is_some_and(|found| found.contains(value.as_str().unwrap_or_default()))
                }
                Test::Less => order == Ordering::Less,
                Test::Greater => order == Ordering::Greater,
                Test::From => order != Ordering::Less,
                Test::To => order != Ordering::Greater,
            }
        };
        if self.test == Test::NotEqual { self.values.iter().all(test) } else { self.values.iter().any(test) }
    }
}

fn compare(one: &Value, other: &Value) -> Ordering {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => text(one).cmp(&text(other)),
    }
}

fn text(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    moment(&text).unwrap_or(text)
}

/// A time in UTC, to the millisecond, so that texts are in the order of the times.
fn moment(text: &str) -> Option<String> {
    let (seconds, fraction) =
        text.strip_suffix('Z')?.split_once('.').unwrap_or((text.strip_suffix('Z')?, ""));
    let is_time = seconds.len() == 19 && seconds.as_bytes().get(10) == Some(&b'T');
    is_time.then(|| format!("{seconds}.{:.3}Z", format!("{fraction}000")))
}
