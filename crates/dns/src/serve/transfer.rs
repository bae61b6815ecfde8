//! A zone on its way to a secondary: AXFR (RFC 5936) and IXFR (RFC 1995), a message at a time.
//!
//! What is in memory of it is one message; the version that it reads is kept until the end.

use std::sync::Arc;

use foral_model::time::Timestamp;

use crate::content::Snapshot;
use crate::message::write::{EDNS_ROOM, PADDING_ROOM, Section, Writer};
use crate::message::{Dnssec, codes};
use crate::publish::Diff;
use crate::tsig::Signer;
use crate::wire::{Record, record};

mod condense;

pub(crate) use condense::condense;

/// So many changes are always sent as such, however small the zone.
pub(crate) const FEW: usize = 64;
/// What EDNS says of datagrams, which a transfer has none of.
const PAYLOAD: u16 = 1232;
/// Records of a diff that are written at a time.
const HANDFUL: usize = 256;

/// Records that do not come to an end in one message.
pub(crate) struct Transfer {
    /// The answer's header and question.
    start: Writer,
    parts: Box<dyn Iterator<Item = Vec<u8>> + Send>,
    part: Vec<u8>,
    at: usize,
    envelope: Envelope,
    state: State,
}

/// What stands at the end of each message.
pub(crate) struct Envelope {
    /// What EDNS says, if the peer speaks it.
    pub(crate) edns: Option<Opt>,
    /// Who signs.
    pub(crate) signer: Option<Signer>,
}

/// What EDNS says in a transfer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opt {
    /// As in the question.
    pub(crate) dnssec: Dnssec,
    /// Each message is as long as whole blocks of so many octets. Without it the first message alone
    /// has OPT (RFC 5936, section 2.2.5).
    pub(crate) block: Option<usize>,
}

impl Envelope {
    /// Octets of a signature.
    fn signature(&self) -> usize {
        self.signer.as_ref().map_or(0, |signer| signer.key().size())
    }

    /// Octets that are kept free for it in each message.
    fn room(&self) -> usize {
        let block = self.edns.and_then(|edns| edns.block);
        // Blocks do not fill the longest message to its end.
        let lost = block.map_or(0, |block| crate::message::LONGEST % block);
        let edns = self.edns.map_or(0, |_| EDNS_ROOM + PADDING_ROOM);
        lost + edns + self.signature()
    }

    /// Closes a message.
    fn close(&mut self, mut writer: Writer, now: Timestamp) -> Vec<u8> {
        if let Some(Opt { dnssec, block }) = self.edns {
            writer.edns(PAYLOAD, codes::NOERROR, dnssec, None);
            match block {
                Some(block) => writer.pad(block, self.signature()),
                None => self.edns = None,
            }
        }
        let mut message = writer.finish();
        if let Some(signer) = &mut self.signer {
            signer.sign(&mut message, now);
        }
        message
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Going,
    Done,
    /// A record fits into no message: the zone cannot be sent.
    Broken,
}

impl std::fmt::Debug for Transfer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transfer")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl Transfer {
    /// Everything: SOA, all records, SOA.
    pub(crate) fn whole(start: Writer, snapshot: &Snapshot, envelope: Envelope) -> Self {
        let soa = wire(&snapshot.soa());
        let parts = std::iter::once(soa.clone())
            .chain(snapshot.walk())
            .chain(std::iter::once(soa));
        Self::of(start, Box::new(parts), envelope)
    }

    /// What changed: the new SOA, for each step the old SOA with what went and the new SOA with what
    /// came, and the new SOA again (RFC 1995, section 4).
    pub(crate) fn changes(
        start: Writer,
        soa: &Record,
        diffs: Vec<Arc<Diff>>,
        envelope: Envelope,
    ) -> Self {
        let newest = wire(soa);
        let steps = diffs.into_iter().flat_map(step);
        let parts = std::iter::once(newest.clone())
            .chain(steps)
            .chain(std::iter::once(newest));
        Self::of(start, Box::new(parts), envelope)
    }

    fn of(
        start: Writer,
        parts: Box<dyn Iterator<Item = Vec<u8>> + Send>,
        envelope: Envelope,
    ) -> Self {
        let start = start.reserving(envelope.room());
        Self { start, parts, part: Vec::new(), at: 0, envelope, state: State::Going }
    }

    /// The next message; `None` after the last one.
    pub(crate) fn next(&mut self, now: Timestamp) -> Option<Vec<u8>> {
        if self.state != State::Going {
            return None;
        }
        let mut writer = self.start.clone();
        writer.set(codes::AA);
        self.state = self.fill(&mut writer);
        if self.state == State::Broken {
            return None;
        }
        Some(self.envelope.close(writer, now))
    }

    /// Whether all was sent.
    pub(crate) fn is_done(&self) -> bool {
        self.state == State::Done
    }

    /// Puts in as many records as fit.
    fn fill(&mut self, writer: &mut Writer) -> State {
        loop {
            while self.at == self.part.len() {
                match self.parts.next() {
                    Some(part) => (self.part, self.at) = (part, 0),
                    None => return State::Done,
                }
            }
            let rest = &self.part[self.at..];
            let Some(length) = record::length(rest) else { return State::Broken };
            if writer.push_wire(&rest[..length]).is_err() {
                return if writer.answers() == 0 { State::Broken } else { State::Going };
            }
            self.at += length;
        }
    }
}

/// One step from a serial to the next.
fn step(diff: Arc<Diff>) -> impl Iterator<Item = Vec<u8>> + Send {
    let (old, new) = (wire(&diff.soa_before), wire(&diff.soa_after));
    let handfuls = |records: fn(&Diff) -> &[Record], diff: Arc<Diff>| {
        let count = records(&diff).len();
        (0..count).step_by(HANDFUL).map(move |from| {
            let until = count.min(from + HANDFUL);
            let mut out = Vec::new();
            records(&diff)[from..until]
                .iter()
                .for_each(|record| record.write(&mut out));
            out
        })
    };
    let removed = handfuls(|diff| &diff.removed, diff.clone());
    let added = handfuls(|diff| &diff.added, diff);
    std::iter::once(old)
        .chain(removed)
        .chain(std::iter::once(new))
        .chain(added)
}

fn wire(record: &Record) -> Vec<u8> {
    let mut out = Vec::new();
    record.write(&mut out);
    out
}

/// Puts changes into one message, if they fit (RFC 1995, section 2).
pub(crate) fn in_one(writer: &mut Writer, soa: &Record, diffs: &[Arc<Diff>]) -> bool {
    let mut all = || {
        writer.push(Section::Answer, soa)?;
        for diff in diffs {
            for part in step(diff.clone()) {
                let mut rest = &part[..];
                while let Some(length) = record::length(rest) {
                    writer.push_wire(&rest[..length])?;
                    rest = &rest[length..];
                }
            }
        }
        writer.push(Section::Answer, soa)
    };
    all().is_ok()
}
