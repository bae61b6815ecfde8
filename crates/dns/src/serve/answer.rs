//! What is said to a question. Pure: octets, peer and time in, an answer out.

use std::sync::Arc;

use foral_model::time::Timestamp;

use super::access::{self, Peer, Permit, Transport};
use super::padding;
use super::transfer::{Envelope, FEW, Opt, Transfer, condense, in_one};
use super::{Hears, ServedZone};
use crate::content::Snapshot;
use crate::message::write::{EDNS_ROOM, PADDING_ROOM, Section, Writer};
use crate::message::{Dnssec, Header, LONGEST, Malformed, Message, Question, codes, soa_serial};
use crate::serial;
use crate::tsig::{self, Distrust, Key, Signer};
use crate::wire::{Name, Record, Rtype};

mod apex;

#[cfg(test)]
mod tests;

/// The longest answer over UDP: what passes through most networks in one piece.
const DATAGRAM: usize = 1232;
/// The longest answer over UDP to who does not speak EDNS.
const PLAIN_DATAGRAM: usize = 512;
/// More steps than these are sent as one.
const STEPS: usize = 8;

/// What to do with a question.
#[derive(Debug)]
pub(crate) enum Reply {
    /// Nothing: it was no question.
    Silence,
    /// Send this.
    Message {
        /// The answer.
        octets: Vec<u8>,
        /// Whether the question was signed with a key of ours.
        proof: Proof,
        /// A child that wants to be looked at.
        child: Option<Name>,
    },
    /// Send all these.
    Stream(Box<Transfer>),
}

/// Whether it is known who asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Proof {
    /// By a signature.
    Signed,
    /// Not at all: the address may be false.
    None,
}

/// A code, and a reason beside it (RFC 8914).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Code(u16, Option<u16>);

/// Not for you.
const PROHIBITED: Code = Code(codes::REFUSED, Some(codes::PROHIBITED));
/// Not asked here.
const ELSEWHERE: Code = Code(codes::REFUSED, Some(codes::NOT_AUTHORITATIVE));
/// Served, but not to be asked for.
const NOT_HERE: Code = Code(codes::REFUSED, Some(codes::NOT_SUPPORTED));

/// A zone of which nothing was published yet (RFC 5936, section 2.2.1).
const NOT_READY: Code = Code(codes::SERVFAIL, Some(codes::NOT_READY));

/// Answers.
pub(crate) fn reply(
    zones: &[ServedZone],
    keys: &[Arc<Key>],
    peer: &Peer,
    octets: &[u8],
    now: Timestamp,
) -> Reply {
    let Some(header) = Header::read(octets) else { return Reply::Silence };
    // Who answers an answer may never come to an end.
    if header.is_answer() {
        return Reply::Silence;
    }
    let asked = match Message::read(octets) {
        Ok(asked) => asked,
        Err(Malformed) => return malformed(header),
    };
    let exchange = Exchange { zones, peer, octets, asked: &asked, now };
    match tsig::check(octets, &asked, keys, now) {
        Ok(signer) => exchange.answer(signer),
        Err(distrust) => exchange.distrust(*distrust),
    }
}

/// An answer to what could not be read: a header alone.
fn malformed(header: Header) -> Reply {
    let flags = codes::QR | (header.flags & (codes::OPCODE | codes::RD)) | codes::FORMERR;
    let head = Header { id: header.id, flags, counts: [0; 4] };
    message(Writer::bare(head, LONGEST).finish(), Proof::None)
}

fn message(octets: Vec<u8>, proof: Proof) -> Reply {
    Reply::Message { octets, proof, child: None }
}

/// A question and all that it is judged by.
struct Exchange<'a> {
    zones: &'a [ServedZone],
    peer: &'a Peer,
    octets: &'a [u8],
    asked: &'a Message,
    now: Timestamp,
}

impl Exchange<'_> {
    fn answer(&self, signer: Option<Signer>) -> Reply {
        let opcode = self.asked.header.opcode();
        if opcode != codes::QUERY && opcode != codes::NOTIFY {
            return self.code(signer, Code(codes::NOTIMP, None));
        }
        let [question] = &self.asked.questions[..] else {
            return self.code(signer, Code(codes::FORMERR, None));
        };
        if self
            .asked
            .edns
            .as_ref()
            .is_some_and(|edns| edns.version != 0)
        {
            return self.code(signer, Code(codes::BADVERS, None));
        }
        if question.class != codes::CLASS_IN {
            return self.code(signer, ELSEWHERE);
        }
        match (opcode, question.rtype) {
            (codes::NOTIFY, _) => self.notified(question, signer),
            (_, codes::AXFR | codes::IXFR) => self.transfer(question, signer),
            _ => self.query(question, signer),
        }
    }

    /// A record of the apex, or a signer that the zone above it has for it (RFC 4035, 3.1.4.1).
    fn query(&self, question: &Question, signer: Option<Signer>) -> Reply {
        let is_apex = |zone: &&ServedZone| zone.content.origin() == question.name;
        let above = self
            .zones_above(&question.name)
            .filter(|zone| question.rtype == Rtype::DS && !is_apex(zone))
            .max_by_key(depth)
            .filter(|_| self.zones.iter().any(|zone| is_apex(&zone)));
        let Some(zone) = above.or_else(|| self.zone_above(&question.name)) else {
            return self.code(signer, ELSEWHERE);
        };
        if !self.admits(&zone.access.query, signer.as_ref()) {
            return self.code(signer, PROHIBITED);
        }
        let snapshot = zone.content.current();
        if !snapshot.is_published() {
            return self.code(signer, NOT_READY);
        }
        if above.is_none() && question.name != *snapshot.origin() {
            return self.code(signer, NOT_HERE);
        }
        let mut writer = self.writer(signer.as_ref());
        writer.set(codes::AA);
        let Question { name, rtype, .. } = question;
        if apex::fill(&mut writer, &snapshot, name, *rtype, self.dnssec()).is_err() {
            writer.empty(self.asked);
            writer.set(codes::TC);
        }
        self.finish(writer, signer, Code(codes::NOERROR, None))
    }

    /// The whole zone, or what changed.
    fn transfer(&self, question: &Question, signer: Option<Signer>) -> Reply {
        let zone = self
            .zones
            .iter()
            .find(|zone| zone.content.origin() == question.name);
        let Some(zone) = zone else { return self.code(signer, Code(codes::NOTAUTH, None)) };
        if !self.admits(&zone.access.transfer, signer.as_ref()) {
            return self.code(signer, PROHIBITED);
        }
        let snapshot = zone.content.current();
        if !snapshot.is_published() {
            return self.code(signer, NOT_READY);
        }
        match (question.rtype, self.peer.transport) {
            (codes::IXFR, _) => self.changes(zone, &snapshot, signer),
            // A datagram is too small for a zone (RFC 5936, section 4.2).
            (_, Transport::Udp) => self.code(signer, Code(codes::FORMERR, None)),
            _ => self.whole(&snapshot, signer),
        }
    }

    fn whole(&self, snapshot: &Snapshot, signer: Option<Signer>) -> Reply {
        let start = Writer::answer(self.asked, self.octets, LONGEST);
        let envelope = self.envelope(padding::WHOLE, signer);
        Reply::Stream(Box::new(Transfer::whole(start, snapshot, envelope)))
    }

    /// What changed since the serial that the peer has; the whole zone if that cannot be told, or
    /// would be longer.
    fn changes(&self, zone: &ServedZone, snapshot: &Snapshot, signer: Option<Signer>) -> Reply {
        let origin = snapshot.origin();
        let held = self
            .asked
            .authority
            .iter()
            .find(|record| record.rtype == Rtype::SOA && record.owner == *origin);
        let Some(held) = held.and_then(|record| soa_serial(&record.rdata)) else {
            return self.code(signer, Code(codes::FORMERR, None));
        };
        let soa = snapshot.soa();
        if !serial::is_ahead(snapshot.serial(), held) {
            return self.soa_alone(&soa, signer);
        }
        let diffs = zone.content.diffs_since(held).and_then(|mut diffs| {
            // What was committed since the snapshot is left for the next time.
            let last = diffs.iter().position(|diff| diff.to == snapshot.serial())?;
            diffs.truncate(last + 1);
            Some(diffs)
        });
        let steps = diffs.map(|diffs| match diffs.len() {
            0..=STEPS => diffs,
            _ => condense(&diffs).map(Arc::new).into_iter().collect(),
        });
        let steps = steps.filter(|diffs| {
            let records: usize = diffs.iter().map(|diff| diff.records()).sum();
            records <= snapshot.size().max(FEW)
        });
        match (steps, self.peer.transport) {
            (None, Transport::Udp) => self.soa_alone(&soa, signer),
            (None, _) => self.whole(snapshot, signer),
            (Some(diffs), Transport::Udp) => {
                let mut writer = self.writer(signer.as_ref());
                writer.set(codes::AA);
                if in_one(&mut writer, &soa, &diffs) {
                    return self.finish(writer, signer, Code(codes::NOERROR, None));
                }
                self.soa_alone(&soa, signer)
            }
            (Some(diffs), _) => {
                let start = Writer::answer(self.asked, self.octets, LONGEST);
                let envelope = self.envelope(padding::CHANGES, signer);
                Reply::Stream(Box::new(Transfer::changes(start, &soa, diffs, envelope)))
            }
        }
    }

    /// What stands at the end of a transfer's messages.
    fn envelope(&self, block: usize, signer: Option<Signer>) -> Envelope {
        let edns = self.asked.edns.as_ref();
        let block = self.is_padded().then_some(block);
        Envelope { edns: edns.map(|edns| Opt { dnssec: edns.dnssec, block }), signer }
    }

    /// Says which serial there is: nothing is newer, or it does not fit.
    fn soa_alone(&self, soa: &Record, signer: Option<Signer>) -> Reply {
        let mut writer = self.writer(signer.as_ref());
        writer.set(codes::AA);
        if writer.push(Section::Answer, soa).is_err() {
            writer.set(codes::TC);
        }
        self.finish(writer, signer, Code(codes::NOERROR, None))
    }

    /// A child's DNS operator says that its CDS has changed (RFC 9859).
    fn notified(&self, question: &Question, signer: Option<Signer>) -> Reply {
        let Some(zone) = self.zone_above(&question.name) else {
            return self.code(signer, Code(codes::NOTAUTH, None));
        };
        if zone.hears == Hears::Nothing || question.rtype != Rtype::CDS {
            return self.code(signer, NOT_HERE);
        }
        if !self.admits(&zone.access.notify, signer.as_ref()) {
            return self.code(signer, PROHIBITED);
        }
        let told = self.code(signer, Code(codes::NOERROR, None));
        match told {
            Reply::Message { octets, proof, .. } => {
                Reply::Message { octets, proof, child: Some(question.name.clone()) }
            }
            other => other,
        }
    }

    /// The nearest zone that a name is in.
    fn zone_above(&self, name: &Name) -> Option<&ServedZone> {
        self.zones_above(name).max_by_key(depth)
    }

    /// The zones that a name is in.
    fn zones_above(&self, name: &Name) -> impl Iterator<Item = &ServedZone> {
        self.zones
            .iter()
            .filter(|zone| name.is_within(&zone.content.origin()))
    }

    fn admits(&self, list: &[Permit], signer: Option<&Signer>) -> bool {
        access::admits(list, self.peer, signer.map(|signer| signer.key().name()))
    }

    fn dnssec(&self) -> Dnssec {
        self.asked
            .edns
            .as_ref()
            .map_or(Dnssec::Plain, |edns| edns.dnssec)
    }

    /// The longest answer that the peer takes.
    fn limit(&self) -> usize {
        match (self.peer.transport, &self.asked.edns) {
            (Transport::Udp, None) => PLAIN_DATAGRAM,
            (Transport::Udp, Some(edns)) => {
                usize::from(edns.payload).clamp(PLAIN_DATAGRAM, DATAGRAM)
            }
            _ if self.is_padded() => padding::LONGEST,
            _ => LONGEST,
        }
    }

    /// Whether answers are as long as whole blocks: to who speaks EDNS and is heard by nobody else
    /// (RFC 7830, sections 4 and 6).
    fn is_padded(&self) -> bool {
        self.peer.transport == Transport::Tls && self.asked.edns.is_some()
    }

    /// An answer with room kept for what must stand at its end.
    fn writer(&self, signer: Option<&Signer>) -> Writer {
        self.writer_with(signer.map_or(0, |signer| signer.key().size()))
    }

    fn writer_with(&self, signature: usize) -> Writer {
        let edns = if self.asked.edns.is_some() { EDNS_ROOM + PADDING_ROOM } else { 0 };
        Writer::answer(self.asked, self.octets, self.limit()).reserving(signature + edns)
    }

    /// A code without records.
    fn code(&self, signer: Option<Signer>, code: Code) -> Reply {
        let writer = self.writer(signer.as_ref());
        self.finish(writer, signer, code)
    }

    /// An answer to who is not believed (RFC 8945, section 5.2).
    fn distrust(&self, distrust: Distrust) -> Reply {
        let writer = self.writer_with(distrust.size());
        let mut octets = self.close(writer, Code(codes::NOTAUTH, None), distrust.size());
        distrust.sign(&mut octets, self.now);
        message(self.bounded(octets), Proof::None)
    }

    fn finish(&self, writer: Writer, signer: Option<Signer>, code: Code) -> Reply {
        let signature = signer.as_ref().map_or(0, |signer| signer.key().size());
        let mut octets = self.close(writer, code, signature);
        let proof = if signer.is_some() { Proof::Signed } else { Proof::None };
        if let Some(mut signer) = signer {
            signer.sign(&mut octets, self.now);
        }
        message(self.bounded(octets), proof)
    }

    /// The answer, if the peer takes as much. What is too long in one without records are names that
    /// the peer sent itself, in questions and in TSIG; then the head alone says to come over TCP.
    fn bounded(&self, octets: Vec<u8>) -> Vec<u8> {
        match Header::read(&octets) {
            Some(header) if octets.len() > self.limit() => {
                let flags = header.flags | codes::TC;
                Writer::bare(Header { flags, counts: [0; 4], ..header }, LONGEST).finish()
            }
            _ => octets,
        }
    }

    /// Sets the code, and adds OPT if the question had it. A signature of so many octets follows.
    fn close(&self, mut writer: Writer, Code(code, reason): Code, signature: usize) -> Vec<u8> {
        writer.set(code & 15);
        if self.asked.edns.is_some() {
            writer.edns(DATAGRAM as u16, code, self.dnssec(), reason);
        }
        if self.is_padded() {
            writer.pad(padding::ANSWER, signature);
        }
        writer.finish()
    }
}

/// How many labels a zone's name has.
fn depth(zone: &&ServedZone) -> usize {
    zone.content.origin().labels().count()
}

/// The same answer without its records, marked as cut off: for who should come again over TCP.
pub(crate) fn truncated(octets: &[u8]) -> Option<Vec<u8>> {
    let asked = Message::read(octets).ok()?;
    let flags = asked.header.flags | codes::TC;
    let head = Header { id: asked.header.id, flags, counts: [asked.header.counts[0], 0, 0, 0] };
    let mut bare = Writer::bare(head, LONGEST).finish();
    bare.extend_from_slice(octets.get(crate::message::HEADER..asked.questions_end)?);
    Some(bare)
}
