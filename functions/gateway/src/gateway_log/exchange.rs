//! What is asked of the API, and what came.

use super::{
    query::{Filters, GatewayLogQuery},
    reading::read_page,
    request::{PER_PAGE, log_path},
};
use crate::diagnosis::{Probe, ProbeId, ProbeResult, Subject, gateway_probe, plan_token};

/// How many of the newest pages are added up.
const PAGES: u32 = 4;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The gateway's settings.
    Settings,
    /// A page of all entries, to add them up.
    Newest(u32),
    /// The count of those that the cache answered.
    Cached,
    /// The count of those that failed.
    Failed,
    /// The page that the list shows.
    Listed,
    /// The state of the token, where something was refused.
    Token,
}

/// What is asked of the API in a few rounds, and what came. The first round has at most five requests, the second at most six.
pub struct Exchange<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) query: &'a GatewayLogQuery,
    pub(super) asked: Vec<(Ask, Probe, ProbeResult)>,
}

impl<'a> Exchange<'a> {
    /// Nothing was asked yet.
    pub fn new(subject: &'a Subject<'a>, query: &'a GatewayLogQuery) -> Self {
        Self { subject, query, asked: Vec::new() }
    }

    /// What to ask next, all at once; nothing if all is known that can be.
    pub fn next_round(&self) -> Vec<(Ask, Probe)> {
        let asks = if self.asked.is_empty() { self.first_asks() } else { self.second_asks() };
        let mut round: Vec<(Ask, Probe)> =
            asks.into_iter().filter_map(|ask| Some((ask, self.probe(ask)?))).collect();
        if self.is_refused() && self.find(Ask::Token).is_none() {
            round.extend(plan_token(self.subject).into_iter().map(|probe| (Ask::Token, probe)));
        }
        round
    }

    /// The result of a request.
    pub fn add(&mut self, ask: Ask, probe: Probe, result: ProbeResult) {
        self.asked.push((ask, probe, result));
    }

    /// The first request for something, and its result.
    pub(super) fn find(&self, ask: Ask) -> Option<(&Probe, &ProbeResult)> {
        self.asked.iter().find(|(known, _, _)| *known == ask).map(|(_, probe, result)| (probe, result))
    }

    /// Which entries a request is for.
    pub(super) fn filters(&self, ask: Ask) -> Filters {
        match ask {
            Ask::Cached => Filters { cached: Some(true), ..Filters::default() },
            Ask::Failed => Filters { success: Some(false), ..Filters::default() },
            Ask::Listed => self.query.filters.clone(),
            Ask::Settings | Ask::Newest(_) | Ask::Token => Filters::default(),
        }
    }

    fn first_asks(&self) -> Vec<Ask> {
        if self.query.page > 1 {
            return vec![Ask::Listed];
        }
        let mut asks = vec![Ask::Settings, Ask::Newest(1), Ask::Cached, Ask::Failed];
        if self.query.filters != Filters::default() {
            asks.push(Ask::Listed);
        }
        asks
    }

    /// The pages after the first, as far as there are any.
    fn second_asks(&self) -> Vec<Ask> {
        let first = self.find(Ask::Newest(1)).filter(|_| self.find(Ask::Newest(2)).is_none());
        let page = first.and_then(|(_, result)| read_page(result, self.query, &Filters::default()));
        let total = page.and_then(|page| page.total).unwrap_or_default();
        (2..=PAGES).filter(|page| u64::from((page - 1) * PER_PAGE) < total).map(Ask::Newest).collect()
    }

    fn probe(&self, ask: Ask) -> Option<Probe> {
        let gateway = self.subject.settings.ai_gateway.id.as_deref()?;
        let (page, per_page) = match ask {
            Ask::Newest(page) => (page, PER_PAGE),
            Ask::Listed => (self.query.page, PER_PAGE),
            // Only the count is wanted.
            _ => (1, 1),
        };
        let below = match ask {
            Ask::Settings => format!("/{gateway}"),
            _ => log_path(gateway, self.query, &self.filters(ask), page, per_page),
        };
        gateway_probe(ProbeId::Gateway, self.subject, &below)
    }

    /// Whether the API has refused something: the state of the token then says why.
    fn is_refused(&self) -> bool {
        self.asked.iter().any(|(_, _, result)| match &result.answer {
            Ok((head, _)) => matches!(head.status, 400..=403),
            Err(_) => false,
        })
    }
}
