//! Wrong codes: a client that gave several must wait, longer each time. They are counted in the isolate, by the client's
//! address. That slows guessing down; it does not make a short code safe.

use crate::time::Millis;

/// Wrong codes without a wait: typing errors.
const FREE: u32 = 5;
/// The longest wait.
const MAX_WAIT_MS: Millis = 15 * 60_000;
/// How long after its last wrong code a client is forgotten.
const FORGOTTEN_MS: Millis = 60 * 60_000;
/// The most clients that are remembered.
const MAX_CLIENTS: usize = 1000;

#[derive(Debug)]
struct Client {
    name: String,
    wrong: u32,
    at: Millis,
}

impl Client {
    fn waits_until(&self) -> Millis {
        match self.wrong.checked_sub(FREE) {
            None => 0,
            Some(over) => self.at + (1000_u64 << over.min(16)).min(MAX_WAIT_MS),
        }
    }
}

/// The clients that gave wrong codes.
#[derive(Debug, Default)]
pub struct WrongCodes {
    clients: Vec<Client>,
}

impl WrongCodes {
    /// No wrong code was given.
    pub const fn new() -> Self {
        Self { clients: Vec::new() }
    }

    /// How long a client must wait before its next try, in seconds; whether its code is right or not.
    pub fn wait_s(&self, client: &str, now: Millis) -> Option<u32> {
        let known = self.clients.iter().find(|known| known.name == client)?;
        let left = known.waits_until().saturating_sub(now);
        (left > 0).then(|| u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX))
    }

    /// Records that a client gave a wrong code.
    pub fn record(&mut self, client: &str, now: Millis) {
        self.clients.retain(|known| known.at + FORGOTTEN_MS > now);
        if let Some(known) = self.clients.iter_mut().find(|known| known.name == client) {
            known.wrong = known.wrong.saturating_add(1);
            known.at = now;
            return;
        }
        if self.clients.len() == MAX_CLIENTS {
            self.clients.remove(0);
        }
        self.clients.push(Client { name: client.to_owned(), wrong: 1, at: now });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_typing_errors_are_free_and_then_the_wait_doubles() {
        let mut wrong_codes = WrongCodes::new();
        let waits: Vec<Option<u32>> = (0..9)
            .map(|_| {
                wrong_codes.record("a", 10_000);
                wrong_codes.wait_s("a", 10_000)
            })
            .collect();
        assert_eq!(waits, [None, None, None, None, Some(1), Some(2), Some(4), Some(8), Some(16)]);
        assert_eq!(wrong_codes.wait_s("a", 10_000 + 16_000), None);
        assert_eq!(wrong_codes.wait_s("b", 10_000), None);
        for _ in 0..40 {
            wrong_codes.record("a", 10_000);
        }
        assert_eq!(wrong_codes.wait_s("a", 10_000), Some(900));
        wrong_codes.record("b", 10_000 + FORGOTTEN_MS);
        assert_eq!(wrong_codes.wait_s("a", 10_000 + FORGOTTEN_MS), None);
    }

    #[test]
    fn many_clients_do_not_fill_the_memory() {
        let mut wrong_codes = WrongCodes::new();
        for n in 0..3000 {
            wrong_codes.record(&n.to_string(), 1);
        }
        assert_eq!(wrong_codes.clients.len(), MAX_CLIENTS);
    }
}
