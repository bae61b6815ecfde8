//! A version as a zone file: for people, for judges, and for whoever serves files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Piece, Version, digest};
use crate::wire::{Name, Record, Rtype, record, text};

/// Octets that are gathered before they are written.
const ROOM: usize = 256 * 1024;

impl Version {
    /// Writes all records as text, the SOA first, one on a line.
    ///
    /// # Errors
    /// If `out` refuses.
    pub fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        let mut lines = Vec::with_capacity(ROOM + 4_096);
        let soa = self.soa();
        text::record(soa.owner.as_wire(), soa.rtype, soa.ttl, &soa.rdata, &mut lines);
        let mut walk = self.walk();
        let mut piece = Piece::default();
        while walk.fill(&mut piece) {
            for wire in piece.records() {
                line(wire, &mut lines);
            }
            if lines.len() >= ROOM {
                out.write_all(&lines)?;
                lines.clear();
            }
        }
        out.write_all(&lines)
    }

    /// Writes the zone file `path`: beside its place first, and moved there when it is whole and on
    /// disk, so that nobody ever reads half a zone.
    ///
    /// # Errors
    /// If the directory cannot be written. What was at `path` stays then.
    pub fn export(&self, path: &Path) -> io::Result<()> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let mut file = BufWriter::new(File::create(Path::new(&beside))?);
        self.write_text(&mut file)?;
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()?;
        std::fs::rename(&beside, path)?;
        match path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
        {
            Some(directory) => File::open(directory)?.sync_all(),
            None => Ok(()),
        }
    }

    /// The ZONEMD record that this version has, or would have without ZONEMD in it (RFC 8976).
    pub fn digest(&self) -> Record {
        let (owner, rtype) = (self.origin().clone(), Rtype::ZONEMD);
        Record { owner, rtype, ttl: self.soa().ttl, rdata: digest::rdata(self) }
    }
}

/// Appends a record in wire form as a line.
fn line(wire: &[u8], out: &mut Vec<u8>) {
    if let Some((owner, rtype, ttl, rdata)) = record::split(wire) {
        text::record(owner, rtype, ttl, rdata, out);
    }
}

/// The name of a zone's file: its name without the final dot, or `root`.
pub fn file_name(origin: &Name) -> String {
    let text = origin.to_string();
    match text.strip_suffix('.').unwrap_or(&text) {
        "" => "root".to_owned(),
        name => name.replace('/', "\\057"),
    }
}
