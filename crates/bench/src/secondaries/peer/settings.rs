//! The settings of each server, as `docs/secondaries.md` gives them to operators of large zones.

use std::net::SocketAddr;
use std::path::Path;

use super::{KEY, SECRET, Software};

/// The settings of a secondary of the zone `zone`.
pub(super) fn of(
    software: Software,
    directory: &Path,
    own: SocketAddr,
    primary: SocketAddr,
) -> String {
    match software {
        Software::Nsd => nsd(directory, own, primary),
        Software::Knot => knot(directory, own, primary),
        Software::Bind => bind(directory, own, primary),
    }
}

fn nsd(directory: &Path, own: SocketAddr, primary: SocketAddr) -> String {
    let shown = directory.display();
    format!(
        "server:\n ip-address: {}@{}\n username: \"\"\n chroot: \"\"\n server-count: 1\n \
         zonesdir: \"{shown}\"\n pidfile: \"{shown}/nsd.pid\"\n xfrdfile: \"{shown}/xfrd.state\"\n \
         xfrdir: \"{shown}\"\n zonelistfile: \"{shown}/zone.list\"\n database: \"\"\n \
         zonefiles-write: 86400\n xfrd-reload-timeout: 0\n verbosity: 1\n\
         remote-control:\n control-enable: no\n\
         key:\n name: \"{KEY}\"\n algorithm: hmac-sha256\n secret: \"{SECRET}\"\n\
         zone:\n name: \"zone\"\n zonefile: \"zone.zone\"\n allow-notify: 127.0.0.1 {KEY}\n \
         request-xfr: {}@{} {KEY}\n",
        own.ip(),
        own.port(),
        primary.ip(),
        primary.port(),
    )
}

fn knot(directory: &Path, own: SocketAddr, primary: SocketAddr) -> String {
    let shown = directory.display();
    format!(
        "server:\n    listen: {}@{}\n    rundir: \"{shown}\"\n    udp-workers: 1\n    \
         background-workers: 1\n\
         log:\n  - target: stderr\n    any: notice\n\
         database:\n    storage: \"{shown}\"\n    journal-db-max-size: 16G\n    \
         journal-db-mode: asynchronous\n\
         key:\n  - id: {KEY}\n    algorithm: hmac-sha256\n    secret: {SECRET}\n\
         remote:\n  - id: primary\n    address: {}@{}\n    key: {KEY}\n\
         acl:\n  - id: notices\n    address: 127.0.0.1\n    key: {KEY}\n    action: notify\n\
         zone:\n  - domain: zone\n    storage: \"{shown}\"\n    master: primary\n    acl: notices\n    \
         zonefile-load: none\n    zonefile-sync: -1\n    journal-content: all\n    \
         journal-max-usage: 8G\n",
        own.ip(),
        own.port(),
        primary.ip(),
        primary.port(),
    )
}

fn bind(directory: &Path, own: SocketAddr, primary: SocketAddr) -> String {
    format!(
        "key \"{KEY}\" {{ algorithm hmac-sha256; secret \"{SECRET}\"; }};\ncontrols {{ }};\n\
         options {{\n directory \"{}\";\n pid-file none;\n session-keyfile none;\n \
         listen-on port {} {{ {}; }};\n listen-on-v6 {{ none; }};\n recursion no;\n \
         dnssec-validation no;\n notify no;\n serial-query-rate 100;\n}};\n\
         zone \"zone\" {{\n type secondary;\n file \"zone.db\";\n masterfile-format raw;\n \
         primaries {{ {} port {} key \"{KEY}\"; }};\n allow-notify {{ key \"{KEY}\"; }};\n}};\n",
        directory.display(),
        own.port(),
        own.ip(),
        primary.ip(),
        primary.port(),
    )
}
