//! `domain:info` (RFC 5731, section 3.1.2).

use foral_model::domain::Domain;
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::status::{Status, Statuses};

use super::parts::{write_contacts, write_name_servers};
use crate::auth_info;
use crate::command::{DomainInfo, HostFilter};
use crate::element::Element;
use crate::ext::{Carried, Parts, ptdomain, secdns};
use crate::malformed::Malformed;
use crate::name::name_with;
use crate::namespace::{Extension, Object};
use crate::xml::Xml;
use crate::{roid, status};

/// A domain as it is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The settled domain.
    pub domain: &'a Domain,
    /// Its statuses, derived ones included.
    pub statuses: Statuses,
    /// Hosts below it.
    pub hosts: &'a [DomainName],
    /// The repository's suffix of ROIDs.
    pub suffix: &'a str,
    /// Which hosts were asked for.
    pub filter: HostFilter,
    /// How much the asker may see.
    pub view: View,
    /// Whether its signers are told as such.
    pub signers: Signers,
    /// Whether the domain has data of the `.pt` extension.
    pub national: NationalData,
}

/// Whether signers are told (RFC 5910, section 4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Signers {
    /// In the interface of signers.
    #[default]
    Shown,
    /// The zone has the interface of keys: see [`Told::Keys`](crate::told::Told::Keys).
    Hidden,
}

/// Whether a zone keeps data of the `.pt` extension.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NationalData {
    /// It does.
    #[default]
    Shown,
    /// It does not, and there is nothing to tell.
    Hidden,
}

/// How much of a domain is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// All of it, to its sponsor and to whoever knows its code. The code itself is never shown.
    Full,
    /// What the directory tells everybody: neither contacts nor who did what.
    Limited,
}

/// Reads `domain:infoType`.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<DomainInfo, Malformed> {
    let mut parts = element.sequence()?;
    let asked = parts.required("name")?;
    let name = name_with(asked, &["hosts"])?;
    let hosts = match asked.attribute("hosts") {
        Some(text) => HostFilter::parse(&text)
            .ok_or_else(|| asked.invalid(&text, "hosts is all, del, sub or none"))?,
        None => HostFilter::All,
    };
    let authority = parts.optional("authInfo");
    parts.end()?;
    ptdomain::read("info", carried)?;
    let mut secret: Option<Secret> = None;
    if let Some(authority) = authority {
        let auth_info = auth_info::read(authority)?;
        if let Some(roid) = &auth_info.roid {
            carried.claim(roid);
        }
        secret = Some(auth_info.secret);
    }
    Ok(DomainInfo { name, hosts, auth_info: secret })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, info: &DomainInfo) {
    xml.open("info");
    super::open(xml, "domain:info");
    match info.hosts {
        HostFilter::All => xml.leaf("domain:name", info.name.as_str()),
        filter => {
            xml.leaf_with("domain:name", &[("hosts", filter.as_str())], info.name.as_str());
        }
    }
    if let Some(secret) = &info.auth_info {
        auth_info::write_domain(xml, secret);
    }
    xml.close("domain:info");
    xml.close("info");
}

/// Writes `domain:infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    let domain = shown.domain;
    let full = shown.view == View::Full;
    super::open(xml, "domain:infData");
    xml.leaf("domain:name", domain.name.as_str());
    xml.leaf("domain:roid", &roid::of_domain(domain.id, shown.suffix));
    status::write(xml, Object::Domain, shown.statuses);
    if full {
        xml.optional("domain:registrant", domain.registrant.as_ref().map(|h| h.as_str()));
        write_contacts(xml, &domain.contacts);
    }
    if matches!(shown.filter, HostFilter::All | HostFilter::Delegated) {
        write_name_servers(xml, &domain.name_servers);
    }
    if full && matches!(shown.filter, HostFilter::All | HostFilter::Subordinate) {
        shown
            .hosts
            .iter()
            .for_each(|host| xml.leaf("domain:host", host.as_str()));
    }
    xml.leaf("domain:clID", domain.sponsor.as_str());
    if full {
        xml.leaf("domain:crID", domain.created_by.as_str());
    }
    xml.instant("domain:crDate", domain.created);
    if full {
        xml.optional("domain:upID", domain.updated_by.as_ref().map(|id| id.as_str()));
    }
    if let Some(updated) = domain.updated {
        xml.instant("domain:upDate", updated);
    }
    xml.instant("domain:exDate", domain.expires);
    if let Some(transferred) = domain.transferred {
        xml.instant("domain:trDate", transferred);
    }
    xml.close("domain:infData");
}

/// Writes what extensions say about the domain.
pub(crate) fn write_extensions(parts: &mut Parts<'_, '_>, shown: &Shown<'_>) {
    let domain = shown.domain;
    let signers = domain.signers.as_slice();
    if !signers.is_empty() && shown.signers == Signers::Shown {
        parts.part(Extension::SecDns, |xml| secdns::write(xml, "secDNS:infData", signers));
    }
    if shown.national == NationalData::Shown && shown.view == View::Full {
        let locked = [
            Status::ServerDeleteProhibited,
            Status::ServerTransferProhibited,
            Status::ServerUpdateProhibited,
        ];
        let locked = locked.into_iter().all(|status| domain.statuses.has(status));
        let national = &domain.national;
        parts.part(Extension::PtDomain, |xml| ptdomain::write_info(xml, national, locked));
    }
}
