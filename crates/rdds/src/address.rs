//! From where a question came, and whom a limit counts together.

use std::net::{IpAddr, Ipv6Addr};

use http::HeaderMap;
use ipnet::IpNet;

/// The client's address: the peer's, or what proxies that we trust say stands behind them.
///
/// Each proxy adds its peer at the end of `X-Forwarded-For`, so it is read from there, and the
/// first address that is not a trusted proxy is the client.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let mut client = peer.to_canonical();
    if trusted.is_empty() {
        return client;
    }
    let forwarded = headers.get("x-forwarded-for");
    let forwarded = forwarded
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    for claimed in forwarded.rsplit(',') {
        if !trusted.iter().any(|net| net.contains(&client)) {
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
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
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
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        for (peer, forwarded, client_is) in [
            ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
            ("10.0.0.1", "203.0.113.9, 192.0.2.4", "192.0.2.4"),
            ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            assert_eq!(client(ip(peer), &headers, &trusted), ip(client_is), "{peer} {forwarded}");
        }
    }

    #[test]
    fn a_household_is_a_64() {
        assert_eq!(household(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
        assert_eq!(household(ip("192.0.2.1")), ip("192.0.2.1"));
    }
}
