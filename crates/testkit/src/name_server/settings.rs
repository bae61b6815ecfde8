//! Settings of servers that no secondary needs.

use std::net::SocketAddr;

use foral_peers::{Place, Software, Supply};

use super::signed::Signer;

/// What makes Knot sign a zone.
const SIGNING: &str = "    dnssec-signing: on\n    dnssec-policy: signing\n";

/// NSD with zones of its own.
pub(super) fn nsd_authority(place: &Place<'_>, zones: &[(&str, &str)]) -> Result<String, String> {
    let mut text = place.nsd_server();
    for (zone, contents) in zones {
        let file = place.path(&format!("{zone}.zone"));
        std::fs::write(&file, contents).map_err(|error| error.to_string())?;
        text += &format!("zone:\n name: \"{zone}\"\n zonefile: \"{file}\"\n");
    }
    Ok(text)
}

/// Knot as a secondary that signs with keys of its own.
pub(super) fn knot_signer(place: &Place<'_>, supply: &Supply) -> String {
    let transfers = "  - id: everybody\n    address: 127.0.0.1\n    action: transfer\n\
         policy:\n  - id: signing\n    algorithm: ecdsap256sha256\n    nsec3: on\n    \
         nsec3-iterations: 0\n    nsec3-salt-length: 0\ntemplate:\n";
    place
        .knot(supply)
        .replace("template:\n", transfers)
        .replace("acl: notices\n", "acl: [notices, everybody]\n")
        .replace("journal-content: all\n", &format!("journal-content: all\n{SIGNING}"))
}

/// BIND as a secondary that signs with keys of its own, many names at a time.
pub(super) fn bind_signer(place: &Place<'_>, supply: &Supply) -> String {
    let policy = "dnssec-policy \"signing\" {\n keys { csk lifetime unlimited algorithm \
         ecdsap256sha256; };\n nsec3param iterations 0 optout no salt-length 0;\n};\noptions {";
    place
        .secondary(Software::Bind, supply)
        .replace("options {", policy)
        .replace(
            "type secondary;",
            "type secondary; inline-signing yes; dnssec-policy signing; \
                  sig-signing-signatures 1000; sig-signing-nodes 1000;",
        )
}

/// BIND as a validating resolver.
pub(super) fn bind_resolver(place: &Place<'_>, zones: &[(&str, SocketAddr, &Signer)]) -> String {
    let mut text = format!(
        "controls {{ }};\noptions {{\n directory \"{}\";\n pid-file \"named.pid\";\n \
         session-keyfile \"session.key\";\n listen-on port {} {{ {}; }};\n \
         listen-on-v6 {{ none; }};\n recursion yes;\n dnssec-validation yes;\n}};\n",
        place.directory.display(),
        place.address.port(),
        place.address.ip(),
    );
    for (zone, authority, signer) in zones {
        let Signer { key_tag, algorithm, digest_type, digest } = signer;
        text += &format!(
            "trust-anchors {{ \"{zone}\" static-ds {key_tag} {algorithm} {digest_type} \
             \"{digest}\"; }};\nzone \"{zone}\" {{ type forward; forward only; forwarders \
             {{ {} port {}; }}; }};\n",
            authority.ip(),
            authority.port(),
        );
    }
    text
}
