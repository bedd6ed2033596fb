//! What a provider's models cost, as its file says it.

use serde::Deserialize;
use std::error::Error;

/// Where prices come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PricesFrom {
    /// The day of which they are: `2026-11-29`.
    pub date: String,
    /// The page that lists them.
    pub url: String,
}

/// The price of a model, for a million tokens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The model's name; with `*` at its end, the beginning of it.
    pub model: String,
    /// The first day on which the price holds, for one that is announced. Rows of one model are in order of this.
    pub since: Option<String>,
    /// Of the request: US dollars, or neurons.
    pub input: f64,
    /// Of the answer.
    pub output: f64,
}

/// What Workers AI's models cost: `functions/providers/prices/workers-ai.toml`. Workers AI has no file of its own, since it
/// is no service in the OpenAI dialect alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeuronPrices {
    /// Where the prices come from.
    pub prices_from: PricesFrom,
    /// The prices, in neurons.
    pub prices: Vec<Price>,
}

/// Reads the prices of Workers AI.
///
/// # Errors
/// The text says something that it must not.
pub fn parse_neuron_prices(text: &str) -> Result<NeuronPrices, Box<dyn Error>> {
    let file: NeuronPrices = toml::from_str(text)?;
    check_prices(&file.prices, Some(&file.prices_from))?;
    Ok(file)
}

/// Whether prices can be used, and say where they come from.
pub(crate) fn check_prices(prices: &[Price], from: Option<&PricesFrom>) -> Result<(), String> {
    match from {
        None if prices.is_empty() => return Ok(()),
        Some(from) if is_date(&from.date) && from.url.starts_with("https://") => {}
        _ => return Err("prices need prices_from: a date such as 2026-11-29, and an https:// address".into()),
    }
    for (at, price) in prices.iter().enumerate() {
        let is_amount = |amount: f64| amount.is_finite() && amount >= 0.0;
        if !is_amount(price.input) || !is_amount(price.output) {
            return Err(format!("the price of {} is no amount", price.model));
        }
        let since = price.since.as_deref().unwrap_or_default();
        if !since.is_empty() && !is_date(since) {
            return Err(format!("{since} is no date such as 2026-11-29"));
        }
        let is_older = |other: &&Price| other.model == price.model;
        let older = prices[..at].iter().rfind(is_older).map(|older| older.since.as_deref());
        if older.is_some_and(|older| older.unwrap_or_default() >= since) {
            return Err(format!("{} has two prices for one day, or they are not in order", price.model));
        }
    }
    Ok(())
}

/// Whether a text is a date as RFC 3339 writes it.
fn is_date(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(is_right)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "[prices_from]\ndate = \"2026-11-29\"\nurl = \"https://example.com/prices\"\n";
    const ROW: &str = "[[prices]]\nmodel = \"m\"\ninput = 1\noutput = 2.5\n";

    #[test]
    fn prices_say_from_which_page_they_are_and_of_which_day() {
        assert_eq!(parse_neuron_prices(&format!("{FROM}{ROW}")).unwrap().prices.len(), 1);
        for bad in [
            ROW.to_owned(),
            format!("{}{ROW}", FROM.replace("https", "http")),
            format!("{}{ROW}", FROM.replace("11-29", "Nov")),
            format!("{FROM}{}", ROW.replace("2.5", "-2.5")),
            format!("{FROM}{}", ROW.replace("2.5", "nan")),
            format!("{FROM}{ROW}{ROW}"),
            format!("{FROM}{ROW}{ROW}since = \"soon\"\n"),
        ] {
            assert!(parse_neuron_prices(&bad).is_err(), "{bad}");
        }
        assert!(parse_neuron_prices(&format!("{FROM}{ROW}{ROW}since = \"2027-01-01\"\n")).is_ok());
        assert!(check_prices(&[], None).is_ok());
    }
}
