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
    pub(crate) portal: Portal,
    pub(crate) mail: Mail,
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

/// The holders' portal.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Portal {
    pub(crate) url: String,
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
