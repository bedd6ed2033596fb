//! What the owner can do about a finding.

use super::{command::Command, explained::explained};
use crate::texts::Texts;
use leptos::prelude::*;
use wire::report::Fix;

/// The advice, and where there is one a link to the place and a command.
#[component]
pub(crate) fn FixView(texts: &'static Texts, fix: Fix) -> impl IntoView {
    let link = fix.url.map(|url| {
        view! {
            <p>
                <a href=url.clone() target="_blank" rel="noreferrer">
                    {url.clone()}
                </a>
            </p>
        }
    });
    view! {
        <div class="fix">
            <p>{explained(&fix.text)}</p>
            {link}
            {fix.command.map(|text| view! { <Command texts text/> })}
        </div>
    }
}
