//! Writes a message, record by record, never longer than its limit.

use super::codes::{self, CLASS_IN, QR, RD};
use super::{HEADER, Header, Message};
use crate::wire::{Name, Record, Rtype};

/// A record does not fit any more; the message is as it was before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full;

/// The sections that records stand in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Answers.
    Answer,
    /// Who is responsible.
    Authority,
    /// What helps.
    Additional,
}

/// A message that grows.
#[derive(Clone, Debug)]
pub struct Writer {
    octets: Vec<u8>,
    limit: usize,
    question: Option<Name>,
    /// Where OPT says how long its options are.
    options: Option<usize>,
}

impl Writer {
    /// An answer to a message, with its questions as they were written.
    pub fn answer(asked: &Message, octets: &[u8], limit: usize) -> Self {
        let head = Header {
            id: asked.header.id,
            flags: QR | (asked.header.flags & (codes::OPCODE | RD)),
            counts: [asked.header.counts[0], 0, 0, 0],
        };
        let mut writer = Self::bare(head, limit);
        writer
            .octets
            .extend_from_slice(octets.get(HEADER..asked.questions_end).unwrap_or(&[]));
        writer.question = asked
            .questions
            .first()
            .map(|question| question.name.clone());
        writer
    }

    /// A question of our own.
    pub fn question(id: u16, flags: u16, name: &Name, rtype: Rtype, limit: usize) -> Self {
        let mut writer = Self::bare(Header { id, flags, counts: [1, 0, 0, 0] }, limit);
        writer.octets.extend_from_slice(name.as_wire());
        writer.octets.extend_from_slice(&rtype.0.to_be_bytes());
        writer.octets.extend_from_slice(&CLASS_IN.to_be_bytes());
        writer.question = Some(name.clone());
        writer
    }

    /// A header and nothing else.
    pub fn bare(head: Header, limit: usize) -> Self {
        let mut octets = Vec::with_capacity(512);
        for word in [head.id, head.flags].into_iter().chain(head.counts) {
            octets.extend_from_slice(&word.to_be_bytes());
        }
        Self { octets, limit, question: None, options: None }
    }

    /// Sets bits of the header's flags.
    pub fn set(&mut self, flags: u16) {
        let [upper, lower] = flags.to_be_bytes();
        self.octets[2] |= upper;
        self.octets[3] |= lower;
    }

    /// Keeps so many octets free, for what must stand at the end.
    #[must_use]
    pub fn reserving(mut self, octets: usize) -> Self {
        self.limit = self.limit.saturating_sub(octets);
        self
    }

    /// Adds a record.
    ///
    /// # Errors
    /// [`Full`], and nothing is added.
    pub fn push(&mut self, section: Section, record: &Record) -> Result<(), Full> {
        let before = self.octets.len();
        if self.question.as_ref() == Some(&record.owner) {
            // The question's name stands right after the header.
            self.octets.extend_from_slice(&[0xc0, HEADER as u8]);
        } else {
            self.octets.extend_from_slice(record.owner.as_wire());
        }
        self.octets.extend_from_slice(&record.rtype.0.to_be_bytes());
        self.octets.extend_from_slice(&CLASS_IN.to_be_bytes());
        self.octets.extend_from_slice(&record.ttl.to_be_bytes());
        let length = u16::try_from(record.rdata.len()).map_err(|_| Full);
        match length {
            Ok(length) if self.octets.len() + 2 + record.rdata.len() <= self.limit => {
                self.octets.extend_from_slice(&length.to_be_bytes());
                self.octets.extend_from_slice(&record.rdata);
                self.count(section, 1);
                Ok(())
            }
            _ => {
                self.octets.truncate(before);
                Err(Full)
            }
        }
    }

    /// Adds records that are already in wire form.
    ///
    /// # Errors
    /// [`Full`], and nothing is added.
    pub fn push_wire(&mut self, wire: &[u8]) -> Result<(), Full> {
        if self.octets.len() + wire.len() > self.limit {
            return Err(Full);
        }
        self.octets.extend_from_slice(wire);
        self.count(Section::Answer, 1);
        Ok(())
    }

    /// How many answers there are.
    pub fn answers(&self) -> u16 {
        Header::read(&self.octets).map_or(0, |header| header.counts[1])
    }

    /// Takes all records out again, leaving the question.
    pub fn empty(&mut self, asked: &Message) {
        self.octets.truncate(asked.questions_end);
        self.octets[6..HEADER].fill(0);
    }

    /// Adds OPT (RFC 6891) with the upper bits of the code, and a reason (RFC 8914) if there is one.
    ///
    /// OPT has its room kept free by [`Writer::reserving`], so it always fits.
    pub fn edns(&mut self, payload: u16, rcode: u16, dnssec: super::Dnssec, reason: Option<u16>) {
        let flags = if dnssec == super::Dnssec::Wanted { 0x80 } else { 0 };
        self.octets.push(0);
        self.octets.extend_from_slice(&codes::OPT.0.to_be_bytes());
        self.octets.extend_from_slice(&payload.to_be_bytes());
        self.octets
            .extend_from_slice(&[(rcode >> 4) as u8, 0, flags, 0]);
        self.options = Some(self.octets.len());
        match reason {
            None => self.octets.extend_from_slice(&[0, 0]),
            Some(code) => {
                self.octets.extend_from_slice(&[0, 6, 0, 15, 0, 2]);
                self.octets.extend_from_slice(&code.to_be_bytes());
            }
        }
        self.count(Section::Additional, 1);
    }

    /// Adds the option that makes the message as long as a number of whole blocks (RFC 7830), with
    /// so many octets of a signature after it. It is the last option of OPT, which is the last record
    /// so far; [`PADDING_ROOM`] is to be kept free, and a block may not pass the longest message.
    pub fn pad(&mut self, block: usize, signature: usize) {
        let Some(at) = self.options.take() else { return };
        let length = self.octets.len() + PADDING_ROOM + signature;
        let zeros = length.next_multiple_of(block.max(1)) - length;
        let word = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes();
        self.octets.extend_from_slice(&codes::PADDING.to_be_bytes());
        self.octets.extend_from_slice(&word(zeros));
        self.octets.resize(self.octets.len() + zeros, 0);
        let options = self.octets.len() - at - 2;
        self.octets[at..at + 2].copy_from_slice(&word(options));
    }

    /// The message.
    pub fn finish(self) -> Vec<u8> {
        self.octets
    }

    fn count(&mut self, section: Section, more: u16) {
        let at = match section {
            Section::Answer => 6,
            Section::Authority => 8,
            Section::Additional => 10,
        };
        let count = u16::from_be_bytes([self.octets[at], self.octets[at + 1]]);
        self.octets[at..at + 2].copy_from_slice(&count.saturating_add(more).to_be_bytes());
    }
}

/// Octets that OPT with a reason takes.
pub const EDNS_ROOM: usize = 17;
/// Octets that the option of padding takes beside what it fills with.
pub const PADDING_ROOM: usize = 4;
