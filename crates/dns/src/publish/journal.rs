//! The journal of a zone: each diff that was published, on disk before anybody sees it.
//!
//! A file is `FORALJ1\n` and entries; an entry is the length of its body (four octets), the first
//! eight octets of the body's SHA-256, and the body: the SOA before, the SOA after, the numbers of
//! removed and of added records (four octets each), and those records. Records are in wire form,
//! uncompressed. What a crash left half written at the end is cut off at the next start; anything
//! else that does not read is an error.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use ring::digest;

use super::Diff;
use super::claim::is_same;
use crate::wire::rdata::Soa;
use crate::wire::{Record, Rtype};

pub(crate) const MAGIC: &[u8; 8] = b"FORALJ1\n";
/// Octets before a body.
pub(crate) const HEAD: usize = 12;

/// A journal that is open for appending.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    length: u64,
    /// Whether an append failed and its remains could not be cut off.
    broken: bool,
}

impl Journal {
    /// Opens a journal, or begins one, and gives back the diffs in it.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Vec<Diff>)> {
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let (diffs, whole) = read(&bytes)?;
        let mut journal = Self { file, length: whole as u64, broken: false };
        if whole == 0 {
            journal.begin()?;
        } else if whole < bytes.len() {
            journal.cut()?;
        }
        Ok((journal, diffs))
    }

    /// Whether it is the file at a path still: what is written to one that was deleted is lost.
    pub(super) fn stands_at(&self, path: &Path) -> bool {
        is_same(&self.file, path)
    }

    /// Octets in it.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Appends a diff; it is on disk when this returns.
    pub(super) fn append(&mut self, diff: &Diff) -> io::Result<()> {
        if self.broken {
            // What lies behind the last whole entry must go before anything is added.
            self.cut()?;
        }
        let entry = entry(diff)?;
        let written = self
            .file
            .write_all(&entry)
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            self.broken = self.cut().is_err();
            return Err(error);
        }
        self.length += entry.len() as u64;
        Ok(())
    }

    /// Forgets everything: a snapshot has it.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        self.length = 0;
        self.cut()?;
        self.file.write_all(MAGIC)?;
        self.file.sync_all()?;
        self.length = MAGIC.len() as u64;
        Ok(())
    }

    fn cut(&mut self) -> io::Result<()> {
        self.broken = true;
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.sync_all()?;
        self.broken = false;
        Ok(())
    }
}

/// A diff as an entry.
pub(crate) fn entry(diff: &Diff) -> io::Result<Vec<u8>> {
    let mut out = vec![0; HEAD];
    diff.soa_before.write(&mut out);
    diff.soa_after.write(&mut out);
    for records in [&diff.removed, &diff.added] {
        let count = u32::try_from(records.len()).map_err(io::Error::other)?;
        out.extend(count.to_be_bytes());
    }
    diff.removed
        .iter()
        .chain(&diff.added)
        .for_each(|record| record.write(&mut out));
    seal(&mut out)?;
    Ok(out)
}

/// Fills in the head before a body.
pub(crate) fn seal(entry: &mut [u8]) -> io::Result<()> {
    let length = u32::try_from(entry.len() - HEAD).map_err(io::Error::other)?;
    let sum = sum(&entry[HEAD..]);
    entry[..4].copy_from_slice(&length.to_be_bytes());
    entry[4..HEAD].copy_from_slice(&sum);
    Ok(())
}

fn sum(body: &[u8]) -> [u8; 8] {
    let mut sum = [0; 8];
    sum.copy_from_slice(&digest::digest(&digest::SHA256, body).as_ref()[..8]);
    sum
}

/// The whole entries of a file, and how far they reach.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] if it is damaged before its end.
pub(crate) fn read(bytes: &[u8]) -> io::Result<(Vec<Diff>, usize)> {
    if bytes.len() < MAGIC.len() && MAGIC.starts_with(bytes) {
        return Ok((Vec::new(), 0));
    }
    if !bytes.starts_with(MAGIC) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "not a journal of a zone"));
    }
    let (mut diffs, mut at) = (Vec::new(), MAGIC.len());
    while let Some((head, rest)) = bytes[at..].split_first_chunk::<HEAD>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(body) = rest.get(..length) else { break };
        let is_last = rest.len() == length;
        let diff = (sum(body) == head[4..]).then(|| parse(body)).flatten();
        match diff {
            Some(diff) => diffs.push(diff),
            // The last entry may be torn; in the midst it would be damage, and hide what follows.
            None if is_last => break,
            None => {
                let damage = format!("the journal is damaged at octet {at}");
                return Err(io::Error::new(io::ErrorKind::InvalidData, damage));
            }
        }
        at += HEAD + length;
    }
    Ok((diffs, at))
}

/// Reads a body.
pub(crate) fn parse(body: &[u8]) -> Option<Diff> {
    let mut rest = body;
    let mut next = || {
        let (record, length) = Record::parse(rest)?;
        rest = &rest[length..];
        Some(record)
    };
    let (soa_before, soa_after) = (next()?, next()?);
    let (counts, after) = rest.split_first_chunk::<8>()?;
    rest = after;
    let count = |at: usize| {
        u32::from_be_bytes([counts[at], counts[at + 1], counts[at + 2], counts[at + 3]])
    };
    let mut records = |count: u32| {
        (0..count)
            .map(|_| {
                let (record, length) = Record::parse(rest)?;
                rest = &rest[length..];
                Some(record)
            })
            .collect::<Option<Vec<_>>>()
    };
    let (removed, added) = (records(count(0))?, records(count(4))?);
    let serial = |record: &Record| {
        let soa = Some(record).filter(|record| record.rtype == Rtype::SOA);
        Some(Soa::parse(&soa?.rdata)?.serial)
    };
    let (from, to) = (serial(&soa_before)?, serial(&soa_after)?);
    rest.is_empty()
        .then_some(Diff { from, to, soa_before, soa_after, removed, added })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::publish::tests::{apex, name};

    fn diff(from: u32) -> Diff {
        let soa = |serial| {
            let rdata = Soa { serial, ..apex().soa }.to_rdata();
            Record { owner: name("pt"), rtype: Rtype::SOA, ttl: 60, rdata }
        };
        let one = |last| Record {
            owner: name("a.pt"),
            rtype: Rtype::A,
            ttl: 60,
            rdata: Box::from([192, 0, 2, last]),
        };
        let (soa_before, soa_after) = (soa(from), soa(from + 1));
        Diff {
            from,
            to: from + 1,
            soa_before,
            soa_after,
            removed: vec![one(1)],
            added: vec![one(2), one(3)],
        }
    }

    #[test]
    fn what_was_appended_is_there_again_wherever_the_file_was_torn() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("journal");
        let (mut journal, before) = Journal::open(&path).unwrap();
        assert_eq!(before, []);
        let diffs = [diff(1), diff(2), diff(3)];
        let mut ends = vec![journal.length() as usize];
        for diff in &diffs {
            journal.append(diff).unwrap();
            ends.push(journal.length() as usize);
        }
        let whole = std::fs::read(&path).unwrap();
        for length in 0..=whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            let (mut journal, found) = Journal::open(&path).unwrap();
            let expected = ends.iter().skip(1).filter(|end| **end <= length).count();
            assert_eq!(found, diffs[..expected]);
            journal.append(&diff(9)).unwrap();
            let (_, found) = Journal::open(&path).unwrap();
            assert_eq!(found.last(), Some(&diff(9)), "torn at {length}");
            assert_eq!(found.len(), expected + 1);
        }
    }

    #[test]
    fn damage_in_the_midst_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("journal");
        let (mut journal, _) = Journal::open(&path).unwrap();
        journal.append(&diff(1)).unwrap();
        let middle = journal.length() as usize - 3;
        journal.append(&diff(2)).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[middle] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        assert!(Journal::open(&path).is_err());
        std::fs::write(&path, b"another file").unwrap();
        assert!(Journal::open(&path).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&[MAGIC.as_slice(), &bytes].concat());
            let _ = parse(&bytes);
        }
    }
}
