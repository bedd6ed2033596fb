mod compaction;
mod cost;
mod output;
mod query;
mod recorder;
mod repeats;
mod samples;
mod sums;
