//! What the owner sets: Pages variables and secrets, locally `.dev.vars`.
//!
//! A bad value is reported with what it should be, and never replaced by a default. An empty value counts as unset,
//! since a dashboard leaves empty values behind.

mod address;
mod deployment;
mod error;
mod limits;
mod names;
mod read;
mod reader;
mod values;

pub use deployment::Deployment;
pub use error::{Problem, SettingError};
pub use limits::Limits;
pub use names::names;
pub use values::{AiGateway, Cloudflare, ServiceSettings, Settings, TurnstileSettings};

#[cfg(test)]
mod tests;
