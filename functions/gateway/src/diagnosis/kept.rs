//! Answers to probes as JSON, for the other isolates of a data centre. The same settings make the same
//! probes in the same order, so their place tells what they answer.

use super::probe::Taken;
use crate::{
    Millis,
    classify::{Fault, Head},
};
use serde_json::{Value, json};

/// The answers, when they were taken, and in which data centre.
pub fn write_kept(at: Millis, colo: Option<&str>, answers: &[Taken]) -> String {
    let answer = |taken: &Taken| match &taken.answer {
        Ok((head, body)) => json!({ "status": head.status, "type": head.content_type, "ms": taken.ms,
            "body": String::from_utf8_lossy(body) }),
        Err(fault) => json!({ "fault": fault.outcome, "status": fault.status, "ms": taken.ms }),
    };
    json!({ "at": at, "colo": colo, "answers": answers.iter().map(answer).collect::<Vec<_>>() }).to_string()
}

/// What [`write_kept`] wrote; anything else is nothing.
pub fn read_kept(json: &str) -> Option<(Millis, Option<String>, Vec<Taken>)> {
    let value: Value = serde_json::from_str(json).ok()?;
    let answers = value["answers"].as_array()?.iter().map(answer).collect::<Option<_>>()?;
    Some((value["at"].as_u64()?, value["colo"].as_str().map(str::to_owned), answers))
}

fn answer(value: &Value) -> Option<Taken> {
    let status = value["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let answer = if let Some(outcome) = value["fault"].as_str().and_then(|name| name.parse().ok()) {
        Err(Fault::new(outcome, status))
    } else {
        let content_type = value["type"].as_str().map(str::to_owned);
        let head = Head { status: status?, content_type, retry_after: None };
        Ok((head, value["body"].as_str()?.as_bytes().to_vec()))
    };
    Some(Taken { answer, ms: u32::try_from(value["ms"].as_u64()?).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Outcome;

    #[test]
    fn answers_are_read_as_they_were_written() {
        let head = Head { status: 401, content_type: Some("application/json".to_owned()), retry_after: None };
        let came = Taken { answer: Ok((head, "{\"错\":1}".as_bytes().to_vec())), ms: 7 };
        let failed = Taken { answer: Err(Fault::new(Outcome::Timeout, Some(200))), ms: 8000 };
        let kept = write_kept(9, Some("HKG"), &[came.clone(), failed.clone()]);
        assert_eq!(read_kept(&kept), Some((9, Some("HKG".to_owned()), vec![came, failed])));
        for other in ["", "null", "{}", r#"{"at":1,"answers":[{}]}"#] {
            assert_eq!(read_kept(other), None, "{other}");
        }
    }
}
