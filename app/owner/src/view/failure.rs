//! Why there is no report.

use super::command::Command;
use crate::{page::Page, report::ReportError};
use browser::access::AccessError;
use leptos::prelude::*;

/// Sets the owner's code, without which a site gives no report.
const SET_CODE: &str = "npx wrangler pages secret put ADMIN_CODE";

/// What is wrong, what to do about it, and a button to try again.
#[component]
pub(crate) fn ReportFailure(page: Page, error: ReportError) -> impl IntoView {
    let text = move || match error {
        ReportError::NoReport => page.texts().no_report.to_owned(),
        ReportError::Access(AccessError::TooManyCodes { retry_after_s }) => {
            (page.texts().too_many_codes)(retry_after_s)
        }
        _ => page.texts().unreachable.to_owned(),
    };
    view! {
        <div class="access-form">
            <p>{text}</p>
            {move || {
                (error == ReportError::NoReport).then(|| view! { <Command texts=page.texts() text=SET_CODE.to_owned()/> })
            }}
            <button type="submit" on:click=move |_| page.load()>
                {move || page.texts().check_again}
            </button>
        </div>
    }
}
