use super::samples::{answered, attempt};
use crate::traffic::{Recorder, data_point};
use serde_json::Value;
use wire::{
    Outcome, ProviderId,
    traffic::{Ending, Record},
};

fn record() -> Record {
    let attempts =
        [(ProviderId::AiGateway, Outcome::Busy, 100), (ProviderId::WorkersAi, Outcome::Served, 240)];
    answered(0, "a", attempts.map(|(provider, outcome, ms)| attempt(provider, outcome, ms)).to_vec())
}

#[test]
fn a_point_has_what_the_record_has_within_the_limits_of_a_dataset() {
    let record = record();
    let point: Value = serde_json::from_str(&data_point(&record)).unwrap();
    insta::assert_json_snapshot!(point);
    assert!(point["indexes"][0].as_str().unwrap().len() <= 96);
    assert!(point["blobs"].as_array().unwrap().len() <= 20);
    assert!(point["doubles"].as_array().unwrap().iter().all(Value::is_number));
}

#[test]
fn every_request_that_ends_is_kept_once_for_a_dataset_and_none_without() {
    let mut recorder = Recorder::default();
    let end = |recorder: &mut Recorder, id: &str| {
        recorder.open(Record { request_id: id.to_owned(), ..record() });
        recorder.end_answer(id, Ending::Whole, 10);
    };
    end(&mut recorder, "a");
    assert!(recorder.take_ended().is_empty());
    recorder.keep_ended();
    end(&mut recorder, "b");
    recorder.keep_ended();
    end(&mut recorder, "c");
    let ids: Vec<String> = recorder.take_ended().into_iter().map(|record| record.request_id).collect();
    assert_eq!(ids, ["b", "c"]);
    assert!(recorder.take_ended().is_empty());
}
