//! A conversation without a browser: what was said, how it is stored, what a model is asked, and how its answer is
//! read. Time and random numbers come from the caller, so that all of it runs in tests.
//!
//! | subject | modules |
//! |---|---|
//! | what is stored | [`record`], [`change`], [`attachment`], [`id`], [`settings`], [`version_1`] |
//! | the messages of a conversation | [`tree`], [`title`] |
//! | asking | [`prompt`] |
//! | the answer | [`reader`], [`answer`], [`thought`], [`seam`] |
//! | conversations that leave or arrive | [`transfer`], [`share`], [`import`] |
//! | the list of conversations | [`dates`], [`search`], [`newest_first`] |
//! | the keyboard, the address | [`keys`], [`address`] |
#![forbid(unsafe_code)]

pub mod address;
pub mod answer;
pub mod attachment;
pub mod change;
pub mod dates;
pub mod id;
pub mod import;
pub mod keys;
pub mod newest_first;
pub mod prompt;
pub mod reader;
pub mod record;
pub mod seam;
pub mod search;
pub mod settings;
pub mod share;
pub mod thought;
pub mod title;
pub mod transfer;
pub mod tree;
pub mod version_1;
