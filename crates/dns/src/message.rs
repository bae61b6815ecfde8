//! DNS messages (RFC 1035, section 4; EDNS by RFC 6891): read without trust, written within a limit.

use crate::wire::{Name, Record, Rtype};

pub mod codes;
pub mod write;

#[cfg(test)]
mod tests;

use codes::{CLASS_IN, OPT, TSIG};

/// Octets of a header.
pub const HEADER: usize = 12;
/// The most octets that a message has.
pub const LONGEST: usize = 65_535;
/// Pointers in one name, at most: as many as it can have labels, since one pointer before a label is
/// enough.
const MOST_POINTERS: usize = 127;

/// The first twelve octets of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// The number that question and answer share.
    pub id: u16,
    /// QR, opcode, AA, TC, RD, RA, AD, CD and the lower four bits of the code.
    pub flags: u16,
    /// How many questions, answers, authority and additional records are announced.
    pub counts: [u16; 4],
}

impl Header {
    /// Reads the header of a message; `None` if it is shorter than one.
    pub fn read(octets: &[u8]) -> Option<Self> {
        let word = |at: usize| Some(u16::from_be_bytes([*octets.get(at)?, *octets.get(at + 1)?]));
        Some(Self {
            id: word(0)?,
            flags: word(2)?,
            counts: [word(4)?, word(6)?, word(8)?, word(10)?],
        })
    }

    /// Whether it is an answer.
    pub fn is_answer(self) -> bool {
        self.flags & codes::QR != 0
    }

    /// What is asked for: 0 is a query, 4 a notification.
    pub fn opcode(self) -> u8 {
        ((self.flags >> 11) & 15) as u8
    }

    /// The lower four bits of the answer's code.
    pub fn rcode(self) -> u16 {
        self.flags & 15
    }
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The name.
    pub name: Name,
    /// The type.
    pub rtype: Rtype,
    /// The class, 1 for the Internet.
    pub class: u16,
}

/// What the pseudo-record OPT says (RFC 6891).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edns {
    /// The longest answer over UDP that the sender takes, in octets.
    pub payload: u16,
    /// The upper eight bits of the code.
    pub upper_rcode: u8,
    /// The version; only 0 is known.
    pub version: u8,
    /// Whether signatures are wanted (DO).
    pub dnssec: Dnssec,
}

/// Whether signatures are wanted beside the records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dnssec {
    /// With RRSIG and NSEC3.
    Wanted,
    /// Without.
    Plain,
}

/// The record TSIG as it came (RFC 8945, section 4.2); what it claims is not yet proved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Where in the message it begins: all before it is signed.
    pub start: usize,
    /// The key's name.
    pub key: Name,
    /// The algorithm's name.
    pub algorithm: Name,
    /// When it was signed, in seconds since 1970 UTC; 48 bits.
    pub time: u64,
    /// By how many seconds the clocks may differ.
    pub fudge: u16,
    /// The digest.
    pub mac: Vec<u8>,
    /// The message's number when it was signed.
    pub original_id: u16,
    /// What went wrong, in an answer.
    pub error: u16,
    /// The server's time, if that is what went wrong.
    pub other: Vec<u8>,
}

/// A message that is whole: each announced record is there, and nothing after them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// Its header.
    pub header: Header,
    /// The questions; a query has one.
    pub questions: Vec<Question>,
    /// Where the questions end, so that an answer can repeat them as they were written.
    pub questions_end: usize,
    /// Answers of the class IN.
    pub answer: Vec<Record>,
    /// Authority records of the class IN.
    pub authority: Vec<Record>,
    /// Additional records of the class IN.
    pub additional: Vec<Record>,
    /// OPT, if there is one.
    pub edns: Option<Edns>,
    /// TSIG, if there is one.
    pub signature: Option<Signature>,
}

/// Not a message: cut short, with octets to spare, with a name that leads nowhere, with two OPT or
/// with a TSIG that is not the last record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Malformed;

impl Message {
    /// Reads a whole message.
    ///
    /// # Errors
    /// [`Malformed`] without a reason: whoever sends such a thing does not read reasons.
    pub fn read(octets: &[u8]) -> Result<Self, Malformed> {
        let header = Header::read(octets).ok_or(Malformed)?;
        let mut reader = Reader { octets, at: HEADER };
        let questions = (0..header.counts[0])
            .map(|_| reader.question())
            .collect::<Option<Vec<_>>>()
            .ok_or(Malformed)?;
        let mut message = Self {
            header,
            questions,
            questions_end: reader.at,
            answer: Vec::new(),
            authority: Vec::new(),
            additional: Vec::new(),
            edns: None,
            signature: None,
        };
        for (section, count) in header.counts.iter().enumerate().skip(1) {
            for _ in 0..*count {
                // A signature covers all before it, so nothing may follow (RFC 8945, section 5.1).
                if message.signature.is_some() {
                    return Err(Malformed);
                }
                let raw = reader.record().ok_or(Malformed)?;
                message.take(section, raw, &reader).ok_or(Malformed)?;
            }
        }
        (reader.at == octets.len())
            .then_some(message)
            .ok_or(Malformed)
    }

    /// The answer's code, with the bits that EDNS adds.
    pub fn rcode(&self) -> u16 {
        let upper = self
            .edns
            .as_ref()
            .map_or(0, |edns| u16::from(edns.upper_rcode) << 4);
        upper | self.header.rcode()
    }

    fn take(&mut self, section: usize, raw: Raw, reader: &Reader<'_>) -> Option<()> {
        match (section, raw.rtype) {
            (3, OPT) => {
                if self.edns.is_some() || raw.owner.as_wire() != [0] {
                    return None;
                }
                let [upper_rcode, version, flags, _] = raw.ttl.to_be_bytes();
                let dnssec = if flags & 0x80 == 0 { Dnssec::Plain } else { Dnssec::Wanted };
                self.edns = Some(Edns { payload: raw.class, upper_rcode, version, dnssec });
            }
            (3, TSIG) => self.signature = Some(reader.signature(raw)?),
            (_, OPT | TSIG) => return None,
            _ if raw.class != CLASS_IN => {}
            _ => {
                let rdata = reader.rdata(&raw)?;
                let list = match section {
                    1 => &mut self.answer,
                    2 => &mut self.authority,
                    _ => &mut self.additional,
                };
                list.push(Record { owner: raw.owner, rtype: raw.rtype, ttl: raw.ttl, rdata });
            }
        }
        Some(())
    }
}

/// A record whose data has not been looked at.
struct Raw {
    start: usize,
    owner: Name,
    rtype: Rtype,
    class: u16,
    ttl: u32,
    data: std::ops::Range<usize>,
}

/// Reads on from a place in a message.
struct Reader<'a> {
    octets: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn u16(&mut self) -> Option<u16> {
        let pair = self.octets.get(self.at..self.at + 2)?;
        self.at += 2;
        Some(u16::from_be_bytes([pair[0], pair[1]]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) << 16 | u32::from(self.u16()?))
    }

    fn octets(&mut self, count: usize) -> Option<&[u8]> {
        let octets = self.octets.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(octets)
    }

    /// Reads a name, following pointers. Each pointer must lead to before the place where the last
    /// one led, so that no chain of them is endless; nor may it be long, or a few octets for each
    /// record would cost us thousands of steps.
    fn name(&mut self) -> Option<Name> {
        let mut wire = [0_u8; 255];
        let mut length = 0;
        let mut at = self.at;
        let mut bound = at;
        let mut after = None;
        let mut pointers = 0;
        loop {
            let first = usize::from(*self.octets.get(at)?);
            match first >> 6 {
                0 => {
                    let label = self.octets.get(at..at + 1 + first)?;
                    wire.get_mut(length..length + label.len())?
                        .copy_from_slice(label);
                    length += label.len();
                    at += label.len();
                    if first == 0 {
                        break;
                    }
                }
                3 => {
                    let second = usize::from(*self.octets.get(at + 1)?);
                    let target = (first & 0x3f) << 8 | second;
                    pointers += 1;
                    if target < HEADER || target >= bound || pointers > MOST_POINTERS {
                        return None;
                    }
                    after.get_or_insert(at + 2);
                    (at, bound) = (target, target);
                }
                // Two kinds of labels that nobody defined.
                _ => return None,
            }
        }
        self.at = after.unwrap_or(at);
        Name::parse_wire(&wire[..length]).map(|(name, _)| name)
    }

    fn question(&mut self) -> Option<Question> {
        Some(Question { name: self.name()?, rtype: Rtype(self.u16()?), class: self.u16()? })
    }

    fn record(&mut self) -> Option<Raw> {
        let start = self.at;
        let owner = self.name()?;
        let (rtype, class, ttl) = (Rtype(self.u16()?), self.u16()?, self.u32()?);
        let length = usize::from(self.u16()?);
        let begin = self.at;
        self.octets(length)?;
        Some(Raw { start, owner, rtype, class, ttl, data: begin..self.at })
    }

    /// A record's data with its names written out, for the types that RFC 3597, section 4, lets be
    /// compressed.
    fn rdata(&self, raw: &Raw) -> Option<Box<[u8]>> {
        let (skip, names) = match raw.rtype {
            Rtype::NS | codes::CNAME | codes::PTR => (0, 1),
            codes::MX => (2, 1),
            Rtype::SOA => (0, 2),
            _ => return Some(self.octets[raw.data.clone()].into()),
        };
        let mut reader = Reader { octets: self.octets, at: raw.data.start };
        let mut data = reader.octets(skip)?.to_vec();
        for _ in 0..names {
            data.extend_from_slice(reader.name()?.as_wire());
        }
        data.extend_from_slice(self.octets.get(reader.at..raw.data.end)?);
        let rest = raw.data.end - reader.at;
        (rest == if raw.rtype == Rtype::SOA { 20 } else { 0 }).then(|| data.into())
    }

    fn signature(&self, raw: Raw) -> Option<Signature> {
        let mut reader = Reader { octets: &self.octets[..raw.data.end], at: raw.data.start };
        let algorithm = reader.name()?;
        let time = u64::from(reader.u16()?) << 32 | u64::from(reader.u32()?);
        let fudge = reader.u16()?;
        let length = usize::from(reader.u16()?);
        let mac = reader.octets(length)?.to_vec();
        let (original_id, error) = (reader.u16()?, reader.u16()?);
        let length = usize::from(reader.u16()?);
        let other = reader.octets(length)?.to_vec();
        let whole = reader.at == raw.data.end && raw.class == codes::CLASS_ANY && raw.ttl == 0;
        whole.then_some(Signature {
            start: raw.start,
            key: raw.owner,
            algorithm,
            time,
            fudge,
            mac,
            original_id,
            error,
            other,
        })
    }
}

/// Serial and times of a SOA record's data; `None` if it is none.
pub fn soa_serial(rdata: &[u8]) -> Option<u32> {
    let (_, first) = Name::parse_wire(rdata)?;
    let (_, second) = Name::parse_wire(rdata.get(first..)?)?;
    let serial = rdata.get(first + second..first + second + 4)?;
    (rdata.len() == first + second + 20)
        .then(|| u32::from_be_bytes([serial[0], serial[1], serial[2], serial[3]]))
}
