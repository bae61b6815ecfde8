//! Addresses with a port: numbers, since a name could mean several, or none.

use std::net::SocketAddr;

use serde::{Deserialize, Deserializer, de::Error};

/// Reads one address.
pub(super) fn one<'de, D: Deserializer<'de>>(from: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(from)?;
    read(&text).map_err(D::Error::custom)
}

/// Reads an address that may be left out.
pub(super) fn perhaps<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SocketAddr>, D::Error> {
    one(from).map(Some)
}

/// Reads a list of addresses.
pub(super) fn each<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SocketAddr>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    let all = texts.iter().map(|text| read(text));
    all.collect::<Result<_, _>>().map_err(D::Error::custom)
}

fn read(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!(
            "{text} is no address with a port; write one in numbers, such as 127.0.0.1:700 or \
             [::1]:700"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Table {
        #[serde(deserialize_with = "one")]
        address: SocketAddr,
        #[serde(default, deserialize_with = "each")]
        more: Vec<SocketAddr>,
        #[serde(default, deserialize_with = "perhaps")]
        tls: Option<SocketAddr>,
    }

    #[test]
    fn addresses_are_numbers_and_ports() {
        let good = "address = \"127.0.0.1:700\"\nmore = [\"[::1]:53\"]\ntls = \"[::]:443\"";
        let table: Table = toml::from_str(good).unwrap();
        assert_eq!((table.address.port(), table.more[0].port()), (700, 53));
        assert_eq!(table.tls.map(|tls| tls.port()), Some(443));
        let bare: Table = toml::from_str("address = \"127.0.0.1:700\"").unwrap();
        assert_eq!((bare.more.len(), bare.tls), (0, None));
    }

    #[test]
    fn what_is_none_is_answered_with_one_that_is() {
        for bad in ["localhost", "localhost:700", "127.0.0.1", "::1:700", ""] {
            let why = toml::from_str::<Table>(&format!("address = \"{bad}\""));
            let why = why.map(|table| table.address).unwrap_err().to_string();
            assert!(why.contains("such as 127.0.0.1:700 or [::1]:700"), "{why}");
        }
    }
}
