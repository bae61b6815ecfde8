//! Signatures over sets of records (RFC 4034, section 3): which are needed, which may stay, and how
//! they are made.

use foral_model::time::Timestamp;

use crate::keys::{Failed, Key, Keyring, Role};
use crate::serial;
use crate::wire::record;
use crate::wire::{Name, Rtype};
use crate::zone::node::{Covered, SIGNATURE, Signature};

/// How long signatures are valid, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lifetimes {
    /// How long before now a signature is valid, for clocks that are behind.
    pub backdate: u32,
    /// How long from now, at most.
    pub validity: u32,
    /// By how much less, at most: so that not all lapse at once.
    pub spread: u32,
    /// How long before they lapse signatures are made anew.
    pub renewal: u32,
}

/// Fourteen days, made anew five days before the end, spread over four.
impl Default for Lifetimes {
    fn default() -> Self {
        let day = 86_400;
        Self { backdate: 3_600, validity: 14 * day, spread: 4 * day, renewal: 5 * day }
    }
}

/// Who signs at an instant, and for how long.
#[derive(Debug)]
pub(crate) struct Signing {
    origin: Name,
    keys: Vec<Signer>,
    zone: Vec<Signer>,
    lifetimes: Lifetimes,
    now: u32,
    /// Where the spread begins; it needs no secret.
    seed: u64,
}

#[derive(Debug)]
struct Signer {
    key: Key,
    tag: u16,
}

/// Records of one type at one name, that are to be signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ToSign<'a> {
    pub(crate) owner: &'a [u8],
    pub(crate) labels: u8,
    pub(crate) rtype: Rtype,
    pub(crate) ttl: u32,
    /// Sorted.
    pub(crate) rdatas: &'a [Box<[u8]>],
}

impl Signing {
    /// `None` if a role has no key that signs at `now`.
    pub(crate) fn at(
        origin: &Name,
        keys: &Keyring,
        lifetimes: Lifetimes,
        now: Timestamp,
    ) -> Option<Self> {
        let signers = |role| -> Vec<Signer> {
            let signing = keys.signing(role, now);
            signing
                .map(|key| Signer { tag: key.tag(), key: key.clone() })
                .collect()
        };
        let (keys, zone) = (signers(Role::KeySigning), signers(Role::ZoneSigning));
        let seed = now.micros().unsigned_abs();
        let now = serial::seconds(now);
        let complete = !keys.is_empty() && !zone.is_empty();
        let origin = origin.clone();
        complete.then_some(Self { origin, keys, zone, lifetimes, now, seed })
    }

    fn signers(&self, rtype: Rtype) -> &[Signer] {
        // What the parent acts on is signed by whom the parent vouches for (RFC 7344, section 4.1).
        match rtype {
            Rtype::DNSKEY | Rtype::CDS | Rtype::CDNSKEY => &self.keys,
            _ => &self.zone,
        }
    }

    /// Whether a token has a part in it.
    pub(crate) fn is_in_token(&self) -> bool {
        let mut signers = self.keys.iter().chain(&self.zone);
        signers.any(|signer| signer.key.secret().is_in_token())
    }

    /// The tags of all who sign.
    pub(crate) fn tags(&self) -> Vec<u16> {
        self.keys
            .iter()
            .chain(&self.zone)
            .map(|signer| signer.tag)
            .collect()
    }

    /// Signatures that lapse before this instant are made anew.
    pub(crate) fn limit(&self) -> u32 {
        self.now.saturating_add(self.lifetimes.renewal)
    }

    /// Whether a set's signatures may stay: one of each key that signs, none of another, none that
    /// lapses soon.
    pub(crate) fn keeps(
        &self,
        rtype: Rtype,
        mut signatures: impl Iterator<Item = (u16, u32)>,
    ) -> bool {
        let signers = self.signers(rtype);
        let mut count = 0;
        let good = signatures.all(|(tag, expiration)| {
            count += 1;
            expiration >= self.limit() && signers.iter().any(|signer| signer.tag == tag)
        });
        good && count == signers.len()
    }

    /// Signs.
    pub(crate) fn sign(
        &self,
        set: &ToSign<'_>,
        buffer: &mut Vec<u8>,
    ) -> Result<Vec<Signature>, Failed> {
        let spread = self.spread(set);
        let covered =
            Covered { origin: &self.origin, labels: set.labels, rtype: set.rtype, ttl: set.ttl };
        let signatures = self.signers(set.rtype).iter().map(|signer| {
            let mut signature = Signature {
                algorithm: signer.key.algorithm().number(),
                tag: signer.tag,
                inception: self.now.saturating_sub(self.lifetimes.backdate),
                expiration: self
                    .now
                    .saturating_add(self.lifetimes.validity)
                    .saturating_sub(spread),
                bytes: [0; SIGNATURE],
            };
            buffer.clear();
            write_message(&signature, &covered, set, buffer);
            signature.bytes = signer.key.sign(buffer)?;
            Ok(signature)
        });
        signatures.collect()
    }

    /// A number below the spread, the same for all signatures of a set.
    fn spread(&self, set: &ToSign<'_>) -> u32 {
        // FNV-1a, and a last mixing of its bits.
        let start = 0xcbf2_9ce4_8422_2325 ^ self.seed;
        let mixed = set
            .owner
            .iter()
            .chain(&set.rtype.0.to_be_bytes())
            .fold(start, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        (mixed % u64::from(self.lifetimes.spread.max(1))) as u32
    }
}

/// Appends what is signed (RFC 4034, section 3.1.8.1).
pub(crate) fn write_message(
    signature: &Signature,
    covered: &Covered<'_>,
    set: &ToSign<'_>,
    out: &mut Vec<u8>,
) {
    signature.write_head(covered, out);
    for rdata in set.rdatas {
        record::write(set.owner, set.rtype, set.ttl, rdata, out);
    }
}
