//! The body of the fuzz target of certificates that clients show: tests run it as well.

use crate::tls;

/// Any octets are a certificate that runs out, or none.
///
/// # Panics
/// If its fingerprint is not of the form in which registrars pin it.
pub fn certificate(der: &[u8]) {
    let _ = tls::expiry(der);
    let pinned = tls::fingerprint(der);
    assert!(
        pinned.len() == 64
            && pinned
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_holds_on_a_certificate_that_is_damaged_anywhere() {
        let whole = std::fs::read("../../fuzz/seeds/client_certificate/nobody").unwrap();
        assert!(tls::expiry(&whole).is_some());
        for at in 0..whole.len() {
            certificate(&whole[..at]);
            for damage in [0x01, 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] ^= damage;
                certificate(&damaged);
            }
        }
    }
}
