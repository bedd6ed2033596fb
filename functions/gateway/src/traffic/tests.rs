mod compaction;
mod output;
mod query;
mod recorder;
mod samples;
mod sums;
