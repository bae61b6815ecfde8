//! What a zone publishes: delegations, and its own apex.

use std::net::IpAddr;

use foral_model::domain::Signer;

use crate::wire::rdata::{self, Soa};
use crate::wire::{Name, Record};

/// A name that is given to other name servers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delegation {
    /// The name.
    pub owner: Name,
    /// Its name servers, without repetition.
    pub ns: Vec<Name>,
    /// Its delegation signers.
    pub ds: Vec<Ds>,
    /// Addresses of hosts at or below `owner`.
    pub glue: Vec<(Name, IpAddr)>,
    /// Times to live.
    pub ttl: Ttls,
}

/// Times to live of a delegation's records, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ttls {
    /// Of NS.
    pub ns: u32,
    /// Of DS.
    pub ds: u32,
    /// Of A.
    pub a: u32,
    /// Of AAAA.
    pub aaaa: u32,
}

/// A delegation signer (RFC 4034, section 5).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ds {
    /// Key tag.
    pub key_tag: u16,
    /// Algorithm number.
    pub algorithm: u8,
    /// Digest type number.
    pub digest_type: u8,
    /// The digest.
    pub digest: Box<[u8]>,
}

impl Ds {
    /// The record's data.
    pub fn to_rdata(&self) -> Box<[u8]> {
        rdata::ds(self.key_tag, self.algorithm, self.digest_type, &self.digest)
    }

    /// As the registry knows it, without a key.
    pub fn signer(&self) -> Signer {
        Signer {
            key_tag: self.key_tag,
            algorithm: self.algorithm,
            digest_type: self.digest_type,
            digest: self.digest.to_vec(),
            key: None,
        }
    }

    /// Reads a record's data.
    pub fn parse(data: &[u8]) -> Option<Self> {
        let ([high, low, algorithm, digest_type], digest) = data.split_first_chunk()?;
        let key_tag = u16::from_be_bytes([*high, *low]);
        let digest = digest.into();
        Some(Self { key_tag, algorithm: *algorithm, digest_type: *digest_type, digest })
    }
}

impl From<&Signer> for Ds {
    fn from(signer: &Signer) -> Self {
        Self {
            key_tag: signer.key_tag,
            algorithm: signer.algorithm,
            digest_type: signer.digest_type,
            digest: signer.digest.clone().into(),
        }
    }
}

/// What a zone says of itself. Keys, signatures, proofs and digests are not in it: the publisher
/// makes them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Apex {
    /// Primary, mailbox and timers; the serial is the publisher's and not looked at.
    pub soa: Soa,
    /// The zone's name servers.
    pub ns: Vec<Name>,
    /// Addresses of those of them that lie in the zone.
    pub addresses: Vec<(Name, IpAddr)>,
    /// Further records (TXT, CAA), at the apex or below it where nothing is delegated.
    pub further: Vec<Record>,
    /// Times to live.
    pub ttl: ApexTtls,
}

/// Times to live of the apex's records, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ApexTtls {
    /// Of SOA.
    pub soa: u32,
    /// Of NS.
    pub ns: u32,
    /// Of DNSKEY, CDS and CDNSKEY.
    pub dnskey: u32,
    /// Of addresses of name servers.
    pub address: u32,
}
