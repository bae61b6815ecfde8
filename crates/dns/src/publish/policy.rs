//! What of a zone's policy says how its versions are made.

use foral_model::zone::{self, DnsPolicy, Signing, SigningPolicy, ZoneDigest};

use super::{Publisher, Settings};
use crate::sign::Lifetimes;
use crate::zone::Denial;

impl Settings {
    /// Takes over what a policy says.
    pub fn follow(&mut self, policy: &DnsPolicy) {
        self.zonemd = policy.digest == ZoneDigest::Served;
        self.denial = Denial::None;
        if let Signing::Here(signing) = &policy.signing {
            self.denial = match signing.denial {
                zone::Denial::Nsec => Denial::Nsec,
                zone::Denial::Nsec3 => Denial::Nsec3,
                zone::Denial::Nsec3OptOut => Denial::Nsec3OptOut,
            };
            self.lifetimes = lifetimes(signing);
        }
    }
}

impl Publisher {
    /// Goes by a policy from the next preparation on. Another kind of proofs makes all of them anew.
    pub fn follow(&mut self, policy: &DnsPolicy) {
        self.settings.follow(policy);
    }
}

/// Signatures are renewed in a spread between half their rest and the latest day.
fn lifetimes(signing: &SigningPolicy) -> Lifetimes {
    const DAY: u32 = 86_400;
    let (life, renewal) = (u32::from(signing.life_days), u32::from(signing.refresh_days));
    Lifetimes {
        validity: life * DAY,
        renewal: renewal * DAY,
        spread: life.saturating_sub(renewal) * DAY / 2,
        ..Lifetimes::default()
    }
}
