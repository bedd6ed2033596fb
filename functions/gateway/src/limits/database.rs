//! Exact counts in a D1 database (SQLite). One statement adds to all counts or to none, and the database runs one
//! statement at a time, so no limit is ever exceeded.

use super::count::{Count, Limit, LimitReached, nearly_used};
use crate::time::Millis;
use serde_json::{Value, json};

/// Deletes counts of the past; `?1` has now, in milliseconds since 1970.
pub const DELETE_EXPIRED: &str = "DELETE FROM everchat_counts WHERE until <= (?1->>'now')";

/// Adds to the counts, which are `?1` in JSON. It returns a row for each only if it added.
pub const ADD: &str = "INSERT INTO everchat_counts (name, until, count) \
    SELECT value->>'name', value->>'until', value->>'amount' FROM json_each(?1) \
    WHERE NOT EXISTS (SELECT 1 FROM json_each(?1) AS want \
    LEFT JOIN everchat_counts AS have ON have.name = want.value->>'name' \
    WHERE coalesce(have.count, 0) + (want.value->>'amount') > (want.value->>'most')) \
    ON CONFLICT (name) DO UPDATE SET count = count + excluded.count RETURNING name";

/// Reads the counts in `?1`, as rows of `name` and `count`.
pub const READ: &str = "SELECT name, count FROM everchat_counts \
    WHERE name IN (SELECT value->>'name' FROM json_each(?1))";

/// Adds to the counts in `?1`, whatever they may reach.
pub const ADD_USED: &str = "INSERT INTO everchat_counts (name, until, count) \
    SELECT value->>'name', value->>'until', value->>'amount' FROM json_each(?1) WHERE true \
    ON CONFLICT (name) DO UPDATE SET count = count + excluded.count";

/// Takes the amounts of the counts in `?1` back.
pub const REFUND: &str = "UPDATE everchat_counts SET count = max(0, count - \
    (SELECT value->>'amount' FROM json_each(?1) WHERE value->>'name' = everchat_counts.name)) \
    WHERE name IN (SELECT value->>'name' FROM json_each(?1))";

/// The counts in JSON, for `?1`.
pub fn parameter(counts: &[Count]) -> String {
    serde_json::to_string(counts).unwrap_or_default()
}

/// The parameter of [`DELETE_EXPIRED`].
pub fn now_parameter(now: Millis) -> String {
    json!({ "now": now }).to_string()
}

/// Reads the rows of [`ADD`] and [`READ`], run together. `None` if they contradict each other.
pub fn read_answers(added: &[Value], have: &[Value], counts: &[Count]) -> Option<Result<(), LimitReached>> {
    if !added.is_empty() {
        return Some(Ok(()));
    }
    let reached = counts.iter().find(|count| sum(have, count) + count.amount > count.most)?;
    Some(Err(LimitReached { limit: reached.limit, until: reached.until }))
}

/// The budgets of the day of which four fifths are used, by the rows of [`READ`].
pub fn budgets_nearly_used(have: &[Value], counts: &[Count]) -> Vec<Limit> {
    nearly_used(counts, |count| sum(have, count))
}

/// How much of a count is used, by the rows of [`READ`].
fn sum(have: &[Value], count: &Count) -> u64 {
    let row = have.iter().find(|row| row["name"] == count.name.as_str());
    row.and_then(|row| row["count"].as_u64()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        limits::{Limit, counts},
        settings::Limits,
    };

    #[test]
    fn the_databases_answer_says_whether_it_counted_and_which_limit_is_reached() {
        let limits =
            Limits { rate_limit_per_minute: 2, daily_requests: 5, daily_tokens: 0, ..Limits::default() };
        let asked = counts(&limits, "v", 1, 1_800_000_000_000);
        let [minute, requests] = [&asked[0].name, &asked[1].name];
        let have = |n: u64, of_day: u64| {
            [json!({ "name": minute, "count": n }), json!({ "name": requests, "count": of_day })]
        };
        assert_eq!(read_answers(&[json!({ "name": "x" })], &have(2, 5), &asked), Some(Ok(())));
        let reached = |n, of_day| {
            read_answers(&[], &have(n, of_day), &asked).map(|added| added.map_err(|reached| reached.limit))
        };
        assert_eq!(reached(2, 1), Some(Err(Limit::Minute)));
        assert_eq!(reached(1, 5), Some(Err(Limit::Requests)));
        assert_eq!(reached(0, 0), None, "the answer contradicts itself");
        assert_eq!(budgets_nearly_used(&have(2, 3), &asked), [], "a minute is no budget");
        assert_eq!(budgets_nearly_used(&have(0, 4), &asked), [Limit::Requests]);
        assert!(parameter(&asked).starts_with(r#"[{"name":"m:v:18"#));
    }
}
