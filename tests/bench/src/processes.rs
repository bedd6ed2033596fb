//! CPU time and memory of server processes, from `/proc`.

use anyhow::{Context, Result};
use std::{fs, path::Path, time::Duration};

/// `sysconf(_SC_CLK_TCK)`, which is 100 on every common Linux.
const TICKS_PER_SECOND: u64 = 100;
/// The size of a page of memory on x86-64 and most ARM machines.
const KB_PER_PAGE: u64 = 4;
/// The process that runs the Function.
const SERVER: &str = "workerd";

/// What is used of a line of `/proc/{pid}/stat` (`proc_pid_stat(5)`).
#[derive(Debug, PartialEq, Eq)]
struct Stat {
    pid: u32,
    name: String,
    parent: u32,
    ticks: u64,
    /// Resident memory.
    pages: u64,
}

/// What the server processes have used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Used {
    /// User and system time so far.
    pub(crate) cpu: Duration,
    /// Resident memory now, in kB.
    pub(crate) memory_kb: u64,
}

/// Whether this machine has `/proc`.
pub(crate) fn are_known() -> bool {
    Path::new("/proc/self/stat").exists()
}

/// The sum over the server processes that descend from `root`.
pub(crate) fn servers_below(root: u32) -> Result<Used> {
    below(root, Some(SERVER))
}

/// The sum over the processes of a name that descend from `root`; without a name over all of them, and `root`.
pub(crate) fn below(root: u32, name: Option<&str>) -> Result<Used> {
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
    let mut used = Used::default();
    let counts = |stat: &Stat| match name {
        Some(name) => stat.name == name && descends(stat),
        None => stat.pid == root || descends(stat),
    };
    for stat in all.iter().filter(|stat| counts(stat)) {
        used.cpu += Duration::from_millis(stat.ticks * 1000 / TICKS_PER_SECOND);
        used.memory_kb += stat.pages * KB_PER_PAGE;
    }
    Ok(used)
}

/// Reads a line. The name is in brackets, and may have brackets itself.
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
        pages: number(21)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_proc_is_read_whatever_the_name_is() {
        let line = "42 (a) b) S 7 42 42 0 -1 4194560 1 2 3 4 150 25 0 0 20 0 1 0 99 4096 77 18";
        let expected = Stat { pid: 42, name: "a) b".to_owned(), parent: 7, ticks: 175, pages: 77 };
        assert_eq!(parse(line), Some(expected));
    }
}
