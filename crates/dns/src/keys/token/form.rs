//! How PKCS #11 speaks of the algorithms of zones.

use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};

use super::{Algorithm, Attribute};

/// The curves' object identifiers in DER: P-256 (RFC 5480) and Ed25519 (RFC 8410).
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const ED25519: &[u8] = &[0x06, 0x03, 0x2b, 0x65, 0x70];

/// How a key pair is made.
pub(super) const fn generation(algorithm: Algorithm) -> Mechanism<'static> {
    match algorithm {
        Algorithm::EcdsaP256 => Mechanism::EccKeyPairGen,
        Algorithm::Ed25519 => Mechanism::EccEdwardsKeyPairGen,
    }
}

/// How it signs: ECDSA a digest, Ed25519 the message.
pub(super) fn signing(algorithm: Algorithm) -> Mechanism<'static> {
    match algorithm {
        Algorithm::EcdsaP256 => Mechanism::Ecdsa,
        Algorithm::Ed25519 => Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Ed25519)),
    }
}

/// What the public and the private part shall be like: kept, and the private part never shown.
pub(super) fn templates(
    algorithm: Algorithm,
    label: &str,
    id: &[u8],
) -> (Vec<Attribute>, Vec<Attribute>) {
    let curve = match algorithm {
        Algorithm::EcdsaP256 => P256,
        Algorithm::Ed25519 => ED25519,
    };
    let both = [
        Attribute::Token(true),
        Attribute::Label(label.as_bytes().to_vec()),
        Attribute::Id(id.to_vec()),
    ];
    let public =
        [Attribute::Private(false), Attribute::Verify(true), Attribute::EcParams(curve.to_vec())];
    let private = [
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Sign(true),
    ];
    let with_both = |own: &[Attribute]| both.iter().chain(own).cloned().collect();
    (with_both(&public), with_both(&private))
}

/// The public part as a DNSKEY carries it. Tokens show the point in a DER OCTET STRING, or bare.
pub(super) fn public(algorithm: Algorithm, point: &[u8]) -> Option<Box<[u8]>> {
    let bare = |length: usize| {
        let wrapped = point.len() == length + 2 && point[..2] == [0x04, length as u8];
        let bare = if wrapped { &point[2..] } else { point };
        (bare.len() == length).then_some(bare)
    };
    match algorithm {
        // Without the octet that says "uncompressed" (RFC 6605, section 4).
        Algorithm::EcdsaP256 => bare(65)?.strip_prefix(&[0x04]).map(Box::from),
        Algorithm::Ed25519 => bare(32).map(Box::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_read_in_both_forms_and_no_other() {
        let bare = [&[4][..], &[7; 64]].concat();
        let wrapped = [&[4, 65][..], &bare].concat();
        for point in [&bare, &wrapped] {
            assert_eq!(public(Algorithm::EcdsaP256, point).unwrap()[..], [7; 64]);
        }
        let compressed = [&[2][..], &[7; 64]].concat();
        assert_eq!(public(Algorithm::EcdsaP256, &compressed), None);
        // A bare key may begin like a wrapped one.
        let edwards = [&[4, 32][..], &[9; 30]].concat();
        assert_eq!(public(Algorithm::Ed25519, &edwards).unwrap()[..], edwards);
        assert_eq!(
            public(Algorithm::Ed25519, &[&[4, 32][..], &edwards].concat()).unwrap()[..],
            edwards
        );
        assert_eq!(public(Algorithm::Ed25519, &[]), None);
    }
}
