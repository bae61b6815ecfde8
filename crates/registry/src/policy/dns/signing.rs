//! `[dns.signing]`: who signs the zone, with what, and for how long.

use foral_model::zone::{Denial, KeyAlgorithm, Signing, SigningPolicy};
use serde::Deserialize;

/// The longest life of a signature: its end must stay within half the range of its 32 bits
/// (RFC 4034, 3.1.5), and nobody should wait years for a stolen one to lapse.
const LONGEST_DAYS: u16 = 365;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    by: By,
    denial: DenialWord,
    algorithm: AlgorithmWord,
    life_days: u16,
    refresh_days: u16,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum By {
    Foral,
    Elsewhere,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DenialWord {
    Nsec,
    Nsec3,
    Nsec3OptOut,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AlgorithmWord {
    EcdsaP256,
    Ed25519,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            by: By::Foral,
            denial: DenialWord::Nsec3OptOut,
            algorithm: AlgorithmWord::EcdsaP256,
            life_days: 30,
            refresh_days: 10,
        }
    }
}

impl Table {
    /// Who signs, and how.
    pub(super) fn read(&self) -> Result<Signing, String> {
        let (life, refresh) = (self.life_days, self.refresh_days);
        if !(1..=LONGEST_DAYS).contains(&life) {
            return Err(format!(
                "dns.signing.life_days: {life} is not between 1 and {LONGEST_DAYS}"
            ));
        }
        if refresh == 0 || refresh >= life {
            return Err(format!(
                "dns.signing.refresh_days: {refresh} is not between 1 and life_days, which is {life}"
            ));
        }
        Ok(match self.by {
            By::Elsewhere => Signing::Elsewhere,
            By::Foral => Signing::Here(SigningPolicy {
                denial: match self.denial {
                    DenialWord::Nsec => Denial::Nsec,
                    DenialWord::Nsec3 => Denial::Nsec3,
                    DenialWord::Nsec3OptOut => Denial::Nsec3OptOut,
                },
                algorithm: match self.algorithm {
                    AlgorithmWord::EcdsaP256 => KeyAlgorithm::EcdsaP256,
                    AlgorithmWord::Ed25519 => KeyAlgorithm::Ed25519,
                },
                life_days: life,
                refresh_days: refresh,
            }),
        })
    }
}
