//! However a text grows, it ends as what it is, and no text is slow: ten times as much of the same takes at most some
//! twenty times as long. The first byte says how long its pieces are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use markdown::{Options, Stream, render, to_html};
use std::time::{Duration, Instant};

/// The shortest of three runs.
fn time(text: &str) -> Duration {
    let run = || {
        let began = Instant::now();
        std::hint::black_box(render(text, &Options::default()));
        began.elapsed()
    };
    run().min(run()).min(run())
}

fuzz_target!(|input: (u8, &str)| {
    let (piece, text) = input;
    let options = Options::default();
    let mut stream = Stream::new();
    let (mut nodes, mut settled) = (Vec::new(), 0);
    let ends = text.char_indices().map(|(at, _)| at).step_by(usize::from(piece) + 1).skip(1);
    for (end, is_complete) in ends.map(|end| (end, false)).chain([(text.len(), true)]) {
        loop {
            let update = stream.update(&text[..end], is_complete, &options);
            if update.restart {
                settled = 0;
            }
            nodes.truncate(settled);
            nodes.extend(update.nodes);
            settled += update.settled;
            if !update.is_behind {
                break;
            }
        }
    }
    assert_eq!(to_html(&nodes), to_html(&render(text, &options)));

    // To measure takes a hundred times as long as to render, so few inputs are measured.
    if piece % 16 == 0 && (1..40).contains(&text.len()) {
        let small = text.repeat(4_000 / text.len());
        let (once, tenfold) = (time(&small), time(&small.repeat(10)));
        assert!(tenfold < once * 20 + Duration::from_millis(20), "{once:?}, then {tenfold:?}");
    }
});
