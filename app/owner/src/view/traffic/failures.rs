//! What failed, why, and where its fix is.

use super::figure::Canvas;
use crate::{
    format::count,
    page::Page,
    requests::filter::Filter,
    tab::Tab,
    traffic::{chart::Chart, charts},
    view::kit::click::is_for_this_page,
};
use leptos::{ev, prelude::*};
use wire::{
    ProviderId,
    traffic::{Failures, Traffic},
};

/// The chart of causes, and a table of them with links to what the report says and to the requests themselves.
#[component]
pub(crate) fn FailuresSection(
    page: Page,
    traffic: Memo<Option<Traffic>>,
    chart: Signal<Option<Chart>>,
) -> impl IntoView {
    let texts = &page.texts().traffic;
    let failures =
        Memo::new(move |_| traffic.with(|of| of.as_ref().map(|of| of.failures.clone()).unwrap_or_default()));
    let is_drawn = RwSignal::new(true);
    let rows = move || failures.get().into_iter().map(|of| view! { <Row page of/> }).collect_view();
    view! {
        <figure class="chart">
            <figcaption>
                <h2>{texts.failures_chart}</h2>
            </figcaption>
            <Show
                when=move || failures.with(|failures| !failures.is_empty())
                fallback=move || view! { <p class="none">{texts.no_failures}</p> }
            >
                <Canvas title=texts.failures_chart chart is_drawn/>
                <p class="small">{texts.to_report}</p>
                <div class="table" tabindex="0">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{texts.cause}</th>
                                <th scope="col">{texts.times}</th>
                                <th scope="col">{texts.unanswered_requests}</th>
                                <th scope="col" class="links">
                                    <span class="hidden">{texts.to_requests}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Show>
        </figure>
    }
}

#[component]
fn Row(page: Page, of: Failures) -> impl IntoView {
    let texts = &page.texts().traffic;
    let count = |number| count(number, page.language.get_untracked());
    let cause = charts::cause(&of, texts);
    let cause = match of.provider {
        Some(provider) => view! { <ToReport page provider cause/> }.into_any(),
        None => cause.into_any(),
    };
    let filter = Filter {
        id: String::new(),
        outcome: of.outcome.as_str().to_owned(),
        provider: of.provider.map(|provider| provider.as_str().to_owned()).unwrap_or_default(),
    };
    // Of an attempt that another provider made good, the request's own outcome is another one.
    let filter = if of.requests == 0 { Filter { outcome: String::new(), ..filter } } else { filter };
    let list = move |_| {
        page.filter.set(filter.clone());
        page.open(Tab::Requests);
    };
    view! {
        <tr>
            <th scope="row">{cause}</th>
            <td>{count(charts::times(&of))}</td>
            <td>{count(of.requests)}</td>
            <td class="links">
                <button class="quiet" type="button" on:click=list>
                    {texts.to_requests}
                </button>
            </td>
        </tr>
    }
}

/// A cause, as a link to what the report says of its provider.
#[component]
fn ToReport(page: Page, provider: ProviderId, cause: String) -> impl IntoView {
    let open = move |event: ev::MouseEvent| {
        if is_for_this_page(&event) {
            event.prevent_default();
            page.open_check(provider);
        }
    };
    view! {
        <a href=format!("{}#{provider}", Tab::Deployment.path()) on:click=open>
            {cause}
        </a>
    }
}
