//! The demonstration's own `foral.toml`, so that the other commands of the program find it.

use std::net::SocketAddr;

use toml::{Table, Value};

use super::dns::{KEY, SECONDARY};

/// The repositories. ICANNRST is what IANA's list of repository identifiers has for trying out
/// systems; a registry registers its own. The third one has no zone yet: `foral zone add` adds
/// `es.toml` under any name.
const REPOSITORIES: &str = "\
[[repository]]
name = \"pt\"
suffix = \"PT\"
handles = \"@@@@-######-PT\"
taxpayer_number = \"required\"
country = \"PT\"
identity = \"frozen\"

[[repository]]
name = \"gtld\"
suffix = \"ICANNRST\"
handles = \"chosen\"
transfer_days = 5
code_bits = 128

[[repository]]
name = \"es\"
suffix = \"ES\"
handles = \"#####@-ESNIC-F#\"
country = \"ES\"
";

/// A door: its name, which is that of its repository, and where it listens.
pub(crate) type Door<'a> = (&'a str, SocketAddr);

/// The text of the file; `services` are the tables of lines, each with where it listens.
pub(crate) fn text(
    database: &str,
    doors: &[Door<'_>],
    services: &[Door<'_>],
    (dns, secondary): (SocketAddr, SocketAddr),
    portal: &str,
) -> String {
    let port = portal.rsplit(':').next().unwrap_or_default();
    let mut text = String::from("# Written by `foral demo`, anew at each start.\n");
    text.push_str(&table(&[("database", database), ("key_file", "instance.key")]));
    text.push_str("sandbox = true\n\n");
    text.push_str(REPOSITORIES);
    for (name, address) in doors {
        text.push_str("\n[[epp]]\n");
        text.push_str(&table(&[
            ("name", name),
            ("address", &address.to_string()),
            ("server_name", "Foral demo"),
            ("certificate", "tls/epp.crt"),
            ("key", "tls/epp.key"),
            ("repository", name),
        ]));
    }
    text.push_str(&zones(dns, secondary));
    text.push_str("\n[portal]\n");
    text.push_str(&table(&[("address", &format!("127.0.0.1:{port}")), ("base_url", portal)]));
    for (name, address) in services {
        text.push_str(&format!("\n[{name}]\n"));
        text.push_str(&table(&[("address", &address.to_string())]));
        text.push_str(super::BOUNDS);
    }
    text.push_str("\n[mail]\n");
    text.push_str(&table(&[("sender", super::SENDER), ("directory", "mail")]));
    text
}

/// Where the zones are handed out, and the secondary that takes them.
fn zones(dns: SocketAddr, secondary: SocketAddr) -> String {
    let mut text = format!("\n[dns]\naddresses = [\"{dns}\"]\n");
    text.push_str(&table(&[("passphrase_file", "dns.passphrase")]));
    text.push_str("\n[[dns.tsig]]\n");
    text.push_str(&table(&[("name", KEY), ("secret_file", "tsig.demo")]));
    text.push_str("\n[[dns.secondary]]\n");
    let address = secondary.to_string();
    text.push_str(&table(&[("name", SECONDARY), ("address", &address), ("tsig", KEY)]));
    // BIND takes each notification in its stride.
    text.push_str("pace_milliseconds = 50\n");
    text
}

fn table(rows: &[(&str, &str)]) -> String {
    let row = |(key, value): &(&str, &str)| ((*key).to_owned(), Value::from(*value));
    rows.iter().map(row).collect::<Table>().to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{GTLD, PT};
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_file_is_what_the_program_reads() {
        let doors: Vec<Door<'_>> = [(PT, 7700), (GTLD, 7701)]
            .map(|(name, port)| (name, SocketAddr::from(([127, 0, 0, 1], port))))
            .into();
        let [dns, secondary] = [5300, 5301].map(|port| SocketAddr::from(([127, 0, 0, 1], port)));
        let services = [("whois", SocketAddr::from(([127, 0, 0, 1], 4343)))];
        let text = text("a \"b\".db", &doors, &services, (dns, secondary), "http://localhost:8080");
        let config = Config::of(&text, Path::new("/demo")).unwrap();
        assert!(config.sandbox);
        assert_eq!(config.database, "/demo/a \"b\".db");
        assert_eq!(config.portal.address.port(), 8080);
        assert_eq!(config.whois.as_ref().unwrap().address.port(), 4343);
        assert!(config.das.is_none());
        let endpoints = config.endpoints().unwrap();
        assert_eq!(endpoints[1].address.port(), 7701);
        assert_eq!(endpoints[1].scope.repository.as_str(), "gtld");
        assert_eq!(config.repositories().unwrap()[1].suffix, "ICANNRST");
        let dns = config.dns().unwrap().unwrap();
        assert_eq!(dns.addresses[0].port(), 5300);
        assert_eq!(dns.secondaries[0].address.port(), 5301);
    }
}
