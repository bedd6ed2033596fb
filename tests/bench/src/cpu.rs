//! CPU time of the server processes below a process, from `/proc`.

use anyhow::{Context, Result};
use std::{fs, path::Path, time::Duration};

/// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that people run.
const TICKS_PER_SECOND: u64 = 100;
/// The process that runs the Function.
const SERVER: &str = "workerd";

/// One line of `/proc/{pid}/stat`, as far as it matters (`proc_pid_stat(5)`).
#[derive(Debug, PartialEq, Eq)]
struct Stat {
    pid: u32,
    name: String,
    parent: u32,
    ticks: u64,
}

/// Whether this machine can tell.
pub(crate) fn is_known() -> bool {
    Path::new("/proc/self/stat").exists()
}

/// User and system time so far of every server process that descends from `root`.
pub(crate) fn of_servers_below(root: u32) -> Result<Duration> {
    let all: Vec<Stat> = fs::read_dir("/proc")
        .context("no /proc")?
        .flatten()
        .filter_map(|entry| parse(&fs::read_to_string(entry.path().join("stat")).ok()?))
        .collect();
    let descends = |stat: &Stat| {
        let mut parent = stat.parent;
        while parent > 1 && parent != root {
            parent = all.iter().find(|other| other.pid == parent).map_or(0, |other| other.parent);
        }
        parent == root
    };
    let ticks: u64 =
        all.iter().filter(|stat| stat.name == SERVER && descends(stat)).map(|stat| stat.ticks).sum();
    Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
}

/// The name is in brackets and may hold brackets itself.
fn parse(line: &str) -> Option<Stat> {
    let (pid, rest) = line.split_once(" (")?;
    let (name, rest) = rest.rsplit_once(") ")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Stat {
        pid: pid.parse().ok()?,
        name: name.to_owned(),
        parent: u32::try_from(number(1)?).ok()?,
        ticks: number(11)? + number(12)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_proc_is_read_whatever_the_name_is() {
        let line = "42 (a) b) S 7 42 42 0 -1 4194560 1 2 3 4 150 25 0 0 20 0 1 0 99";
        let expected = Stat { pid: 42, name: "a) b".to_owned(), parent: 7, ticks: 175 };
        assert_eq!(parse(line), Some(expected));
    }
}
