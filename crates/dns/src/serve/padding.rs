//! How long answers over TLS are, so that those who see them pass, and cannot read them, do not learn
//! from their length what changed (RFC 8467, RFC 9103).

/// An answer is as long as so many octets, or twice as many, and so on (RFC 8467, section 4.1).
pub(super) const ANSWER: usize = 468;
/// A message with changes of a zone: that of one name is as long as that of another.
pub(super) const CHANGES: usize = 10 * ANSWER;
/// A message of a whole zone: all are of one length, so that only the number of them tells how large
/// the zone is.
pub(super) const WHOLE: usize = LONGEST;
/// The most that a message has which is padded.
pub(super) const LONGEST: usize = 140 * ANSWER;

const _: () = assert!(LONGEST <= crate::message::LONGEST && LONGEST.is_multiple_of(CHANGES));
