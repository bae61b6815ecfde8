//! Who may see what.

use std::net::IpAddr;

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::id::RegistrarId;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;

/// What a look-up knows of the asker's claim to an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claim {
    /// The object's code was given and is right.
    GoodCode,
    /// A code was given and is wrong.
    BadCode,
    /// The asker sponsors a domain that the contact belongs to.
    Related,
    /// Nothing speaks for the asker.
    None,
}

/// Whether a registrar sees all of a domain.
///
/// # Errors
/// [`Refusal::CodeWrong`] if a wrong code was given (RFC 5731, 3.1.2).
pub fn sees_domain(domain: &Domain, asker: &RegistrarId, claim: Claim) -> Result<Seen, Refusal> {
    match claim {
        _ if domain.sponsor == *asker => Ok(Seen::All),
        Claim::GoodCode => Ok(Seen::All),
        Claim::BadCode => Err(Refusal::CodeWrong),
        Claim::Related | Claim::None => Ok(Seen::Public),
    }
}

/// How much is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// Everything.
    All,
    /// What is public.
    Public,
}

/// Whether a registrar may read a contact: its sponsor, whoever sponsors a domain of it, and
/// whoever has its code.
///
/// # Errors
/// [`Refusal::NotSponsor`], [`Refusal::CodeWrong`].
pub fn sees_contact(contact: &Contact, asker: &RegistrarId, claim: Claim) -> Result<(), Refusal> {
    match claim {
        _ if contact.sponsor == *asker => Ok(()),
        Claim::GoodCode | Claim::Related => Ok(()),
        Claim::BadCode => Err(Refusal::CodeWrong),
        Claim::None => Err(Refusal::NotSponsor),
    }
}

/// Whether a connection is a registrar's own: its certificate is pinned, and its address allowed.
pub fn comes_from(registrar: &Registrar, certificate: Option<&str>, address: IpAddr) -> bool {
    let pinned = certificate.is_some_and(|given| {
        registrar
            .certificates
            .iter()
            .any(|known| known.fingerprint == given)
    });
    let allowed = registrar.addresses.is_empty()
        || registrar
            .addresses
            .iter()
            .any(|network| network.contains(&address));
    pinned && allowed
}

#[cfg(test)]
mod tests {
    use foral_model::registrar::Certificate;

    use super::*;
    use crate::fixture;

    #[test]
    fn a_connection_needs_a_pinned_certificate_and_an_allowed_address() {
        let mut registrar = fixture::registrar("ALFA");
        let address = IpAddr::from([192, 0, 2, 7]);
        assert!(!comes_from(&registrar, Some("ab"), address), "nothing is pinned");
        registrar.certificates.push(Certificate {
            fingerprint: "ab".to_owned(),
            label: String::new(),
            added: fixture::NOW,
        });
        assert!(comes_from(&registrar, Some("ab"), address));
        assert!(!comes_from(&registrar, None, address));
        assert!(!comes_from(&registrar, Some("cd"), address));
        registrar.addresses = vec!["192.0.2.0/24".parse().unwrap()];
        assert!(comes_from(&registrar, Some("ab"), address));
        assert!(!comes_from(&registrar, Some("ab"), IpAddr::from([198, 51, 100, 7])));
    }
}
