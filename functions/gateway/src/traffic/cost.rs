//! What answers cost. It is calculated from tokens whenever it is shown, so a price that was wrong can be put right later.
//!
//! Of each day (UTC) Workers AI gives an account 10,000 neurons for nothing. Each sum has its share of them, by its neurons:
//! so it does not matter in which order requests came, nor in what steps a day is kept. The sums of days that are kept no
//! longer by the day ([`super::compaction`]) have no share.
//!
//! Amounts are whole: neurons in millionths, money in millionths of millionths of a US dollar (10^-12).

use super::{
    query::TrafficQuery,
    sum::{Counter, Sum},
    sums::{Key, Sums},
};
use crate::{
    prices::{PRICE_LISTS, PriceList, Unit},
    services::Service,
    settings::Settings,
    time::{DAY_MS, MINUTE_MS, Millis, timestamp},
};
use wire::{
    Outcome, ProviderId,
    traffic::{Estimate, NeuronsOfDay, PricesFrom, Tokens},
};

/// Neurons of a day that cost nothing (<https://developers.cloudflare.com/workers-ai/platform/pricing/>).
const FREE_NEURONS: u64 = 10_000;
/// Millionths of a US dollar for one neuron beyond: 1,000 cost $0.011 (same page).
const MICRO_USD_A_NEURON: u64 = 11;
const MICRO: u64 = 1_000_000;
const MINUTES_A_DAY: u64 = DAY_MS / MINUTE_MS;

/// The prices that hold for a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// The services that the owner has asked for at another address than their own: anybody may answer there.
    unknown: Vec<ProviderId>,
}

impl Prices {
    /// The prices for the owner's settings.
    pub fn new(settings: &Settings) -> Self {
        let is_unknown = |id: &ProviderId| {
            let elsewhere = |own: &str, service: &Service| service.any_service && own != service.base_url;
            let own = settings.service(*id).base_url;
            own.is_some_and(|own| Service::find(*id).is_some_and(|service| elsewhere(&own, service)))
        };
        Self { unknown: ProviderId::ALL.into_iter().filter(is_unknown).collect() }
    }

    /// Where the prices come from.
    pub(super) fn sources(&self) -> Vec<PricesFrom> {
        let known = PRICE_LISTS.iter().filter(|list| !self.unknown.contains(&list.provider));
        let source = |list: &PriceList| PricesFrom {
            provider: list.provider,
            date: list.date.to_owned(),
            url: list.url.to_owned(),
        };
        known.map(source).collect()
    }

    /// What the paid tokens of a sum cost. `None` if the price is not known, or none of its tokens.
    fn bill(&self, key: &Key, sum: &Sum) -> Option<Bill> {
        let tokens = Tokens { input: sum[Counter::PaidInput], output: sum[Counter::PaidOutput] };
        let provider = key.provider.filter(|_| sum[Counter::Paid] > 0)?;
        self.bill_of_tokens(provider, &key.model, key.minute * MINUTE_MS, tokens)
    }

    /// What tokens cost at list prices, in millionths of a US dollar, rounded down. `None` if the price is not known.
    pub(super) fn of_tokens(
        &self,
        provider: ProviderId,
        model: &str,
        at: Millis,
        tokens: Tokens,
    ) -> Option<u64> {
        self.bill_of_tokens(provider, model, at, tokens).map(|bill| bill.list() / MICRO)
    }

    fn bill_of_tokens(&self, provider: ProviderId, model: &str, at: Millis, tokens: Tokens) -> Option<Bill> {
        if self.unknown.contains(&provider) {
            return None;
        }
        let (list, model) = PriceList::find(provider, model)?;
        // Of what is older, only the prices of today are known.
        let day = || if at == 0 { LAST_DAY.to_owned() } else { timestamp(at)[..10].to_owned() };
        let price = list.price(model, &day)?;
        let [input, output] = [(tokens.input, price.input), (tokens.output, price.output)]
            .map(|(tokens, price)| tokens.saturating_mul(price));
        let amount = input.saturating_add(output);
        Some(match list.unit {
            Unit::Neurons => Bill { neurons: amount, money: 0 },
            Unit::MicroUsd => Bill { neurons: 0, money: amount },
        })
    }
}

/// Later than every price.
const LAST_DAY: &str = "9999-12-31";

/// What tokens cost.
struct Bill {
    /// Millionths of neurons.
    neurons: u64,
    /// 10^-12 US dollars, beside the neurons.
    money: u64,
}

impl Bill {
    /// All of it, as if no neurons were free.
    fn list(&self) -> u64 {
        self.money.saturating_add(self.neurons.saturating_mul(MICRO_USD_A_NEURON))
    }
}

/// The prices, and how many neurons each day has used.
pub(super) struct Costs<'a> {
    prices: &'a Prices,
    /// Days since 1970 and millionths of neurons, the oldest first.
    days: Vec<(u64, u64)>,
}

impl<'a> Costs<'a> {
    /// The costs for sums of whole days.
    pub(super) fn new(prices: &'a Prices, sums: &Sums) -> Self {
        let mut days: Vec<(u64, u64)> = Vec::new();
        for (key, sum) in sums.by_key() {
            let neurons = prices.bill(key, sum).map_or(0, |bill| bill.neurons);
            let day = key.minute / MINUTES_A_DAY;
            if neurons > 0 {
                match days.last_mut().filter(|(last, _)| *last == day) {
                    Some((_, used)) => *used = used.saturating_add(neurons),
                    None => days.push((day, neurons)),
                }
            }
        }
        Self { prices, days }
    }

    /// What requests cost.
    pub(super) fn estimate<'b>(&self, parts: impl Iterator<Item = (&'b Key, &'b Sum)>) -> Estimate {
        let (mut neurons, mut list, mut paid) = (0_u64, 0_u64, 0_u64);
        let mut estimate = Estimate::default();
        for (key, sum) in parts {
            let answered = if key.outcome == Outcome::Served { sum[Counter::Requests] } else { 0 };
            let mut known = sum[Counter::FromCache];
            if let Some(bill) = self.prices.bill(key, sum) {
                let beyond = bill.neurons - self.free_share(key.minute / MINUTES_A_DAY, bill.neurons);
                neurons = neurons.saturating_add(bill.neurons);
                list = list.saturating_add(bill.list());
                paid = paid.saturating_add(Bill { neurons: beyond, ..bill }.list());
                known += sum[Counter::Paid];
            }
            estimate.known_requests += known;
            estimate.unknown_requests += answered.saturating_sub(known);
            estimate.requests_with_tokens += sum[Counter::Paid];
        }
        Estimate {
            micro_usd: paid / MICRO,
            list_micro_usd: list / MICRO,
            neurons: neurons / MICRO,
            ..estimate
        }
    }

    /// What one model's requests cost.
    pub(super) fn of_model(&self, sums: &Sums, provider: ProviderId, model: &str) -> Estimate {
        let is_its = |key: &Key| key.provider == Some(provider) && key.model == model;
        self.estimate(sums.by_key().iter().filter(|(key, _)| is_its(key)))
    }

    /// How many of some neurons of a day are free, in millionths. The calculation is in thousandths, so that a day may have
    /// a billion neurons.
    fn free_share(&self, day: u64, neurons: u64) -> u64 {
        let used = self.days.iter().find(|(known, _)| *known == day).map_or(0, |(_, used)| *used);
        match used {
            // What is older is not known by the day.
            _ if day == 0 => 0,
            used if used <= FREE_NEURONS * MICRO => neurons,
            used => (neurons / 1_000).saturating_mul(FREE_NEURONS * 1_000) / (used / 1_000) * 1_000,
        }
    }

    /// The neurons of each day that a query touches.
    pub(super) fn neurons(&self, query: &TrafficQuery) -> Vec<NeuronsOfDay> {
        let is_asked_for = |day: u64| day > 0 && (day + 1) * DAY_MS > query.from && day * DAY_MS < query.to;
        let days = self.days.iter().filter(|(day, _)| is_asked_for(*day));
        days.map(|(day, used)| NeuronsOfDay {
            day: timestamp(day * DAY_MS)[..10].to_owned(),
            used: used / MICRO,
            free: FREE_NEURONS,
        })
        .collect()
    }
}

impl TrafficQuery {
    /// The whole days (UTC) that the query touches, as the first moment and the one after the last. Costs need them.
    pub fn whole_days(&self) -> (Millis, Millis) {
        (self.from - self.from % DAY_MS, self.to.div_ceil(DAY_MS) * DAY_MS)
    }
}
