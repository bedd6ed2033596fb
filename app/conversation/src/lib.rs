//! A conversation without a browser: what was said, how it is stored, what a model is asked, how its answer is read.
#![forbid(unsafe_code)]

pub mod answer;

pub mod dates;
pub mod id;
pub mod import;
pub mod keys;
pub mod prompt;
pub mod reader;
pub mod record;
pub mod seam;
pub mod search;
pub mod settings;
pub mod share;
pub mod title;
pub mod transfer;
pub mod tree;
pub mod version_1;
