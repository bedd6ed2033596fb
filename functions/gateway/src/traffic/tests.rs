mod compaction;
mod cost;
mod output;
mod query;
mod recorder;
mod samples;
mod sums;
