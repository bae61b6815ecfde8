//! Delegation signers of keys, for zones in which registrars give keys (RFC 5910, section 4.2).

use foral_model::domain::{Key, Signer};
use foral_model::name::DomainName;
use ring::digest;

/// SHA-256 (RFC 4509).
const SHA_256: u8 = 2;

/// The signer that a parent publishes for a key: its tag (RFC 4034, appendix B), and the digest of
/// the owner's name with the key (RFC 4034, section 5.1.4).
pub(crate) fn signer_of(owner: &DomainName, key: &Key) -> Signer {
    let data = record_data(key);
    let mut whole = wire_form(owner);
    whole.extend_from_slice(&data);
    Signer {
        key_tag: key_tag(&data),
        algorithm: key.algorithm,
        digest_type: SHA_256,
        digest: digest::digest(&digest::SHA256, &whole).as_ref().to_vec(),
        key: Some(key.clone()),
    }
}

fn record_data(key: &Key) -> Vec<u8> {
    let mut data = key.flags.to_be_bytes().to_vec();
    data.extend_from_slice(&[key.protocol, key.algorithm]);
    data.extend_from_slice(&key.public_key);
    data
}

/// Labels with their lengths before them. Names are A-labels in lower case already.
fn wire_form(name: &DomainName) -> Vec<u8> {
    let mut octets = Vec::with_capacity(name.as_str().len() + 2);
    for label in name.as_str().split('.') {
        // A label has 63 octets at most.
        octets.push(u8::try_from(label.len()).unwrap_or(63));
        octets.extend_from_slice(label.as_bytes());
    }
    octets.push(0);
    octets
}

fn key_tag(data: &[u8]) -> u16 {
    let sum: u32 = data
        .iter()
        .zip([8u32, 0].into_iter().cycle())
        .map(|(octet, shift)| u32::from(*octet) << shift)
        .sum();
    let folded = sum + (sum >> 16 & 0xffff);
    u16::try_from(folded & 0xffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    /// The example of RFC 4509, section 2.3.
    #[test]
    fn the_example_of_rfc_4509_comes_out() {
        let public_key = STANDARD
            .decode(
                "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYq\
                 USdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2\
                 w/rljwvFw==",
            )
            .unwrap();
        let key = Key { flags: 256, protocol: 3, algorithm: 5, public_key };
        let signer = signer_of(&DomainName::parse("dskey.example.com").unwrap(), &key);
        assert_eq!(signer.key_tag, 60_485);
        let digest: String = signer.digest.iter().map(|b| format!("{b:02X}")).collect();
        assert_eq!(digest, "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A");
    }
}
