//! The texts of advice in one language.

use crate::gateway_log::setting::Setting;

/// The texts of advice in one language.
pub(in crate::gateway_log) struct AdviceTexts {
    /// The name of a setting.
    pub(in crate::gateway_log) title: fn(&Setting) -> &'static str,
    /// How it is set.
    pub(in crate::gateway_log) value: fn(&Setting) -> String,
    /// What that means.
    pub(in crate::gateway_log) text: fn(&Setting) -> String,
    /// What to do; empty where there is nothing to do.
    pub(in crate::gateway_log) fix: fn(&Setting) -> &'static str,
    /// The name of the log.
    pub(in crate::gateway_log) log: &'static str,
    /// The log is empty, since the gateway logs nothing.
    pub(in crate::gateway_log) logs_nothing: &'static str,
    /// The log is empty although the gateway logs.
    pub(in crate::gateway_log) nothing_logged: &'static str,
    /// Where else the log may be.
    pub(in crate::gateway_log) other_log: &'static str,
}
