//! Asks a deployed site for what a visitor asks for: its page, its status, and an answer that streams; and for its
//! owner's report, where the code is known.

mod results;
mod site;
mod status;
mod stream;

pub(super) use results::{Check, Results};
pub(super) use site::Codes;

use super::deployed::Deployed;
use anyhow::Result;
use site::{Reached, Site};

/// Asks for everything.
pub(super) fn ask(deployed: &Deployed, codes: &Codes) -> Results {
    let site = Site { url: &deployed.url, codes };
    let status = match site.reach() {
        Ok(Reached::Site(status)) => status,
        Ok(Reached::Barrier(barrier)) => {
            let why = format!("{barrier} stands before this deployment");
            return Results::none(Check::Skipped(why.clone()), &why);
        }
        Err(error) => return Results::none(Check::Failed(format!("{error:#}")), "the site was not reached"),
    };
    let result = |check: Result<Check>| check.unwrap_or_else(|error| Check::Failed(format!("{error:#}")));
    Results {
        page: result(site.page()),
        status: status::judge(&status, deployed),
        answer: result(site.answer(&status)),
        report: result(site.report()),
    }
}
