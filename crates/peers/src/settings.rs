//! The settings of each server, as `docs/secondaries.md` gives them to operators of large zones.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// How a secondary takes its zones.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Names of the zones, without final dot.
    pub zones: Vec<String>,
    /// A catalog that names further zones (not with NSD).
    pub catalog: Option<String>,
    /// Where the primary listens.
    pub primary: SocketAddr,
    /// Whether that is an encrypted door (BIND only).
    pub encrypted: bool,
    /// The key's name, its algorithm and its secret in Base64.
    pub key: (String, String, String),
}

/// Where a server lives.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Its files.
    pub directory: &'a Path,
    /// Where it answers.
    pub address: SocketAddr,
}

impl Place<'_> {
    /// A file of its own.
    pub fn path(&self, file: &str) -> String {
        let path: PathBuf = self.directory.join(file);
        path.display().to_string()
    }

    /// A secondary of this software.
    pub fn secondary(&self, software: crate::Software, supply: &Supply) -> String {
        match software {
            crate::Software::Nsd => self.nsd(supply),
            crate::Software::Knot => self.knot(supply),
            crate::Software::Bind => self.bind(supply),
        }
    }

    /// NSD's settings, beside those of its zones.
    pub fn nsd_server(&self) -> String {
        format!(
            "server:\n ip-address: {}@{}\n username: \"\"\n chroot: \"\"\n server-count: 1\n \
             zonesdir: \"{}\"\n pidfile: \"{}\"\n xfrdfile: \"{}\"\n xfrdir: \"{}\"\n \
             zonelistfile: \"{}\"\n database: \"\"\n verbosity: 2\n zonefiles-write: 86400\n \
             xfrd-reload-timeout: 0\n rrl-ratelimit: 0\n\
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

    fn nsd(&self, supply: &Supply) -> String {
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

    /// Knot as a secondary.
    pub fn knot(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let directory = self.directory.display();
        let zone = format!(
            "    storage: \"{directory}\"\n    master: primary\n    acl: notices\n    \
             zonefile-load: none\n    zonefile-sync: -1\n    journal-content: all\n    \
             journal-max-usage: 8G\n    journal-max-depth: 1000000\n    adjust-threads: 2\n"
        );
        let mut text = format!(
            "server:\n    listen: {}@{}\n    rundir: \"{directory}\"\n    background-workers: 2\n\
             log:\n  - target: stderr\n    any: info\n\
             database:\n    storage: \"{directory}\"\n    journal-db-max-size: 16G\n    \
             journal-db-mode: asynchronous\n\
             key:\n  - id: {key}\n    algorithm: {algorithm}\n    secret: {secret}\n\
             remote:\n  - id: primary\n    address: {}@{}\n    key: {key}\n\
             acl:\n  - id: notices\n    address: 127.0.0.1\n    key: {key}\n    action: notify\n\
             template:\n  - id: default\n{zone}  - id: member\n{zone}zone:\n",
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

    fn bind(&self, supply: &Supply) -> String {
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
             serial-query-rate 1000;\n allow-new-zones yes;\n{catalog}}};\n",
            self.address.port(),
            self.address.ip(),
        );
        for zone in supply.zones.iter().chain(&supply.catalog) {
            text += &format!(
                "zone \"{zone}\" {{ type secondary; file \"{zone}.db\"; masterfile-format raw; \
                 primaries {{ {primaries} }}; allow-notify {{ key \"{key}\"; }}; }};\n"
            );
        }
        text
    }
}
