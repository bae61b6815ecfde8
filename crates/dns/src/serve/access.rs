//! Who may ask what: by address, by key, by certificate.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::wire::Name;

/// How a question came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Transport {
    /// As a datagram.
    Udp,
    /// Over a connection.
    Tcp,
    /// Over an encrypted connection (RFC 9103).
    Tls,
}

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Peer {
    /// Where from.
    pub address: IpAddr,
    /// How.
    pub transport: Transport,
    /// SHA-256 of the certificate that it showed, in lower-case hexadecimal.
    pub certificate: Option<String>,
}

/// One line of a list: whoever fulfils all that it names is let in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Permit {
    /// Addresses.
    pub network: Option<IpNet>,
    /// The key that signed the question.
    pub key: Option<Name>,
    /// The certificate, as in [`Peer::certificate`].
    pub certificate: Option<String>,
    /// Whether the connection must be encrypted.
    pub secrecy: Secrecy,
}

/// Whether a connection must be encrypted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Secrecy {
    /// It need not be.
    #[default]
    Any,
    /// It must be.
    Tls,
}

/// Who may do what with a zone. An empty list lets nobody in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Access {
    /// Ask for records at the apex.
    pub query: Vec<Permit>,
    /// Take the zone, whole or what changed.
    pub transfer: Vec<Permit>,
    /// Tell that a child has changed (RFC 9859).
    pub notify: Vec<Permit>,
}

impl Permit {
    /// Lets everybody in.
    pub fn everybody() -> Self {
        Self::default()
    }

    /// Lets in who signed with this key.
    pub fn key(key: Name) -> Self {
        Self { key: Some(key), ..Self::default() }
    }

    /// Lets in who comes from these addresses.
    pub fn network(network: IpNet) -> Self {
        Self { network: Some(network), ..Self::default() }
    }

    fn admits(&self, peer: &Peer, key: Option<&Name>) -> bool {
        // An IPv4 address may come in IPv6's clothes.
        let address = peer.address.to_canonical();
        let near = self
            .network
            .is_none_or(|network| network.contains(&address));
        let signed = self.key.is_none() || self.key.as_ref() == key;
        let known = self.certificate.is_none() || self.certificate == peer.certificate;
        let secret = self.secrecy == Secrecy::Any || peer.transport == Transport::Tls;
        near && signed && known && secret
    }
}

/// Whether a list lets somebody in.
pub(crate) fn admits(list: &[Permit], peer: &Peer, key: Option<&Name>) -> bool {
    list.iter().any(|permit| permit.admits(peer, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(address: &str, transport: Transport) -> Peer {
        Peer { address: address.parse().unwrap(), transport, certificate: None }
    }

    #[test]
    fn a_permit_wants_all_that_it_names() {
        let key = Name::parse_text("one").unwrap();
        let permit = Permit {
            network: Some("192.0.2.0/24".parse().unwrap()),
            key: Some(key.clone()),
            certificate: None,
            secrecy: Secrecy::Tls,
        };
        let list = [permit];
        let here = peer("192.0.2.7", Transport::Tls);
        assert!(admits(&list, &here, Some(&key)));
        assert!(!admits(&list, &here, None));
        assert!(!admits(&list, &peer("192.0.2.7", Transport::Tcp), Some(&key)));
        assert!(!admits(&list, &peer("198.51.100.7", Transport::Tls), Some(&key)));
        assert!(admits(&list, &peer("::ffff:192.0.2.7", Transport::Tls), Some(&key)));
    }

    #[test]
    fn an_empty_list_lets_nobody_in() {
        assert!(!admits(&[], &peer("127.0.0.1", Transport::Tls), None));
        assert!(admits(&[Permit::everybody()], &peer("127.0.0.1", Transport::Udp), None));
    }
}
