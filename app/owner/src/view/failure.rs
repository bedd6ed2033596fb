//! Why there is no report.

use super::{
    command::Command,
    icon::{Icon, Shape},
};
use crate::{page::Page, report::ReportError};
use browser::access::AccessError;
use leptos::{html, prelude::*};

/// Sets the owner's code, without which a site gives no report.
const SET_CODE: &str = "npx wrangler pages secret put ADMIN_CODE";

/// What is wrong, what to do about it, and a button to try again. It takes the focus from the button that was
/// pressed.
#[component]
pub(crate) fn ReportFailure(page: Page, error: ReportError) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get().filter(|_| page.has_acted.get_value()) {
            let _ = button.focus();
        }
    });
    let text = move || match error {
        ReportError::NoReport => page.texts().no_report.to_owned(),
        ReportError::Access(AccessError::TooManyCodes { retry_after_s }) => {
            (page.texts().too_many_codes)(retry_after_s)
        }
        _ => page.texts().unreachable.to_owned(),
    };
    let command = move || {
        (error == ReportError::NoReport)
            .then(|| view! { <Command texts=page.texts() text=SET_CODE.to_owned()/> })
    };
    view! {
        <div class="access-form card">
            <p class="failure" role="alert">
                <Icon shape=Shape::Alert/>
                <span>{text}</span>
            </p>
            {command}
            <button class="button accent" node_ref=button type="button" on:click=move |_| page.load_again()>
                <Icon shape=Shape::Retry/>
                <span>{move || page.texts().check_again}</span>
            </button>
        </div>
    }
}
