//! What the owner sees.

use super::{
    advice::{advise, explain_empty},
    exchange::{Ask, Exchange},
    query::Filters,
    reading::{Logged, ReadPage, read_page, read_settings},
    request::PER_PAGE,
    sums::add_up,
};
use crate::diagnosis::{
    Cause, Finding, Probe, ProbeResult, ReportContext, check, conclude_gateway, plan_token,
};
use wire::{
    ProviderId,
    gateway_log::{GatewayLog, LogCounts, LogPage, LogSums},
    report::CheckId,
    time::timestamp,
};

impl Exchange<'_> {
    /// What is known now. The texts are in the context's language.
    pub fn view(&self, context: &ReportContext<'_>) -> GatewayLog {
        let site = self.subject.settings;
        let settings = self.find(Ask::Settings).and_then(|(_, result)| read_settings(result));
        let first = self.page(Ask::Newest(1));
        let has_no_log = settings.is_some() && self.status(Ask::Newest(1)) == Some(404);
        let finding = self.not_asked().or_else(|| self.first_failure(settings.is_some(), has_no_log));
        let is_empty = has_no_log || first.as_ref().is_some_and(|first| first.total == Some(0));
        let advice = settings.as_ref().map(|settings| advise(settings, site, context.language));
        GatewayLog {
            gateway: site.ai_gateway.id.clone(),
            from: timestamp(self.query.from),
            to: timestamp(self.query.to),
            problem: finding.map(|finding| check(&finding, self.subject, context)),
            settings: advice.unwrap_or_default(),
            counts: first.as_ref().map(|first| self.counts(first)),
            sums: first.as_ref().map(|first| self.sums(first)),
            list: self.list(),
            hint: is_empty.then(|| explain_empty(settings.as_ref(), context.language)),
        }
    }

    fn page(&self, ask: Ask) -> Option<ReadPage> {
        let (_, result) = self.find(ask)?;
        read_page(result, self.query, &self.filters(ask))
    }

    fn status(&self, ask: Ask) -> Option<u16> {
        self.find(ask)?.1.answer.as_ref().ok().map(|(head, _)| head.status)
    }

    /// Why nothing was asked, if it was not.
    fn not_asked(&self) -> Option<Finding> {
        const NAMES: [&str; 2] = ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN"];
        let site = self.subject.settings;
        let is_bad = |names: &[&str]| self.subject.has_error_in(names);
        if is_bad(&NAMES) || is_bad(&["AI_GATEWAY_ID", "CLOUDFLARE_API_BASE_URL"]) {
            return Some(Finding::skipped(CheckId::AiGatewayApi, Cause::NotTested));
        }
        if site.ai_gateway.id.is_none() {
            let id = CheckId::Provider(ProviderId::AiGateway);
            return Some(Finding::skipped(id, Cause::NotConfigured));
        }
        // The binding `AI` has no log to read.
        let is_set = site.cloudflare.account_id.is_some() && site.cloudflare.token.is_some();
        (!is_set).then(|| Finding::skipped(CheckId::AiGatewayApi, Cause::NotConfigured).naming(NAMES))
    }

    /// Why the first thing that is missing could not be read.
    fn first_failure(&self, has_settings: bool, has_no_log: bool) -> Option<Finding> {
        let mut missing = Vec::new();
        if !has_settings {
            missing.push(Ask::Settings);
        }
        if !has_no_log {
            missing.extend([Ask::Newest(1), Ask::Listed].into_iter().filter(|ask| self.page(*ask).is_none()));
        }
        let (probe, result) = missing.into_iter().find_map(|ask| self.find(ask))?;
        let token: Vec<(Probe, ProbeResult)> = self.token_results();
        Some(conclude_gateway(self.subject, probe, result, &token))
    }

    fn token_results(&self) -> Vec<(Probe, ProbeResult)> {
        let planned = plan_token(self.subject).into_iter();
        let asked = self.asked.iter().filter(|(ask, _, _)| *ask == Ask::Token);
        planned.zip(asked).map(|(probe, (_, _, result))| (probe, result.clone())).collect()
    }

    fn counts(&self, first: &ReadPage) -> LogCounts {
        let count = |ask| self.page(ask).and_then(|page| page.total);
        LogCounts { requests: first.total, cached: count(Ask::Cached), failed: count(Ask::Failed) }
    }

    /// The sums of the newest pages without a gap. An entry that has moved to the next page meanwhile counts once.
    fn sums(&self, first: &ReadPage) -> LogSums {
        let pages: Vec<ReadPage> = (2..).map_while(|page| self.page(Ask::Newest(page))).collect();
        let mut entries: Vec<&Logged> = Vec::new();
        for logged in [first].into_iter().chain(&pages).flat_map(|page| &page.entries) {
            if entries.iter().all(|known| known.entry.id != logged.entry.id) {
                entries.push(logged);
            }
        }
        add_up(&entries, first.total)
    }

    fn list(&self) -> Option<LogPage> {
        let is_first = self.query.page == 1 && self.query.filters == Filters::default();
        let read = self.page(if is_first { Ask::Newest(1) } else { Ask::Listed })?;
        let page = self.query.page;
        let is_full = read.entries.len() >= PER_PAGE as usize;
        let has_more = read.total.map_or(is_full, |total| u64::from(page) * u64::from(PER_PAGE) < total);
        Some(LogPage {
            page,
            per_page: PER_PAGE,
            total: read.total,
            next_page: has_more.then(|| page.saturating_add(1)),
            entries: read.entries.into_iter().map(|logged| logged.entry).collect(),
        })
    }
}
