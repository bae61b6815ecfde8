//! Domains (RFC 9083, section 5.3).

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use foral_model::domain::{Lifecycle, Signer};
use foral_model::name::DomainName;
use foral_registry::directory::{DirectoryDomain, Unpublished};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::entity::{self, Entity};
use super::event::Event;
use super::frame::Frame;
use super::link::{Href, Link, RDAP_JSON};
use super::listing::FieldSet;
use super::nameserver::Addresses;
use super::notice::{About, Notices};
use super::redacted::{Place, Redacted, Redaction};
use super::registrars::Sponsor;
use super::status::{self, Shown};

/// A domain. What identifies it is always there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Domain<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rdap_conformance: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notices: Option<Notices<'a>>,
    object_class_name: &'static str,
    handle: &'a str,
    ldh_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unicode_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Shown<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Entities<'a>>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "secureDNS")]
    secure_dns: Option<SecureDns<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nameservers: Vec<Server<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<[Remark<'a>; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port43: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redacted: Option<Redacted<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<Event>,
}

/// A name server of a domain.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Server<'a> {
    object_class_name: &'static str,
    ldh_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unicode_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_addresses: Option<Addresses<'a>>,
}

/// Why the name is not in the DNS, by the word that WHOIS has for it, too.
#[derive(Serialize)]
struct Remark<'a> {
    title: &'static str,
    description: [&'a str; 1],
}

/// The sponsoring registrar, and whoever else is something to a domain.
struct Entities<'a> {
    sponsor: Sponsor<'a>,
    others: Vec<Entity<'a>>,
}

impl Serialize for Entities<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(1 + self.others.len()))?;
        list.serialize_element(&self.sponsor)?;
        for other in &self.others {
            list.serialize_element(other)?;
        }
        list.end()
    }
}

/// Delegation signers and their keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SecureDns<'a> {
    delegation_signed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ds_data: Vec<DsData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    key_data: Vec<KeyData>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DsData<'a> {
    key_tag: u16,
    algorithm: u8,
    digest: Hex<'a>,
    digest_type: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeyData {
    flags: u16,
    protocol: u8,
    public_key: String,
    algorithm: u8,
}

/// Octets in capital hexadecimal digits.
struct Hex<'a>(&'a [u8]);

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
        let digits = self
            .0
            .iter()
            .flat_map(|octet| [digit(octet >> 4), digit(*octet)]);
        serializer.serialize_str(&digits.collect::<String>())
    }
}

/// The form of a name that people read, if it is another one.
pub(crate) fn unicode(name: &DomainName) -> Option<String> {
    name.as_str().contains("xn--").then(|| name.unicode())
}

impl<'a> Domain<'a> {
    /// A domain, with as much of it as `fields` asks for. `result` is its place in a list of
    /// results. What is kept back is added to `kept_back`.
    pub(crate) fn of(
        frame: &Frame<'a>,
        domain: &'a DirectoryDomain,
        fields: FieldSet,
        result: Option<(&'static str, usize)>,
        kept_back: &mut Vec<Redaction>,
    ) -> Self {
        let mut shown = Self {
            rdap_conformance: None,
            notices: None,
            object_class_name: "domain",
            handle: &domain.roid,
            ldh_name: domain.name.as_str(),
            unicode_name: unicode(&domain.name),
            status: None,
            entities: None,
            secure_dns: None,
            nameservers: Vec::new(),
            remarks: None,
            links: Vec::new(),
            port43: None,
            redacted: None,
            events: Vec::new(),
        };
        if fields == FieldSet::Id {
            return shown;
        }
        shown.status = Some(Shown { statuses: status::of_domain(domain), rgp: &domain.rgp });
        shown.links = links(frame, domain);
        shown.events = events(frame, domain);
        if fields == FieldSet::Brief {
            return shown;
        }
        shown.entities = Some(entities(frame, domain, result, kept_back));
        shown.secure_dns = Some(secure_dns(&domain.signers));
        shown.nameservers = domain.name_servers.iter().map(server).collect();
        shown.remarks = domain.kept_out().map(|why| [remark(frame, why)]);
        shown.port43 = frame.settings.port43.as_deref();
        shown
    }

    /// The whole answer to a look-up.
    pub(crate) fn alone(
        mut self,
        frame: Frame<'a>,
        domain: &DirectoryDomain,
        kept_back: &'a [Redaction],
    ) -> Self {
        self.rdap_conformance = Some(frame.conformance());
        self.notices = Some(Notices::of(frame, About::Domain));
        let redacted = Redacted { list: kept_back, sentences: &frame.texts.redactions };
        self.redacted = (!kept_back.is_empty()).then_some(redacted);
        self.events.push(Event::database(domain.as_of));
        self
    }
}

fn remark<'a>(frame: &Frame<'a>, why: Unpublished) -> Remark<'a> {
    Remark { title: why.as_str(), description: [frame.texts.unpublished(why)] }
}

fn server((name, addresses): &(DomainName, Vec<IpAddr>)) -> Server<'_> {
    Server {
        object_class_name: "nameserver",
        ldh_name: name.as_str(),
        unicode_name: unicode(name),
        ip_addresses: Addresses::of(addresses),
    }
}

fn entities<'a>(
    frame: &Frame<'a>,
    domain: &'a DirectoryDomain,
    result: Option<(&'static str, usize)>,
    kept_back: &mut Vec<Redaction>,
) -> Entities<'a> {
    let sponsor = Sponsor { frame: *frame, registrar: &domain.registrar };
    let reached_by = entity::reached_by(frame, domain);
    let mut others = Vec::with_capacity(1 + domain.contacts.len());
    others.extend(domain.reseller.as_deref().map(Entity::reseller));
    for contact in &domain.contacts {
        let place = Place { result, entity: Some(1 + others.len()) };
        others.push(Entity::contact(frame, contact, reached_by, place, kept_back));
    }
    Entities { sponsor, others }
}

/// To itself, and to the sponsoring registrar's own answer (RDAP Technical Implementation Guide of
/// February 2024, 3.2).
fn links<'a>(frame: &Frame<'a>, domain: &'a DirectoryDomain) -> Vec<Link<'a>> {
    let name = domain.name.as_str();
    let mut links = vec![Link::itself(frame.url, frame.object("domain/", name))];
    if let Some(server) = frame.settings.registrars.get(&domain.registrar.card.id) {
        let href = Href::Object(&server.base_url, "domain/", name);
        links.push(Link { value: frame.url, rel: "related", href, kind: RDAP_JSON });
    }
    links
}

fn events(frame: &Frame<'_>, domain: &DirectoryDomain) -> Vec<Event> {
    let mut events = Vec::with_capacity(6);
    events.push(Event::new("registration", domain.created));
    events.push(Event::new("expiration", domain.expires));
    events.extend(domain.updated.map(|at| Event::new("last changed", at)));
    events.extend(domain.transferred.map(|at| Event::new("transfer", at)));
    if let (Lifecycle::PendingDelete { purge }, false) = (domain.lifecycle, frame.is_generic()) {
        events.push(Event::new("deletion", purge));
    }
    events
}

fn secure_dns(signers: &[Signer]) -> SecureDns<'_> {
    let keys = signers.iter().filter_map(|signer| signer.key.as_ref());
    SecureDns {
        delegation_signed: !signers.is_empty(),
        ds_data: signers
            .iter()
            .map(|signer| DsData {
                key_tag: signer.key_tag,
                algorithm: signer.algorithm,
                digest: Hex(&signer.digest),
                digest_type: signer.digest_type,
            })
            .collect(),
        key_data: keys
            .map(|key| KeyData {
                flags: key.flags,
                protocol: key.protocol,
                public_key: STANDARD.encode(&key.public_key),
                algorithm: key.algorithm,
            })
            .collect(),
    }
}
