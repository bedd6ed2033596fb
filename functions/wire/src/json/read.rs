//! From text to values.

use super::Value;

/// What is nested deeper is refused: values are walked by recursion.
const MAX_DEPTH: usize = 128;

pub(super) fn read(json: &str) -> Option<Value> {
    let mut reader = Reader { rest: json };
    let value = reader.value(0)?;
    reader.space();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes a sign after white space, if it comes next.
    fn takes(&mut self, sign: &str) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.takes("\"") {
            return self.text().map(Value::String);
        }
        if self.takes("{") {
            return self
                .list("}", |reader| {
                    let name = if reader.takes("\"") { reader.text()? } else { return None };
                    if reader.takes(":") { Some((name, reader.value(depth + 1)?)) } else { None }
                })
                .map(Value::Object);
        }
        if self.takes("[") {
            return self.list("]", |reader| reader.value(depth + 1)).map(Value::Array);
        }
        for (word, value) in
            [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))]
        {
            if self.takes(word) {
                return Some(value);
            }
        }
        self.number().map(Value::Number)
    }

    fn list<T>(&mut self, end: &str, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        if self.takes(end) {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if self.takes(end) {
                return Some(items);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// The text up to the closing quote.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let plain = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
            text.push_str(&self.rest[..plain]);
            let mark = self.rest.as_bytes()[plain];
            self.rest = &self.rest[plain + 1..];
            match mark {
                b'"' => return Some(text),
                b'\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let sign = *self.rest.as_bytes().first()?;
        let c = match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.rest = &self.rest[1..];
                return self.unit();
            }
            _ => return None,
        };
        self.rest = &self.rest[1..];
        Some(c)
    }

    /// A character by its one or two UTF-16 units. Half a pair, which JavaScript may write, is a character
    /// that cannot be shown.
    fn unit(&mut self) -> Option<char> {
        let high = self.hex()?;
        if (0xd800..0xdc00).contains(&high) && self.rest.starts_with("\\u") {
            let before = self.rest;
            self.rest = &self.rest[2..];
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                return char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00));
            }
            self.rest = before;
        }
        Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|digits| !digits.starts_with('+'))?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }

    fn number(&mut self) -> Option<f64> {
        let is_negative = self.takes("-");
        let (mut digits, mut exponent) = (0_u64, 0_i32);
        let whole = self.digits(false, &mut digits, &mut exponent);
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        if let Some(rest) = self.rest.strip_prefix('.') {
            self.rest = rest;
            if self.digits(true, &mut digits, &mut exponent).is_empty() {
                return None;
            }
        }
        if let Some(rest) = self.rest.strip_prefix(['e', 'E']) {
            let (sign, rest) = match rest.strip_prefix(['+', '-']) {
                Some(after) => (if rest.starts_with('-') { -1 } else { 1 }, after),
                None => (1, rest),
            };
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let power: i32 = rest[..length].parse().ok()?;
            self.rest = &rest[length..];
            exponent = exponent.saturating_add(power.saturating_mul(sign));
        }
        let number = scaled(digits as f64, exponent);
        Some(if is_negative { -number } else { number })
    }

    /// Reads digits into a number of at most 18 of them, whose power of ten is `exponent`.
    fn digits(&mut self, is_fraction: bool, number: &mut u64, exponent: &mut i32) -> &str {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        for digit in digits.bytes() {
            let has_room = *number < 100_000_000_000_000_000;
            if has_room {
                *number = *number * 10 + u64::from(digit - b'0');
            }
            *exponent += i32::from(!has_room) - i32::from(is_fraction);
        }
        digits
    }
}

/// A number times a power of ten. Up to 15 digits and 22 places it is the nearest there is, since both are exact
/// then; beyond, the last digits may differ.
fn scaled(number: f64, exponent: i32) -> f64 {
    let power = 10_f64.powi(exponent.clamp(-400, 400).abs());
    if exponent < 0 { number / power } else { number * power }
}
