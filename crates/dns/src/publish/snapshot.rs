//! A signed version on disk, loaded at the next start instead of being signed again.
//!
//! A file is `FORALZ1\n`, the zone's name in wire form, an octet for how absences are proven, the
//! numbers of entries in both sequences and of delegations (eight octets each), the entries in order
//! (length of the key, two octets; of the value, four; key; value), and the SHA-256 of all before.
//! It is written beside its place and moved there.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use ring::digest::{Context, SHA256};

use crate::wire::Name;
use crate::zone::hashed::{HASH, Hashed};
use crate::zone::node::is_whole;
use crate::zone::sequence::{Builder, Sequence};
use crate::zone::{Denial, Version, key};

const MAGIC: &[u8; 8] = b"FORALZ1\n";
/// Octets of a value, at most: a node has far less.
const LONGEST: usize = 16 * 1024 * 1024;

/// Writes a version to `path`.
pub(crate) fn write(version: &Version, path: &Path) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut out = Summed {
        file: BufWriter::with_capacity(1 << 20, File::create(&beside)?),
        context: Context::new(&SHA256),
    };
    out.put(MAGIC)?;
    out.put(version.origin().as_wire())?;
    out.put(&[number(version.denial())])?;
    let counts = [version.nodes().len(), version.hashed().len(), version.delegations()];
    for count in counts {
        out.put(&(count as u64).to_be_bytes())?;
    }
    for (key, value) in version.nodes().entries().chain(version.hashed().entries()) {
        out.put(&(key.len() as u16).to_be_bytes())?;
        out.put(&(value.len() as u32).to_be_bytes())?;
        out.put(key)?;
        out.put(value)?;
    }
    let Summed { mut file, context } = out;
    file.write_all(context.finish().as_ref())?;
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    std::fs::rename(&beside, path)?;
    path.parent()
        .map_or(Ok(()), |directory| File::open(directory)?.sync_all())
}

/// Reads what [`write`] wrote; `None` if nothing is there.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] if it is damaged.
pub(super) fn read(path: &Path, origin: &Name) -> io::Result<Option<Version>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    read_from(BufReader::with_capacity(1 << 20, file), origin).map(Some)
}

/// The same, from anywhere. What is read is believed only when all of it has proved to be sound.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_from(from: impl Read, origin: &Name) -> io::Result<Version> {
    parse(from, origin).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => damaged("the snapshot is cut off"),
        _ => error,
    })
}

fn parse(from: impl Read, origin: &Name) -> io::Result<Version> {
    let mut from = Summed { file: from, context: Context::new(&SHA256) };
    if from.take::<8>()? != *MAGIC {
        return Err(damaged("not a snapshot of a zone"));
    }
    let mut name = vec![0; origin.as_wire().len()];
    from.fill(&mut name)?;
    if name != origin.as_wire() {
        // Nobody damages a name into another: these are the files of another zone.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the snapshot is of another zone"));
    }
    let denial =
        denial(from.take::<1>()?[0]).ok_or_else(|| damaged("an unknown kind of proofs"))?;
    let mut counts = [0; 3];
    for count in &mut counts {
        *count = u64::from_be_bytes(from.take()?);
    }
    let [nodes, hashed, delegations] = counts;
    let nodes = from.sequence(nodes, |key, value| key::is_sound(key, origin) && is_whole(value))?;
    let hashed =
        from.sequence(hashed, |key, value| key.len() == HASH && Hashed::is_whole(value))?;
    let Summed { mut file, context } = from;
    let mut sum = [0; 32];
    file.read_exact(&mut sum)?;
    if context.finish().as_ref() != sum {
        return Err(damaged("the snapshot's sum is wrong"));
    }
    let delegations = usize::try_from(delegations).map_err(io::Error::other)?;
    Ok(Version::of(origin.clone(), denial, nodes, hashed, delegations))
}

/// A file whose octets are digested on their way.
struct Summed<F> {
    file: F,
    context: Context,
}

impl<F: Write> Summed<F> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.context.update(bytes);
        self.file.write_all(bytes)
    }
}

impl<F: Read> Summed<F> {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.file.read_exact(bytes)?;
        self.context.update(bytes);
        Ok(())
    }

    fn take<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn sequence(
        &mut self,
        count: u64,
        is_sound: impl Fn(&[u8], &[u8]) -> bool,
    ) -> io::Result<Sequence> {
        let mut builder = Builder::default();
        let (mut key, mut value) = (Vec::new(), Vec::new());
        let mut last: Option<Vec<u8>> = None;
        for _ in 0..count {
            let [a, b, c, d, e, f] = self.take::<6>()?;
            key.resize(usize::from(u16::from_be_bytes([a, b])), 0);
            let length = u32::from_be_bytes([c, d, e, f]) as usize;
            if length > LONGEST {
                return Err(damaged("an entry of the snapshot is too long"));
            }
            value.resize(length, 0);
            self.fill(&mut key)?;
            self.fill(&mut value)?;
            if last.as_ref().is_some_and(|last| *last >= key) {
                return Err(damaged("the snapshot is not in order"));
            }
            if !is_sound(&key, &value) {
                return Err(damaged("an entry of the snapshot is malformed"));
            }
            builder.push(&key, &value);
            last.get_or_insert_default().clone_from(&key);
        }
        Ok(builder.finish())
    }
}

const fn number(denial: Denial) -> u8 {
    match denial {
        Denial::None => 0,
        Denial::Nsec => 1,
        Denial::Nsec3 => 2,
        Denial::Nsec3OptOut => 3,
    }
}

const fn denial(number: u8) -> Option<Denial> {
    match number {
        0 => Some(Denial::None),
        1 => Some(Denial::Nsec),
        2 => Some(Denial::Nsec3),
        3 => Some(Denial::Nsec3OptOut),
        _ => None,
    }
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
