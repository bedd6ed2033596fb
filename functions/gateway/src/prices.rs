//! What models cost, by the files of `functions/providers`. A model that no list has costs something that nobody knows: it
//! is never free.

use wire::ProviderId;

/// The prices of one provider.
#[derive(Debug)]
pub struct PriceList {
    /// Whose they are.
    pub provider: ProviderId,
    /// What stands before the names of its models at AI Gateway, without the slash.
    pub gateway_vendors: &'static [&'static str],
    /// What the amounts are.
    pub unit: Unit,
    /// The day of which they are: `2026-11-29`.
    pub date: &'static str,
    /// The page that lists them.
    pub url: &'static str,
    /// The prices. Of several for one model, the later come last.
    pub prices: &'static [Price],
}

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Neurons of Workers AI.
    Neurons,
    /// Millionths of a US dollar.
    MicroUsd,
}

/// The price of a model, for a million tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// The model's name; with `*` at its end, the beginning of it.
    pub model: &'static str,
    /// The first day on which the price holds: `2027-01-01`, or nothing.
    pub since: &'static str,
    /// Of the request.
    pub input: u64,
    /// Of the answer.
    pub output: u64,
}

include!(concat!(env!("OUT_DIR"), "/prices.rs"));

impl PriceList {
    /// The list that a model is in, and the model's name there. AI Gateway asks models of others, and names the vendor
    /// before the model, in one of two ways ([`crate::providers`]); a model of Workers AI begins with `@cf/` at either.
    pub fn find(provider: ProviderId, model: &str) -> Option<(&'static Self, &str)> {
        let of = |id| PRICE_LISTS.iter().find(|list| list.provider == id);
        if provider != ProviderId::AiGateway {
            return Some((of(provider)?, model));
        }
        if model.starts_with('@') {
            return Some((of(ProviderId::WorkersAi)?, model));
        }
        let (vendor, model) = model.split_once('/')?;
        let list = PRICE_LISTS.iter().find(|list| list.gateway_vendors.contains(&vendor))?;
        Some((list, model))
    }

    /// The price of a model on a day such as `2026-11-29`. Hardly any price depends on it, so it is asked for late.
    pub fn price(&self, model: &str, day: &dyn Fn() -> String) -> Option<Price> {
        let holds = |price: &&Price| price.since.is_empty() || price.since <= day().as_str();
        self.prices.iter().rfind(|price| price.is_of(model) && holds(price)).copied()
    }
}

impl Price {
    fn is_of(&self, model: &str) -> bool {
        self.model.strip_suffix('*').map_or(self.model == model, |start| model.starts_with(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::{SERVICES, Service};
    use wire::time::read_timestamp;

    const DAY: &str = "2026-11-29";

    fn price(provider: ProviderId, model: &str, day: &str) -> Option<(Unit, u64, u64)> {
        let (list, model) = PriceList::find(provider, model)?;
        list.price(model, &|| day.to_owned()).map(|price| (list.unit, price.input, price.output))
    }

    #[test]
    fn each_price_has_a_date_and_an_address() {
        for list in PRICE_LISTS {
            assert!(read_timestamp(list.date).is_some(), "{}", list.date);
            assert!(list.url.starts_with("https://"), "{}", list.url);
            assert!(!list.prices.is_empty());
            for price in list.prices {
                assert!(price.input > 0 && price.output > 0, "{}", price.model);
                assert!(price.since.is_empty() || read_timestamp(price.since).is_some(), "{}", price.since);
            }
        }
    }

    #[test]
    fn the_default_models_have_a_price() {
        use ProviderId::{AiGateway, WorkersAi};
        let has_list = |service: &&Service| PRICE_LISTS.iter().any(|list| list.provider == service.id);
        for service in SERVICES.iter().filter(has_list) {
            assert!(price(service.id, service.model, DAY).is_some(), "{}", service.model);
        }
        let gemma = Some((Unit::Neurons, 9_091, 27_273));
        assert_eq!(price(WorkersAi, "@cf/google/gemma-4-26b-a4b-it", DAY), gemma);
        assert_eq!(price(AiGateway, "@cf/google/gemma-4-26b-a4b-it", DAY), gemma);
        assert_eq!(price(AiGateway, "workers-ai/@cf/google/gemma-4-26b-a4b-it", DAY), gemma);
        let mini = Some((Unit::MicroUsd, 250_000, 2_000_000));
        assert_eq!(price(ProviderId::Openai, "gpt-5-mini", DAY), mini);
        assert_eq!(price(AiGateway, "openai/gpt-5-mini", DAY), mini);
    }

    #[test]
    fn a_price_that_was_announced_holds_from_its_day_on() {
        let flash = |day| price(ProviderId::AiGateway, "google-ai-studio/gemini-3.8-flash", day);
        assert_eq!(flash("2026-12-31"), Some((Unit::MicroUsd, 750_000, 3_750_000)));
        assert_eq!(flash("2027-01-01"), Some((Unit::MicroUsd, 1_500_000, 7_500_000)));
    }

    #[test]
    fn what_no_list_has_is_not_known() {
        for (provider, model) in [
            (ProviderId::Openai, "gpt-5-mini-of-somebody-else"),
            (ProviderId::AiGateway, "anthropic/claude"),
            (ProviderId::AiGateway, "gpt-5-mini"),
            (ProviderId::WorkersAi, "@cf/meta/unknown"),
            (ProviderId::WorkersAi, ""),
        ] {
            assert_eq!(price(provider, model, DAY), None, "{model}");
        }
        let all = Price { model: "m-*", since: "", input: 1, output: 1 };
        assert!(all.is_of("m-1") && !all.is_of("m"));
    }
}
