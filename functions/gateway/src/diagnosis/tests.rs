//! The report of simulated sites. [`site`] answers the probes.

mod gateways;
mod locks;
mod providers;
mod report;
mod rotation;
mod settings;
mod site;
mod texts;
mod token;
