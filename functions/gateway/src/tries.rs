//! Wrong codes: whoever gives several must wait, longer each time. Kept in the isolate, by the client's
//! address: it slows guessing down, and does not make a short code safe.

use crate::Millis;

/// Wrong codes that cost no wait: typing errors.
const FREE: u32 = 5;
/// The longest wait.
const LONGEST_MS: Millis = 15 * 60_000;
/// After so long without a try a client starts anew.
const FORGOTTEN_MS: Millis = 60 * 60_000;
/// The most clients that are remembered.
const MOST: usize = 1000;

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
            Some(over) => self.at + (1000_u64 << over.min(16)).min(LONGEST_MS),
        }
    }
}

/// Who gave wrong codes.
#[derive(Debug, Default)]
pub struct Tries {
    clients: Vec<Client>,
}

impl Tries {
    /// Nobody yet.
    pub const fn new() -> Self {
        Self { clients: Vec::new() }
    }

    /// How long a client must wait before the next try, in seconds; whether its code is right or not.
    pub fn wait_s(&self, client: &str, now: Millis) -> Option<u32> {
        let known = self.clients.iter().find(|known| known.name == client)?;
        let left = known.waits_until().saturating_sub(now);
        (left > 0).then(|| u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX))
    }

    /// A client gave a wrong code.
    pub fn note_wrong(&mut self, client: &str, now: Millis) {
        self.clients.retain(|known| known.at + FORGOTTEN_MS > now);
        if let Some(known) = self.clients.iter_mut().find(|known| known.name == client) {
            known.wrong = known.wrong.saturating_add(1);
            known.at = now;
            return;
        }
        if self.clients.len() == MOST {
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
        let mut tries = Tries::new();
        let waits: Vec<Option<u32>> = (0..9)
            .map(|_| {
                tries.note_wrong("a", 10_000);
                tries.wait_s("a", 10_000)
            })
            .collect();
        assert_eq!(waits, [None, None, None, None, Some(1), Some(2), Some(4), Some(8), Some(16)]);
        assert_eq!(tries.wait_s("a", 10_000 + 16_000), None);
        assert_eq!(tries.wait_s("b", 10_000), None);
        for _ in 0..40 {
            tries.note_wrong("a", 10_000);
        }
        assert_eq!(tries.wait_s("a", 10_000), Some(900));
        tries.note_wrong("b", 10_000 + FORGOTTEN_MS);
        assert_eq!(tries.wait_s("a", 10_000 + FORGOTTEN_MS), None);
    }

    #[test]
    fn no_crowd_fills_the_memory() {
        let mut tries = Tries::new();
        for n in 0..3000 {
            tries.note_wrong(&n.to_string(), 1);
        }
        assert_eq!(tries.clients.len(), MOST);
    }
}
