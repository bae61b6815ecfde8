//! What is written: domains, people, a host and a registrar.

use std::sync::Arc;

use foral_model::contact::Phone;
use foral_model::domain::{Lifecycle, PublicStatus, Signer};
use foral_model::id::{DomainId, RegistrarId};
use foral_model::identity::{Country, PersonClass};
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationId;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::zone::{DirectoryRole, Zone};
use foral_registry::directory::{
    DirectoryContact, DirectoryDomain, DirectoryHost, DirectoryRegistrar, DirectoryReseller, Field,
    Reason, Sight,
};
use foral_registry::policy;
use foral_registry::view::RegistrarCard;

pub(crate) fn at() -> Timestamp {
    Timestamp::parse("2026-11-23T18:04:00Z").unwrap()
}

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

pub(crate) fn registrar() -> DirectoryRegistrar {
    DirectoryRegistrar {
        card: RegistrarCard {
            id: RegistrarId::parse("ALFA").unwrap(),
            name: "Alfa Registos, Lda.".to_owned(),
            email: "epp@alfa.example".to_owned(),
            website: Some("https://alfa.example".to_owned()),
            phone: Some("+351.211000001".to_owned()),
        },
        iana_id: Some(9999),
        abuse_email: Some("abuse@alfa.example".to_owned()),
        abuse_phone: Some("+351.211000002".to_owned()),
    }
}

pub(crate) fn reseller() -> DirectoryReseller {
    DirectoryReseller {
        id: OrganisationId::parse("LOJA-1").unwrap(),
        name: "Loja dos Nomes".to_owned(),
        website: Some("https://loja.example".to_owned()),
    }
}

fn repository() -> foral_model::repository::RepositoryName {
    foral_model::repository::RepositoryName::parse("pt").unwrap()
}

/// A body that is published.
pub(crate) fn open() -> DirectoryContact {
    DirectoryContact {
        roles: vec![DirectoryRole::Registrant, DirectoryRole::Admin, DirectoryRole::Tech],
        handle: Field::Redacted(Reason::NotPublished),
        roid: Field::Redacted(Reason::NotPublished),
        class: PersonClass::Legal,
        name: Field::Shown("Rui Sá".to_owned()),
        organisation: Field::Shown("Açúcares do Norte, S.A.".to_owned()),
        street: Field::Shown(vec!["Rua do Almada, 1".to_owned(), "2.º andar".to_owned()]),
        city: Field::Shown("Porto".to_owned()),
        province: Field::Absent,
        postal_code: Field::Shown("4050-001".to_owned()),
        country: Field::Shown(Country::PT),
        voice: Field::Shown(Phone {
            number: "+351.222000000".to_owned(),
            extension: Some("12".to_owned()),
        }),
        fax: Field::Absent,
        email: Field::Shown("dns@acucares.example".to_owned()),
        lang: Lang::Pt,
        unlisted: None,
        repository: repository(),
        sponsor: registrar().card.id,
        created: at(),
        updated: None,
        transferred: None,
        statuses: Statuses::NONE.with(Status::Ok).with(Status::Linked),
    }
}

/// A human being who consented to nothing.
pub(crate) fn closed() -> DirectoryContact {
    fn kept<T>() -> Field<T> {
        Field::Redacted(Reason::NoConsent)
    }
    DirectoryContact {
        roles: vec![DirectoryRole::Registrant],
        class: PersonClass::Natural,
        name: kept(),
        organisation: Field::Absent,
        street: kept(),
        city: kept(),
        postal_code: kept(),
        country: Field::Shown(Country::PT),
        voice: kept(),
        email: kept(),
        ..open()
    }
}

fn domain(text: &str, policy: &str, contact: DirectoryContact) -> DirectoryDomain {
    let zone: Zone = policy::parse(policy).unwrap();
    DirectoryDomain {
        id: DomainId(2_000_001),
        name: name(text),
        roid: "2000001-PT".to_owned(),
        zone: Arc::new(zone),
        statuses: Statuses::NONE
            .with(Status::ClientTransferProhibited)
            .with(Status::ServerDeleteProhibited),
        rgp: Vec::new(),
        public_status: PublicStatus::Registered,
        created: Timestamp::parse("2020-07-14T23:30:00Z").unwrap(),
        updated: Some(at()),
        transferred: None,
        expires: Timestamp::parse("2027-01-14T10:00:00Z").unwrap(),
        lifecycle: Lifecycle::Registered,
        registrar: Arc::new(registrar()),
        reseller: None,
        contacts: vec![contact],
        name_servers: vec![
            (
                name(&format!("ns1.{text}")),
                vec!["192.0.2.1".parse().unwrap(), "2001:db8::1".parse().unwrap()],
            ),
            (name("ns.outro.example"), Vec::new()),
        ],
        signers: vec![Signer {
            key_tag: 2371,
            algorithm: 13,
            digest_type: 2,
            digest: vec![0x1f, 0x98, 0x7c],
            key: None,
        }],
        unpublished: None,
        sight: Sight::Public,
        as_of: at(),
    }
}

pub(crate) fn national(contact: DirectoryContact) -> DirectoryDomain {
    domain("açúcar.pt", include_str!("../../../../zones/pt.toml"), contact)
}

pub(crate) fn generic(contact: DirectoryContact) -> DirectoryDomain {
    let generic = include_str!("../../../../zones/gtld.toml");
    domain("açúcar.feira", generic, contact)
}

pub(crate) fn host() -> DirectoryHost {
    DirectoryHost {
        repository: repository(),
        name: name("ns1.loja.feira"),
        roid: "800000001-FEIRA".to_owned(),
        addresses: vec!["192.0.2.1".parse().unwrap(), "2001:db8::1".parse().unwrap()],
        statuses: Statuses::NONE.with(Status::Ok),
        registrar: Arc::new(registrar()),
        created: at(),
        updated: None,
        transferred: None,
        as_of: at(),
    }
}
