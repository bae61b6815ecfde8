//! The commands that loads are made of.

use foral_epp_wire::command::{Body, Check, CheckName, DomainInfo, HostFilter, Info};
use foral_model::command::{
    Command, DomainCreate, DomainDelete, DomainRenew, DomainTransfer, DomainUpdate, LinkChange,
    SignerChange, Terms, TransferStep,
};
use foral_model::domain::Signer;
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;

use crate::failed::Failed;

/// `check` of these names.
pub(crate) fn check(names: impl Iterator<Item = String>) -> Body {
    Body::Check(Check::Domain(names.map(CheckName::new).collect()))
}

/// `info` about all there is.
pub(crate) fn info(text: &str) -> Result<Body, Failed> {
    let name = name(text)?;
    Ok(Body::Info(Info::Domain(DomainInfo { name, hosts: HostFilter::All, auth_info: None })))
}

/// `create` for a year, with two name servers.
pub(crate) fn create(text: &str, holder: &Handle) -> Result<Body, Failed> {
    create_with(text, holder, vec![server(1)?, server(2)?], Vec::new())
}

/// `create` for a year.
pub(crate) fn create_with(
    text: &str,
    holder: &Handle,
    name_servers: Vec<NameServer>,
    signers: Vec<Signer>,
) -> Result<Body, Failed> {
    Ok(Body::Do(Command::DomainCreate(DomainCreate {
        organisations: Vec::new(),
        name: name(text)?,
        period: Period::years(1),
        name_servers,
        registrant: Some(holder.clone()),
        contacts: Vec::new(),
        auth_info: Secret::default(),
        signers,
        ttls: Vec::new(),
        idn_table: None,
        national: None,
        terms: Terms::default(),
    })))
}

/// `delete`.
pub(crate) fn delete(text: &str) -> Result<Body, Failed> {
    let name = name(text)?;
    Ok(Body::Do(Command::DomainDelete(DomainDelete { name, terms: Terms::default() })))
}

/// `renew` by a year.
pub(crate) fn renew(text: &str, expires: Timestamp) -> Result<Body, Failed> {
    Ok(Body::Do(Command::DomainRenew(DomainRenew {
        name: name(text)?,
        current_expiry: expires
            .to_string()
            .chars()
            .take("2026-11-24".len())
            .collect(),
        period: Period::years(1),
        national: None,
        not_renew: false,
        terms: Terms::default(),
    })))
}

/// `update` that exchanges a name server.
pub(crate) fn update(text: &str) -> Result<Body, Failed> {
    Ok(Body::Do(Command::DomainUpdate(DomainUpdate {
        add_name_servers: vec![server(3)?],
        remove_name_servers: vec![server(2)?],
        ..unchanged(text)?
    })))
}

/// `update` that adds a signer.
pub(crate) fn sign(text: &str, signer: Signer) -> Result<Body, Failed> {
    let signers = SignerChange { add: vec![signer], ..SignerChange::default() };
    Ok(Body::Do(Command::DomainUpdate(DomainUpdate { signers, ..unchanged(text)? })))
}

/// An `update` of nothing.
fn unchanged(text: &str) -> Result<DomainUpdate, Failed> {
    Ok(DomainUpdate {
        organisations: LinkChange::default(),
        name: name(text)?,
        add_name_servers: Vec::new(),
        remove_name_servers: Vec::new(),
        add_contacts: Vec::new(),
        remove_contacts: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        registrant: None,
        auth_info: None,
        signers: SignerChange::default(),
        ttls: Vec::new(),
        national: None,
        terms: Terms::default(),
    })
}

/// `transfer` request with a code.
pub(crate) fn transfer(text: &str, code: &str) -> Result<Body, Failed> {
    Ok(Body::Do(Command::DomainTransfer(DomainTransfer {
        step: TransferStep::Request,
        name: name(text)?,
        period: None,
        auth_info: Some(Secret::new(code)),
        national: None,
        renounce: false,
        terms: Terms::default(),
    })))
}

/// A name that this program made up.
pub(crate) fn name(text: &str) -> Result<DomainName, Failed> {
    DomainName::parse(text).map_err(|why| Failed::says(format!("{text} is no name: {why:?}")))
}

/// A name server outside of the registry.
pub(crate) fn server(number: u8) -> Result<NameServer, Failed> {
    let name = name(&format!("ns{number}.dns.example"))?;
    Ok(NameServer::Attribute { name, addresses: Vec::new() })
}
