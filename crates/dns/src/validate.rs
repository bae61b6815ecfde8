//! Whether a child's records are signed by the keys that its parent vouches for (RFC 4035, 5.3).

use ring::{digest, signature};

use crate::delegation::Ds;
use crate::wire::{Name, Record, Rtype};

#[cfg(test)]
mod tests;

/// A public key of a zone (RFC 4034, section 2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicKey {
    /// Whether it signs a zone, and whether it is meant as an entry point.
    pub flags: u16,
    /// The number of the algorithm.
    pub algorithm: u8,
    /// The record's data.
    rdata: Box<[u8]>,
}

impl PublicKey {
    /// Reads the data of DNSKEY or CDNSKEY.
    pub fn parse(rdata: &[u8]) -> Option<Self> {
        let [high, low, protocol, algorithm] = *rdata.first_chunk()?;
        let flags = u16::from_be_bytes([high, low]);
        (protocol == 3 && rdata.len() > 4).then(|| Self { flags, algorithm, rdata: rdata.into() })
    }

    /// The record's data.
    pub fn rdata(&self) -> &[u8] {
        &self.rdata
    }

    /// Whether it may sign a zone: its bit is set, and it was not revoked (RFC 5011).
    pub fn signs_zones(&self) -> bool {
        self.flags & 0x0100 != 0 && self.flags & 0x0080 == 0
    }

    /// The number that stands for it in DS and RRSIG (RFC 4034, appendix B).
    pub fn tag(&self) -> u16 {
        let sum = self.rdata.chunks(2).fold(0_u32, |sum, pair| {
            let low = pair.get(1).copied().unwrap_or(0);
            sum.wrapping_add(u32::from(u16::from_be_bytes([pair[0], low])))
        });
        (sum.wrapping_add(sum >> 16) & 0xffff) as u16
    }

    /// What a DS says of it, with SHA-256 (2) or SHA-384 (4); `None` of other digests.
    pub fn signer(&self, owner: &Name, digest_type: u8) -> Option<Ds> {
        let how = match digest_type {
            2 => &digest::SHA256,
            4 => &digest::SHA384,
            _ => return None,
        };
        let mut context = digest::Context::new(how);
        context.update(owner.as_wire());
        context.update(&self.rdata);
        Some(Ds {
            key_tag: self.tag(),
            algorithm: self.algorithm,
            digest_type,
            digest: context.finish().as_ref().into(),
        })
    }

    /// Whether a signature over octets was made with it; `None` if its algorithm is not known.
    fn verifies(&self, octets: &[u8], made: &[u8]) -> Option<bool> {
        let key = self.rdata.get(4..)?;
        let curve = |algorithm: &'static dyn signature::VerificationAlgorithm, key: &[u8]| {
            signature::UnparsedPublicKey::new(algorithm, key)
                .verify(octets, made)
                .is_ok()
        };
        // Points stand in records without the octet that says that they are not compressed.
        let point = || [&[4], key].concat();
        let rsa = |parameters| {
            let (e, n) = rsa_parts(key)?;
            let components = signature::RsaPublicKeyComponents { n, e };
            Some(components.verify(parameters, octets, made).is_ok())
        };
        match self.algorithm {
            8 => rsa(&signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY).or(Some(false)),
            10 => rsa(&signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY).or(Some(false)),
            13 => Some(curve(&signature::ECDSA_P256_SHA256_FIXED, &point())),
            14 => Some(curve(&signature::ECDSA_P384_SHA384_FIXED, &point())),
            15 => Some(curve(&signature::ED25519, key)),
            _ => None,
        }
    }
}

/// Exponent and modulus of an RSA key (RFC 3110, section 2).
fn rsa_parts(key: &[u8]) -> Option<(&[u8], &[u8])> {
    let (first, rest) = key.split_first()?;
    let (length, rest) = match first {
        0 => {
            let length = u16::from_be_bytes(*rest.first_chunk()?);
            (usize::from(length), rest.get(2..)?)
        }
        length => (usize::from(*length), rest),
    };
    rest.split_at_checked(length)
        .filter(|(_, modulus)| !modulus.is_empty())
}

/// Whether a DS stands for a key.
pub fn vouches(ds: &Ds, owner: &Name, key: &PublicKey) -> bool {
    // What is cheap is compared first: whoever has many keys shall not have as many digests.
    (ds.algorithm, ds.key_tag) == (key.algorithm, key.tag())
        && key.signer(owner, ds.digest_type).as_ref() == Some(ds)
}

/// Why a set of records is not proved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unproved {
    /// No signature by one of the keys is there.
    Unsigned,
    /// The key's algorithm is not known here.
    UnknownAlgorithm,
    /// Signatures are there, and do not hold now.
    NotNow,
    /// Signatures are there, and are of something else.
    Wrong,
    /// More signatures are there than are checked, and of those that were none holds.
    TooMany,
}

/// Signatures over one set that are checked, at most. Keys may share a tag and signatures be many,
/// and each pair of them would be work: an answer of 64 KiB can ask for a hundred thousand checks.
const MOST_CHECKS: usize = 16;

/// The parts of a RRSIG (RFC 4034, section 3.1).
struct Made<'a> {
    covers: Rtype,
    algorithm: u8,
    labels: u8,
    ttl: u32,
    expires: u32,
    begins: u32,
    tag: u16,
    signer: Name,
    /// All before the signature.
    head: Vec<u8>,
    signature: &'a [u8],
}

impl<'a> Made<'a> {
    fn parse(rdata: &'a [u8]) -> Option<Self> {
        let fixed: &[u8; 18] = rdata.first_chunk()?;
        let u16_at = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
        let u32_at = |at: usize| u32::from(u16_at(at)) << 16 | u32::from(u16_at(at + 2));
        let (signer, length) = Name::parse_wire(&rdata[18..])?;
        Some(Self {
            covers: Rtype(u16_at(0)),
            algorithm: fixed[2],
            labels: fixed[3],
            ttl: u32_at(4),
            expires: u32_at(8),
            begins: u32_at(12),
            tag: u16_at(16),
            head: [fixed, signer.as_wire()].concat(),
            signer,
            signature: &rdata[18 + length..],
        })
    }

    /// Whether it holds at a time, on the circle that the DNS counts on.
    fn holds(&self, now: u32) -> bool {
        let ahead = |one: u32, other: u32| one == other || crate::serial::is_ahead(one, other);
        ahead(now, self.begins) && ahead(self.expires, now)
    }
}

/// The tag of a key that signed a set: the records of one name and type, of a zone's apex.
///
/// `records` may hold others; those of the type and their signatures are picked.
///
/// # Errors
/// [`Unproved`]: of several reasons the worst.
pub fn proved(
    owner: &Name,
    rtype: Rtype,
    zone: &Name,
    records: &[Record],
    keys: &[&PublicKey],
    now: u32,
) -> Result<u16, Unproved> {
    let here = || records.iter().filter(|record| record.owner == *owner);
    let mut set: Vec<&[u8]> = here()
        .filter(|record| record.rtype == rtype)
        .map(|record| &*record.rdata)
        .collect();
    set.sort_unstable();
    set.dedup();
    let mut keys = keys.to_vec();
    keys.sort_unstable_by_key(|key| &key.rdata);
    keys.dedup();
    let (mut worst, mut checks) = (Unproved::Unsigned, 0);
    for record in here().filter(|record| record.rtype == Rtype::RRSIG) {
        let Some(made) = Made::parse(&record.rdata) else { continue };
        let meant =
            made.covers == rtype && made.signer == *zone && made.labels == owner.signed_labels();
        let signers = keys.iter().filter(|key| {
            meant && key.tag() == made.tag && key.algorithm == made.algorithm && key.signs_zones()
        });
        for key in signers {
            checks += 1;
            if checks > MOST_CHECKS {
                return Err(Unproved::TooMany);
            }
            let verdict = match key.verifies(&signed_octets(&made, owner, &set), made.signature) {
                Some(true) if made.holds(now) => return Ok(made.tag),
                Some(true) => Unproved::NotNow,
                Some(false) => Unproved::Wrong,
                None => Unproved::UnknownAlgorithm,
            };
            worst = worst.max(verdict);
        }
    }
    Err(worst)
}

/// What a signature is over: its own head, and the records as the zone has them (RFC 4034, 3.1.8.1).
fn signed_octets(made: &Made<'_>, owner: &Name, set: &[&[u8]]) -> Vec<u8> {
    let mut octets = made.head.clone();
    for rdata in set {
        let record = Record {
            owner: owner.clone(),
            rtype: made.covers,
            ttl: made.ttl,
            rdata: (*rdata).into(),
        };
        record.write(&mut octets);
    }
    octets
}
