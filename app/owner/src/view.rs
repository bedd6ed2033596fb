//! What the page shows: the report, the form that asks for the owner's code, or why there is no report.

mod access_form;
mod chain;
mod check;
mod command;
mod copy;
mod deployment;
mod evidence;
mod explained;
mod failure;
mod finding;
mod fix;
mod icon;
mod lock;
mod report_view;
mod verdict;

pub(crate) use access_form::AccessForm;
pub(crate) use failure::ReportFailure;
pub(crate) use report_view::ReportView;
