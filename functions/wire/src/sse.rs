//! An incremental decoder of event streams, after the WHATWG HTML standard, "Interpreting an event
//! stream" (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).
//!
//! Bytes go in, cut anywhere, and an event comes out as soon as its last line is there. Lines end with LF, CRLF or
//! CR. Those are ASCII bytes, so a character that arrives in two pieces is whole again before its line is decoded.

/// One dispatched event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The event's type; empty means `message`.
    pub event: String,
    /// The data lines, joined with LF.
    pub data: String,
    /// The last event id that the stream has set so far.
    pub id: String,
}

/// The decoder's state between two pieces of a stream.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The line that has begun.
    line: Vec<u8>,
    /// Whether a line has ended, so that no byte order mark can come any more.
    is_started: bool,
    /// Whether the last byte was CR, so that LF would belong to it.
    is_after_cr: bool,
    /// The fields of the event that has begun.
    event: String,
    data: Option<String>,
    /// The last id of the stream.
    id: String,
    comments: usize,
}

/// A stream may begin with it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl Decoder {
    /// A decoder for a new stream.
    pub fn new() -> Self {
        Self::default()
    }

    /// Decodes the next bytes and calls `dispatch` with each event that they complete.
    pub fn push(&mut self, bytes: &[u8], mut dispatch: impl FnMut(Event)) {
        let mut rest = bytes;
        if self.is_after_cr && !rest.is_empty() {
            self.is_after_cr = false;
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        while let Some(end) = rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
            self.line.extend_from_slice(&rest[..end]);
            let is_cr = rest[end] == b'\r';
            rest = &rest[end + 1..];
            if is_cr {
                match rest.strip_prefix(b"\n") {
                    Some(after) => rest = after,
                    None => self.is_after_cr = rest.is_empty(),
                }
            }
            if let Some(event) = self.end_line() {
                dispatch(event);
            }
        }
        self.line.extend_from_slice(rest);
    }

    /// How many comments have come: a server sends them to show that the connection is alive.
    pub fn comments(&self) -> usize {
        self.comments
    }

    /// Ends the stream and returns an event that was not closed by an empty line.
    ///
    /// The standard drops such an event. But some providers leave out the last empty line, so the caller may check
    /// for `[DONE]`; half an event cannot be parsed anyway.
    pub fn finish(mut self) -> Option<Event> {
        let last = self.end_line();
        last.or_else(|| self.take_event())
    }

    fn end_line(&mut self) -> Option<Event> {
        let mut line = std::mem::take(&mut self.line);
        if !self.is_started {
            self.is_started = true;
            if line.starts_with(BYTE_ORDER_MARK) {
                line.drain(..BYTE_ORDER_MARK.len());
            }
        }
        let event = if line.is_empty() {
            self.take_event()
        } else {
            self.read_field(&String::from_utf8_lossy(&line));
            None
        };
        line.clear();
        self.line = line; // Keep the allocation.
        event
    }

    fn read_field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "event" => value.clone_into(&mut self.event),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "" => self.comments += 1,
            // `retry` is about reconnecting, which a POST never does.
            _ => {}
        }
    }

    fn take_event(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        Some(Event { event, data, id: self.id.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(pieces: &[&[u8]]) -> Vec<Event> {
        let mut decoder = Decoder::new();
        let mut events = Vec::new();
        for piece in pieces {
            decoder.push(piece, |event| events.push(event));
        }
        events
    }

    fn data(stream: &str) -> Vec<String> {
        decode(&[stream.as_bytes()]).into_iter().map(|event| event.data).collect()
    }

    #[test]
    fn the_examples_of_the_standard_are_read_as_it_says() {
        assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
        let events = decode(&[
            b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        ]);
        let expect = |data: &str, id: &str| Event { event: String::new(), data: data.into(), id: id.into() };
        assert_eq!(
            events,
            [expect("first event", "1"), expect("second event", ""), expect(" third event", "")]
        );
        // Two events; the last block has no empty line and is dropped.
        assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr_and_a_byte_order_mark_may_come_first() {
        assert_eq!(data("\u{feff}data: a\r\rdata: b\r\n\r\ndata: c\n\n"), ["a", "b", "c"]);
        assert_eq!(data("\u{feff}\u{feff}data: a\n\n"), Vec::<String>::new());
    }

    #[test]
    fn a_cr_ends_the_line_at_once_and_a_later_lf_belongs_to_it() {
        let mut decoder = Decoder::new();
        let mut seen = Vec::new();
        decoder.push(b"data: a\r\n\r", |event| seen.push(event.data));
        assert_eq!(seen, ["a"]);
        decoder.push(b"", |_| panic!("no event is complete"));
        decoder.push(b"\ndata: b\n\n", |event| seen.push(event.data));
        assert_eq!(seen, ["a", "b"]);
    }

    #[test]
    fn an_event_without_its_last_empty_line_comes_at_the_end() {
        let mut decoder = Decoder::new();
        decoder.push(b"data: [DONE]", |_| panic!("no event is complete"));
        assert_eq!(decoder.finish().map(|event| event.data), Some("[DONE]".to_owned()));
        assert_eq!(Decoder::new().finish(), None);
    }

    #[test]
    fn types_and_ids_with_nul_follow_the_standard() {
        let events = decode(&[b"event: add\nid: 4\ndata: x\n\nid: 5\0\ndata: y\n\n"]);
        assert_eq!((events[0].event.as_str(), events[0].id.as_str()), ("add", "4"));
        assert_eq!((events[1].event.as_str(), events[1].id.as_str()), ("", "4"));
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            "data: ?[a-z你好😀\u{feff}:]{0,8}",
            "(event|id|retry|:|data|unknown)(: ?[ -9你é]{0,6})?",
        ]
    }

    proptest! {
        #[test]
        fn the_events_do_not_depend_on_where_the_bytes_are_cut(
            lines in prop::collection::vec((line(), prop::sample::select(vec!["\n", "\r", "\r\n"])), 0..24),
            mark in any::<bool>(),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..24),
        ) {
            let mut stream = if mark { "\u{feff}".to_owned() } else { String::new() };
            stream.extend(lines.iter().flat_map(|(line, end)| [line.as_str(), end]));
            let bytes = stream.as_bytes();
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            at.extend([0, bytes.len()]);
            at.sort_unstable();
            let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            let each: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(decode(&pieces), decode(&[bytes]));
            prop_assert_eq!(decode(&each), decode(&[bytes]));
        }

        #[test]
        fn the_events_do_not_depend_on_the_kind_of_line_end(lines in prop::collection::vec(line(), 0..24)) {
            let with = |end: &str| lines.iter().flat_map(|line| [line.as_str(), end]).collect::<String>();
            prop_assert_eq!(data(&with("\n")), data(&with("\r\n")));
            prop_assert_eq!(data(&with("\n")), data(&with("\r")));
        }

        #[test]
        fn no_bytes_break_the_decoder(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            decode(&[&bytes]);
        }
    }
}
