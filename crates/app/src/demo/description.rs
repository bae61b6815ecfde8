//! `demo.json`: what a program must know to use the demonstration. `docs/demo.md` promises it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The whole file.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Description {
    /// The settings, for the other commands of the program.
    #[serde(default)]
    pub(crate) config: PathBuf,
    pub(crate) epp: Epp,
    pub(crate) epp_endpoints: Vec<Endpoint>,
    pub(crate) portal: Portal,
    /// Address and port of WHOIS.
    #[serde(default)]
    pub(crate) whois: Service,
    /// Address and port of the availability service.
    #[serde(default)]
    pub(crate) das: Service,
    #[serde(default)]
    pub(crate) rdap: Rdap,
    pub(crate) mail: Mail,
    #[serde(default)]
    pub(crate) dns: Dns,
    pub(crate) holders: Vec<Holder>,
}

/// How to speak EPP.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Epp {
    pub(crate) address: String,
    pub(crate) ca: PathBuf,
    pub(crate) registrars: Vec<Registrar>,
}

/// A registrar with all it needs to log in.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Registrar {
    pub(crate) id: String,
    pub(crate) password: String,
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// One door for registrars, with what a test suite must know of it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Endpoint {
    pub(crate) name: String,
    pub(crate) address: String,
    /// The name that its certificate is for.
    pub(crate) server_name: String,
    pub(crate) ca: PathBuf,
    /// Zones in which the registrars can register names.
    pub(crate) zones: Vec<String>,
    /// `objects` or `attributes`: how a client names name servers.
    pub(crate) host_model: String,
    /// `dsData` or `keyData`: how a client gives delegation signers.
    pub(crate) secdns: String,
    /// Types of contacts without which no name is registered, `registrant` among them.
    pub(crate) required_contacts: Vec<String>,
    /// Registrars with credit and without anything of their own at first.
    pub(crate) registrars: Vec<Registrar>,
    pub(crate) samples: Samples,
}

/// What belongs to a third registrar.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Samples {
    pub(crate) domains: Vec<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) contacts: Vec<String>,
}

/// The holders' portal.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Portal {
    pub(crate) url: String,
}

/// The zones in the DNS.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Dns {
    /// Where the zones are handed out, over UDP and TCP.
    pub(crate) address: String,
    /// The zones that are published.
    pub(crate) zones: Vec<String>,
    pub(crate) tsig: Tsig,
    pub(crate) secondary: Secondary,
    /// A file for `delv -a` with the keys that validate the zones.
    pub(crate) trust_anchors: PathBuf,
}

/// The key that takes the zones.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Tsig {
    pub(crate) name: String,
    pub(crate) algorithm: String,
    /// In Base64.
    pub(crate) secret: String,
}

/// A secondary that whoever wants one starts.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Secondary {
    pub(crate) name: String,
    /// Where it will answer.
    pub(crate) address: String,
    /// The program and its arguments.
    pub(crate) command: Vec<String>,
}

/// A service of lines.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Service {
    pub(crate) address: String,
}

/// The directory for programs, over HTTP and over TLS.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Rdap {
    /// With a final slash.
    pub(crate) url: String,
    /// The same over TLS, with a final slash.
    pub(crate) https_url: String,
    /// The authority that vouches for it.
    pub(crate) ca: PathBuf,
    /// A token of the registry's staff, who see everything and search from people to names.
    pub(crate) staff_token: String,
}

/// Where letters are.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mail {
    pub(crate) directory: PathBuf,
    pub(crate) url: String,
}

/// A holder; one without a password must recover it first.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Holder {
    pub(crate) nic_handle: String,
    pub(crate) password: Option<String>,
    pub(crate) country: String,
    pub(crate) tax_id: String,
    pub(crate) email: String,
    pub(crate) domains: Vec<Domain>,
}

/// A holder's domain: A-labels, and the number of its ROID.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Domain {
    pub(crate) name: String,
    pub(crate) process_id: String,
}
