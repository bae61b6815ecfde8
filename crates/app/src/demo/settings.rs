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
    rdap: &[SocketAddr; 2],
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
    let [plain, tls] = rdap;
    text.push_str("\n[rdap]\n");
    text.push_str(&table(&[
        ("address", &plain.to_string()),
        ("tls_address", &tls.to_string()),
        ("certificate", "tls/epp.crt"),
        ("key", "tls/epp.key"),
        ("base_url", &format!("http://localhost:{}/", plain.port())),
    ]));
    // Whoever is on this machine may ask as often as they like.
    text.push_str("[rdap.limits]\nexempt = [\"127.0.0.0/8\", \"::1/128\"]\n");
    for registrar in ["ALFA", "BETA", "GAMA"] {
        let server = format!("https://rdap.{}.example/", registrar.to_lowercase());
        text.push_str("[[rdap.registrar]]\n");
        text.push_str(&table(&[("id", registrar), ("base_url", &server)]));
    }
    text.push_str("[[rdap.token]]\n");
    let digest = foral_rdds::rdap::digest(super::STAFF_TOKEN);
    text.push_str(&table(&[("sha256", &digest), ("staff", "demo")]));
    text.push_str("\n[launch]\n");
    text.push_str(&table(&[("claims", super::claims::FILE)]));
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
        let rdap = [8081, 8443].map(|port| SocketAddr::from(([127, 0, 0, 1], port)));
        let text =
            text("a \"b\".db", &doors, &services, (dns, secondary), "http://localhost:8080", &rdap);
        let config = Config::of(&text, Path::new("/demo")).unwrap();
        assert!(config.sandbox);
        assert_eq!(config.database, "/demo/a \"b\".db");
        assert_eq!(config.portal.address.port(), 8080);
        assert_eq!(config.whois.as_ref().unwrap().address.port(), 4343);
        assert!(config.das.is_none());
        let rdap = config.rdap.as_ref().unwrap();
        assert_eq!(rdap.settings().unwrap().base_url, "http://localhost:8081/");
        assert_eq!(rdap.certificate.as_deref(), Some(Path::new("/demo/tls/epp.crt")));
        let endpoints = config.endpoints().unwrap();
        assert_eq!(endpoints[1].address.port(), 7701);
        assert_eq!(endpoints[1].scope.repository.as_str(), "gtld");
        assert_eq!(config.repositories().unwrap()[1].suffix, "ICANNRST");
        let dns = config.dns().unwrap().unwrap();
        assert_eq!(dns.addresses[0].port(), 5300);
        assert_eq!(dns.secondaries[0].address.port(), 5301);
    }
}
