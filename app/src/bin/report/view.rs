//! The report as a person reads it: the state at a glance, each check, the chain, the deployment.

use crate::{Page, ask::Answer, texts::Texts};
use leptos::prelude::*;
use shared::Copy;
use wire::report::{ChainLink, Check, Evidence, Fix, Lock, LockState, Report, Verdict};

/// What is there so far.
#[component]
pub(crate) fn Shown(page: Page) -> impl IntoView {
    move || {
        let texts = page.texts();
        let Some(made) = page.made.get() else {
            return view! { <p class="when">{texts.checking}</p> }.into_any();
        };
        let report = made.report;
        let checks = report.checks.iter().map(|check| line(texts, check)).collect_view();
        let is_checking = move || page.answer.get().is_none();
        view! {
            <article class="report" aria-busy=move || is_checking().to_string()>
                <section class="verdict">
                    <p>{report.summary.clone()}</p>
                    <p class="when">{when(page, &report)}</p>
                    <div class="ways">
                        <button class="quiet" disabled=is_checking on:click=move |_| page.load()>
                            {texts.again}
                        </button>
                        <Copy label=texts.copy_markdown done=texts.copied text=made.markdown/>
                    </div>
                </section>
                <section>
                    <h2>{texts.checks}</h2>
                    <ul class="checks">{checks}</ul>
                </section>
                <section>
                    <h2>{texts.chain}</h2>
                    {chain(texts, &report.chain)}
                </section>
                <section>
                    <h2>{texts.locks}</h2>
                    <ul class="checks">{report.locks.iter().map(|lock| self::lock(texts, lock)).collect_view()}</ul>
                </section>
                <section>
                    <h2>{texts.deployment}</h2>
                    {facts(texts, &report)}
                </section>
            </article>
        }
        .into_any()
    }
}

/// Why there is no report.
#[component]
pub(crate) fn Trouble(page: Page, answer: Answer) -> impl IntoView {
    let command = matches!(answer, Answer::NoReport).then_some("npx wrangler pages secret put ADMIN_CODE");
    let text = move || match answer {
        Answer::NoReport => page.texts().no_report.to_owned(),
        Answer::Wait(seconds) => (page.texts().wait)(seconds),
        _ => page.texts().unreachable.to_owned(),
    };
    view! {
        <div class="door">
            <p>{text}</p>
            {move || command.map(|command| self::command(page.texts(), command))}
            <button type="submit" on:click=move |_| page.load()>
                {move || page.texts().again}
            </button>
        </div>
    }
}

fn when(page: Page, report: &Report) -> String {
    let date = js_sys::Date::new(&report.generated_at.as_str().into());
    let time = date.to_locale_time_string(page.language.get().tag());
    (page.texts().when)(&String::from(time))
}

fn line(texts: &'static Texts, check: &Check) -> impl IntoView + use<> {
    let mark = match check.verdict {
        Verdict::Ok => "✓",
        Verdict::Warning => "!",
        Verdict::Failed => "✗",
        Verdict::Skipped => "–",
    };
    let is_open = matches!(check.verdict, Verdict::Warning | Verdict::Failed);
    let evidence = evidence(texts, &check.evidence);
    view! {
        <li data-check=check.id.as_str()>
            <details open=is_open>
                <summary>
                    <span class=format!("mark {}", check.verdict.as_str()) aria-hidden="true">
                        {mark}
                    </span>
                    <span>
                        {check.title.clone()} <span class="hidden">{(texts.verdict)(check.verdict)}</span>
                    </span>
                    <span class="cause">{check.cause.clone()}</span>
                </summary>
                <div class="body">
                    <p>{check.explanation.clone()}</p>
                    {check.fix.as_ref().map(|fix| mend(texts, fix))}
                    {evidence.map(|text| view! { <p class="evidence">{text}</p> })}
                </div>
            </details>
        </li>
    }
}

/// What of the site is open, and how to shut it.
fn lock(texts: &'static Texts, lock: &Lock) -> impl IntoView + use<> {
    let (mark, colour) = match lock.state {
        LockState::Shut => ("✓", "ok"),
        LockState::Weak | LockState::Open => ("!", "warning"),
    };
    view! {
        <li class="lock">
            <p>
                <span class=format!("mark {colour}") aria-hidden="true">
                    {mark}
                </span>
                <span>
                    {lock.title.clone()} <span class="hidden">{(texts.lock_state)(lock.state)}</span>
                </span>
                <span class="what">{lock.text.clone()}</span>
            </p>
            {lock.fix.as_ref().map(|fix| mend(texts, fix))}
        </li>
    }
}

fn mend(texts: &'static Texts, fix: &Fix) -> impl IntoView + use<> {
    let link = fix.url.clone().map(|url| {
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
            <p>{fix.text.clone()}</p>
            {link}
            {fix.command.as_ref().map(|text| command(texts, text))}
        </div>
    }
}

fn command(texts: &'static Texts, text: &str) -> impl IntoView + use<> {
    view! {
        <div class="command">
            <code>{text.to_owned()}</code>
            <Copy label=texts.copy done=texts.copied text=text.to_owned()/>
        </div>
    }
}

/// `POST https://… → 401 (10000), 12 ms`
fn evidence(texts: &Texts, evidence: &Evidence) -> Option<impl IntoView + use<>> {
    let asked = format!("{} {}", evidence.method.as_ref()?, evidence.url.as_ref()?);
    let came = evidence.status.map_or_else(|| texts.no_answer.to_owned(), |status| status.to_string());
    let codes = match evidence.codes() {
        none if none.is_empty() => none,
        codes => format!(" ({codes})"),
    };
    let ms = evidence.ms.unwrap_or_default();
    Some(view! {
        <code>{asked}</code>
        {format!(" → {came}{codes}, {ms} ms")}
    })
}

fn chain(texts: &'static Texts, links: &[ChainLink]) -> AnyView {
    if links.is_empty() {
        return view! { <p class="when">{texts.no_chain}</p> }.into_any();
    }
    let item = |link: &ChainLink| {
        let note = match (&link.rests_until, link.missing.as_slice()) {
            (Some(until), _) => Some((texts.rests)(until)),
            (None, []) => None,
            (None, missing) => Some((texts.misses)(&missing.join(", "))),
        };
        view! {
            <li>
                {link.provider.label()} " " <code>{link.model.clone()}</code> " "
                {note.map(|note| view! { <span class="quietly">{note}</span> })}
            </li>
        }
    };
    view! { <ol class="chain">{links.iter().map(item).collect_view()}</ol> }.into_any()
}

fn facts(texts: &'static Texts, report: &Report) -> impl IntoView + use<> {
    let short = |commit: &String| commit.chars().take(12).collect::<String>();
    let known = [
        (texts.environment, Some((texts.environment_name)(&report.environment))),
        (texts.branch, report.branch.clone()),
        (texts.commit, report.commit.as_ref().map(short)),
        (texts.built, report.built_at.as_deref().and_then(shared::minute)),
        (texts.version, Some(report.version.clone())),
        (texts.colo, report.colo.clone()),
    ];
    let rows = known.into_iter().filter_map(|(name, value)| {
        let value = value?;
        Some(view! {
            <dt>{name}</dt>
            <dd>{value}</dd>
        })
    });
    let names = report.settings.iter().map(|name| view! { <code>{name.clone()}</code> }).collect_view();
    view! {
        <dl class="facts">
            {rows.collect::<Vec<_>>()} <dt>{texts.settings}</dt> <dd>{names}</dd>
        </dl>
    }
}
