//! What the settings of each server's software look like.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::Supply;
use super::signed::Signer;

/// What makes Knot sign a zone.
const SIGNING: &str = "    dnssec-signing: on\n    dnssec-policy: signing\n";

/// Where a server lives.
pub(super) struct Place<'a> {
    pub(super) directory: &'a Path,
    pub(super) address: SocketAddr,
}

impl Place<'_> {
    fn path(&self, file: &str) -> String {
        let path: PathBuf = self.directory.join(file);
        path.display().to_string()
    }

    /// NSD's settings, beside those of its zones.
    fn nsd_server(&self) -> String {
        format!(
            "server:\n ip-address: {}@{}\n username: \"\"\n chroot: \"\"\n server-count: 1\n \
             zonesdir: \"{}\"\n pidfile: \"{}\"\n xfrdfile: \"{}\"\n xfrdir: \"{}\"\n \
             zonelistfile: \"{}\"\n database: \"\"\n verbosity: 2\n xfrd-reload-timeout: 1\n\
             remote-control:\n control-enable: no\n",
            self.address.ip(),
            self.address.port(),
            self.directory.display(),
            self.path("nsd.pid"),
            self.path("xfrd.state"),
            self.directory.display(),
            self.path("zone.list"),
        )
    }

    pub(super) fn nsd(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let mut text = self.nsd_server();
        text +=
            &format!("key:\n name: \"{key}\"\n algorithm: {algorithm}\n secret: \"{secret}\"\n");
        let primary = format!("{}@{}", supply.primary.ip(), supply.primary.port());
        for zone in &supply.zones {
            text += &format!(
                "zone:\n name: \"{zone}\"\n zonefile: \"{zone}.zone\"\n allow-notify: 127.0.0.1 \
                 {key}\n request-xfr: {primary} {key}\n"
            );
        }
        text
    }

    /// NSD with zones of its own.
    pub(super) fn nsd_authority(&self, zones: &[(&str, &str)]) -> Result<String, String> {
        let mut text = self.nsd_server();
        for (zone, contents) in zones {
            let file = self.path(&format!("{zone}.zone"));
            std::fs::write(&file, contents).map_err(|error| error.to_string())?;
            text += &format!("zone:\n name: \"{zone}\"\n zonefile: \"{file}\"\n");
        }
        Ok(text)
    }

    pub(super) fn knot(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let directory = self.directory.display();
        let mut text = format!(
            "server:\n    listen: {}@{}\n    rundir: \"{directory}\"\n    background-workers: 2\n\
             log:\n  - target: stderr\n    any: info\n\
             database:\n    storage: \"{directory}\"\n\
             key:\n  - id: {key}\n    algorithm: {algorithm}\n    secret: {secret}\n\
             remote:\n  - id: primary\n    address: {}@{}\n    key: {key}\n\
             acl:\n  - id: notices\n    address: 127.0.0.1\n    key: {key}\n    action: notify\n\
             template:\n  - id: default\n    storage: \"{directory}\"\n    master: primary\n    \
             acl: notices\n    zonefile-load: none\n    zonefile-sync: -1\n    journal-content: all\n\
             \x20 - id: member\n    storage: \"{directory}\"\n    master: primary\n    acl: notices\n\
             \x20   zonefile-load: none\n    zonefile-sync: -1\n    journal-content: all\n\
             zone:\n",
            self.address.ip(),
            self.address.port(),
            supply.primary.ip(),
            supply.primary.port(),
        );
        for zone in &supply.zones {
            text += &format!("  - domain: {zone}\n");
        }
        if let Some(catalog) = &supply.catalog {
            text += &format!(
                "  - domain: {catalog}\n    catalog-role: interpret\n    catalog-template: member\n"
            );
        }
        text
    }

    /// Knot as a secondary that signs with keys of its own.
    pub(super) fn knot_signer(&self, supply: &Supply) -> String {
        let transfers = "  - id: everybody\n    address: 127.0.0.1\n    action: transfer\n\
             policy:\n  - id: signing\n    algorithm: ecdsap256sha256\n    nsec3: on\n    \
             nsec3-iterations: 0\n    nsec3-salt-length: 0\ntemplate:\n";
        self.knot(supply)
            .replace("template:\n", transfers)
            .replace("acl: notices\n", "acl: [notices, everybody]\n")
            .replace("journal-content: all\n", &format!("journal-content: all\n{SIGNING}"))
    }

    /// BIND as a validating resolver.
    pub(super) fn bind_resolver(&self, zones: &[(&str, SocketAddr, &Signer)]) -> String {
        let mut text = format!(
            "controls {{ }};\noptions {{\n directory \"{}\";\n pid-file \"named.pid\";\n \
             session-keyfile \"session.key\";\n listen-on port {} {{ {}; }};\n \
             listen-on-v6 {{ none; }};\n recursion yes;\n dnssec-validation yes;\n}};\n",
            self.directory.display(),
            self.address.port(),
            self.address.ip(),
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

    pub(super) fn bind(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let directory = self.directory.display();
        let tls = if supply.encrypted { " tls xot" } else { "" };
        let primaries =
            format!("{} port {} key \"{key}\"{tls};", supply.primary.ip(), supply.primary.port());
        let catalog = supply.catalog.as_ref().map_or_else(String::new, |catalog| {
            format!(
                " catalog-zones {{ zone \"{catalog}\" default-primaries {{ {primaries} }} \
                 in-memory yes; }};\n"
            )
        });
        let mut text = format!(
            "key \"{key}\" {{ algorithm {algorithm}; secret \"{secret}\"; }};\n\
             tls xot {{ }};\ncontrols {{ }};\n\
             options {{\n directory \"{directory}\";\n pid-file \"named.pid\";\n \
             session-keyfile \"session.key\";\n listen-on port {} {{ {}; }};\n \
             listen-on-v6 {{ none; }};\n recursion no;\n dnssec-validation no;\n notify no;\n \
             allow-new-zones yes;\n{catalog}}};\n",
            self.address.port(),
            self.address.ip(),
        );
        for zone in supply.zones.iter().chain(&supply.catalog) {
            text += &format!(
                "zone \"{zone}\" {{ type secondary; file \"{zone}.db\"; masterfile-format text; \
                 primaries {{ {primaries} }}; allow-notify {{ key \"{key}\"; }}; }};\n"
            );
        }
        text
    }
}
