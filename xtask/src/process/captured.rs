//! A program whose output is kept, and which another thread can stop.

use super::name;
use anyhow::{Context, Result};
use std::{
    io::{PipeReader, Read, Write},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// How often it is looked whether a program has ended or is to be stopped.
const INTERVAL: Duration = Duration::from_millis(50);
/// How long a program may take to end by itself once it was interrupted.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tells several programs at once to stop.
#[derive(Debug, Default)]
pub(crate) struct Stop(AtomicBool);

impl Stop {
    /// Stops all programs that look at this.
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether they are to stop.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What became of a program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Captured {
    /// Whether its exit status was 0.
    pub(crate) succeeded: bool,
    /// What it printed on stdout and stderr, in the order of printing.
    pub(crate) output: String,
}

/// Runs a program until it ends or `stop` is set. `echo` also passes on its output as it comes.
///
/// The program stays in this one's process group, so that Ctrl-C in a terminal ends both.
///
/// # Errors
/// It cannot be started.
pub(crate) fn capture(command: &mut Command, stop: &Stop, echo: bool) -> Result<Captured> {
    let name = name::of(command);
    let (reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("cannot start {name}"))?;
    // The command holds the pipe's other end open, which would never end otherwise.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    std::thread::scope(|scope| {
        let output = scope.spawn(|| read(reader, echo));
        let succeeded = wait(&mut child, stop)?;
        Ok(Captured { succeeded, output: output.join().unwrap_or_default() })
    })
}

fn read(mut reader: PipeReader, echo: bool) -> String {
    let (mut all, mut buffer) = (Vec::new(), [0; 8192]);
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        all.extend_from_slice(&buffer[..length]);
        if echo {
            let mut stdout = std::io::stdout().lock();
            let _ = stdout.write_all(&buffer[..length]).and_then(|()| stdout.flush());
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

/// Waits for the end of a program, which is interrupted as by Ctrl-C once `stop` is set. What a shell has started in the
/// background may ignore that (POSIX.1, 2.11), so it is killed if it goes on.
fn wait(child: &mut Child, stop: &Stop) -> Result<bool> {
    let mut interrupted: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        match interrupted {
            None if stop.is_set() => {
                interrupted = Some(Instant::now());
                interrupt(child);
            }
            Some(at) if at.elapsed() > PATIENCE => child.kill()?,
            _ => {}
        }
        std::thread::sleep(INTERVAL);
    }
}

fn interrupt(child: &mut Child) {
    let id = child.id().to_string();
    if cfg!(windows) || Command::new("kill").args(["-INT", &id]).status().is_err() {
        let _ = child.kill();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn the_output_has_both_streams_in_their_order_and_the_status_says_whether_it_went_well() {
        let all = capture(&mut shell("echo a; echo b >&2; echo c; exit 3"), &Stop::default(), false).unwrap();
        assert_eq!(all, Captured { succeeded: false, output: "a\nb\nc\n".to_owned() });
        assert!(capture(&mut shell("true"), &Stop::default(), false).unwrap().succeeded);
    }

    #[test]
    fn a_program_that_is_to_stop_does() {
        let stop = Stop::default();
        stop.set();
        let stopped = capture(&mut shell("exec sleep 60"), &stop, false).unwrap();
        assert!(!stopped.succeeded);
    }
}
