//! The single requests that an isolate keeps until it writes.

use wire::traffic::Record;

/// Of the requests on which something failed, at most so many are kept for one write. A row holds 2 MB
/// (<https://developers.cloudflare.com/d1/platform/limits/>), and a record has some 500 bytes.
const MAX_NOTABLE: usize = 500;
/// Of the others, at most so many.
const MAX_OTHERS: usize = 20;

/// The requests to keep: those on which something failed, and a sample of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sample {
    notable: Vec<Record>,
    others: Vec<Record>,
}

impl Sample {
    /// Adds a request. Of too many those with the smallest ids stay: an id is random, so these are a fair sample.
    pub(super) fn add(&mut self, record: Record) {
        let (kept, most) = if record.is_notable() {
            (&mut self.notable, MAX_NOTABLE)
        } else {
            (&mut self.others, MAX_OTHERS)
        };
        kept.push(record);
        if kept.len() > most {
            let last =
                (0..kept.len()).max_by(|one, other| kept[*one].request_id.cmp(&kept[*other].request_id));
            last.map(|last| kept.swap_remove(last));
        }
    }

    /// The requests, the oldest first.
    pub(super) fn records(&self) -> Vec<Record> {
        let mut records = [self.notable.as_slice(), &self.others].concat();
        records.sort_by_key(|record| record.at);
        records
    }
}
