//! From where a question came over the network, and whom a limit counts together: the same for every
//! door that stands behind proxies.

use std::net::{IpAddr, Ipv6Addr};

/// The client's address: the peer's, or what proxies that we trust say stands behind them.
///
/// `forwarded` are the lines of `X-Forwarded-For`, in their order: each proxy adds its peer at the end
/// of the last one, or in one of its own. So they are read from the end, and the first address that
/// is not a trusted proxy is the client.
pub fn client<'a>(
    peer: IpAddr,
    forwarded: impl DoubleEndedIterator<Item = &'a str>,
    is_trusted: impl Fn(IpAddr) -> bool,
) -> IpAddr {
    let mut client = peer.to_canonical();
    for claimed in forwarded.rev().flat_map(|line| line.rsplit(',')) {
        if !is_trusted(client) {
            break;
        }
        match claimed.trim().parse::<IpAddr>() {
            Ok(address) => client = address.to_canonical(),
            Err(_) => break,
        }
    }
    client
}

/// The addresses that one customer has: a limit that counted each of the 2⁶⁴ would not be one.
pub fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted = |address| matches!(address, IpAddr::V4(v4) if v4.octets()[0] == 10);
        for (peer, forwarded, client_is) in [
            ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
            ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("10.0.0.1", "203.0.113.9, 192.0.2.4", "192.0.2.4"),
            ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
            ("10.0.0.1", "192.0.2.4\n203.0.113.9, 10.0.0.2\n10.0.0.3", "203.0.113.9"),
            ("10.0.0.1", "192.0.2.4\nnonsense", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ] {
            assert_eq!(
                client(ip(peer), forwarded.lines(), trusted),
                ip(client_is),
                "{peer} {forwarded}"
            );
        }
    }

    #[test]
    fn a_household_is_a_64() {
        assert_eq!(household(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
        assert_eq!(household(ip("192.0.2.1")), ip("192.0.2.1"));
        assert_eq!(household(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
