//! Numbers of the protocol, by the names that the registries of IANA give them.

use crate::wire::Rtype;

/// The message is an answer.
pub const QR: u16 = 0x8000;
/// The answer comes from who is responsible for the name.
pub const AA: u16 = 0x0400;
/// The answer did not fit.
pub const TC: u16 = 0x0200;
/// Recursion is wished for.
pub const RD: u16 = 0x0100;
/// A resolver has validated the answer.
pub const AD: u16 = 0x0020;
/// The bits of the opcode.
pub const OPCODE: u16 = 0x7800;
/// A query, as an opcode.
pub const QUERY: u8 = 0;
/// A notification, as an opcode (RFC 1996).
pub const NOTIFY: u8 = 4;

/// The Internet.
pub const CLASS_IN: u16 = 1;
/// No class, or any.
pub const CLASS_ANY: u16 = 255;

/// Another name of the same thing.
pub const CNAME: Rtype = Rtype(5);
/// A name that is pointed to.
pub const PTR: Rtype = Rtype(12);
/// A mail server.
pub const MX: Rtype = Rtype(15);
/// EDNS (RFC 6891).
pub const OPT: Rtype = Rtype(41);
/// What the child wishes as NS (RFC 7477).
pub const CSYNC: Rtype = Rtype(62);
/// A signature over a message (RFC 8945).
pub const TSIG: Rtype = Rtype(250);
/// What changed in a zone (RFC 1995).
pub const IXFR: Rtype = Rtype(251);
/// A whole zone (RFC 5936).
pub const AXFR: Rtype = Rtype(252);
/// Whatever there is.
pub const ANY: Rtype = Rtype(255);

/// The option of EDNS that makes a message longer (RFC 7830).
pub const PADDING: u16 = 12;

/// Answered.
pub const NOERROR: u16 = 0;
/// The message could not be read.
pub const FORMERR: u16 = 1;
/// We failed.
pub const SERVFAIL: u16 = 2;
/// There is no such name.
pub const NXDOMAIN: u16 = 3;
/// That kind of message is not done here.
pub const NOTIMP: u16 = 4;
/// Not for you, or not here.
pub const REFUSED: u16 = 5;
/// Not responsible for that zone, or not who you claim to be.
pub const NOTAUTH: u16 = 9;
/// That version of EDNS is not known.
pub const BADVERS: u16 = 16;

/// A reason beside the code: not yet.
pub const NOT_READY: u16 = 14;
/// A reason beside the code: not for you (RFC 8914).
pub const PROHIBITED: u16 = 18;
/// A reason beside the code: not responsible for that name.
pub const NOT_AUTHORITATIVE: u16 = 20;
/// A reason beside the code: that is not answered here.
pub const NOT_SUPPORTED: u16 = 21;
