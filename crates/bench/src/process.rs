//! What the kernel tells of a process (proc(5)).

use std::fs;
use std::time::Duration;

use crate::failed::Failed;
use crate::report::Memory;

/// Length of the ticks in which Linux counts a process's CPU.
const TICK: Duration = Duration::from_millis(10);

/// A process that is looked at, with its children or without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Watched {
    /// The process alone.
    Alone(u32),
    /// The process, its children, and those of them that have ended.
    WithChildren(u32),
    /// All of a process group, and those that its processes have waited for.
    Group(u32),
}

impl Watched {
    /// User and system time so far.
    pub(crate) fn cpu(self) -> Result<Duration, Failed> {
        match self {
            Self::Alone(pid) => Ok(ticks(own(&stat(pid)?)?)),
            Self::WithChildren(parent) => {
                let stat = stat(parent)?;
                let mut total = own(&stat)? + number(&stat, CHILDREN_USER)?;
                total += number(&stat, CHILDREN_SYSTEM)?;
                for child in members(PARENT, parent)? {
                    total += own(&child)?;
                }
                Ok(ticks(total))
            }
            Self::Group(group) => {
                let mut total = 0;
                for stat in members(GROUP, group)? {
                    total += own(&stat)? + number(&stat, CHILDREN_USER)?;
                    total += number(&stat, CHILDREN_SYSTEM)?;
                }
                Ok(ticks(total))
            }
        }
    }
}

/// Memory of a process.
pub(crate) fn memory(pid: u32) -> Result<Memory, Failed> {
    let text = read(&format!("/proc/{pid}/status"))?;
    let kilobytes = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        number.ok_or_else(|| Failed::says(format!("no {name} in /proc/{pid}/status")))
    };
    Ok(Memory {
        resident_mb: kilobytes("VmRSS:")? / 1024,
        peak_mb: kilobytes("VmHWM:")? / 1024,
        own_mb: kilobytes("RssAnon:")? / 1024,
    })
}

// Places of fields after the command's name, which is in brackets.
const PARENT: usize = 1;
const GROUP: usize = 2;
const USER: usize = 11;
const SYSTEM: usize = 12;
const CHILDREN_USER: usize = 13;
const CHILDREN_SYSTEM: usize = 14;

/// What the kernel tells of the processes that have `wanted` at a place.
fn members(place: usize, wanted: u32) -> Result<Vec<String>, Failed> {
    let entries = fs::read_dir("/proc").map_err(|error| Failed::new("/proc", error))?;
    let pids = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // One that has ended since is among its parent's ended children next time.
    let stats = pids.filter_map(|pid| stat(pid).ok());
    Ok(stats
        .filter(|stat| number(stat, place).is_ok_and(|found| found == u64::from(wanted)))
        .collect())
}

fn own(stat: &str) -> Result<u64, Failed> {
    Ok(number(stat, USER)? + number(stat, SYSTEM)?)
}

fn ticks(count: u64) -> Duration {
    TICK * u32::try_from(count).unwrap_or(u32::MAX)
}

fn stat(pid: u32) -> Result<String, Failed> {
    read(&format!("/proc/{pid}/stat"))
}

fn number(stat: &str, place: usize) -> Result<u64, Failed> {
    let after_name = stat.rsplit_once(')').map(|(_, rest)| rest);
    after_name
        .and_then(|rest| rest.split_whitespace().nth(place)?.parse().ok())
        .ok_or_else(|| Failed::says("/proc tells of a process in a way that is not known"))
}

fn read(path: &str) -> Result<String, Failed> {
    fs::read_to_string(path).map_err(|error| Failed::new(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_time_and_memory() {
        let pid = std::process::id();
        assert!(Watched::Alone(pid).cpu().is_ok());
        assert!(Watched::WithChildren(pid).cpu().is_ok());
        let stat = stat(pid).unwrap();
        let group = u32::try_from(number(&stat, GROUP).unwrap()).unwrap();
        assert!(Watched::Group(group).cpu().unwrap() >= Watched::Alone(pid).cpu().unwrap());
        let memory = memory(pid).unwrap();
        assert!(memory.peak_mb >= memory.resident_mb);
    }

    #[test]
    fn a_name_with_brackets_does_not_confuse() {
        let stat = "7 (a) b) S 3 7 7 0 -1 0 0 0 0 0 11 12 13 14 20";
        assert_eq!(number(stat, PARENT), Ok(3));
        assert_eq!(own(stat), Ok(23));
    }
}
