//! Made-up answers of the directory, and the pages that ask for what is kept back.

use std::sync::Arc;

use foral_model::domain::{Lifecycle, PublicStatus, Signer};
use foral_model::id::{DomainId, RegistrarId};
use foral_model::identity::{Country, PersonClass};
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationId;
use foral_model::repository::RepositoryName;
use foral_model::status::{Status, Statuses};
use foral_model::zone::DirectoryRole;
use foral_registry::directory::{
    DirectoryContact, DirectoryDomain, DirectoryRegistrar, DirectoryReseller, Field, Reason, Sight,
    Unpublished,
};
use foral_registry::policy;
use foral_registry::view::RegistrarCard;

use super::values::{HOSTILE, NOW, frame};
use super::{Pages, html};
use crate::pages::recover::FieldError;
use crate::pages::{disclosure, lookup};

/// The pages.
pub(super) fn pages(lang: Lang) -> Pages {
    let outside = || frame(lang, None);
    let t = outside().words;
    let name = DomainName::parse("açúcar.pt").unwrap();
    let absent = |text: &str| lookup::Absent { id: "free", text: text.into() };
    let nothing = |problem, absent| lookup::Page {
        t,
        frame: outside(),
        asked: HOSTILE.into(),
        problem,
        absent,
        found: None,
    };
    let found = |domain| lookup::assemble(outside(), HOSTILE.into(), &domain);
    let entry = || disclosure::Entry {
        name: HOSTILE.into(),
        organisation: HOSTILE.into(),
        email: HOSTILE.into(),
        purpose: HOSTILE.into(),
        ..Default::default()
    };
    let form = |errors| disclosure::assemble(outside(), &name, "t".into(), entry(), errors);
    let wrong = FieldError { field: "purpose", text: t.lookup_invalid() };
    let confirm =
        disclosure::Confirm { t, frame: outside(), token: "t".into(), domain: name.unicode() };
    let said = disclosure::Said {
        t,
        frame: outside(),
        title: t.disclosure_sent_title(),
        text: t.disclosure_sent_text(),
    };
    vec![
        ("lookup", html(&nothing(None, None))),
        ("lookup-wrong", html(&nothing(Some(t.lookup_invalid()), None))),
        ("lookup-free", html(&nothing(None, Some(absent(HOSTILE))))),
        ("lookup-body", html(&found(domain(false)))),
        ("lookup-person", html(&found(domain(true)))),
        ("disclosure", html(&form(Vec::new()))),
        ("disclosure-wrong", html(&form(vec![wrong]))),
        ("disclosure-confirm", html(&confirm)),
        ("disclosure-said", html(&said)),
    ]
}

fn domain(kept: bool) -> DirectoryDomain {
    let zone = policy::parse(include_str!("../../../../zones/pt.toml")).unwrap();
    DirectoryDomain {
        id: DomainId(1002),
        name: DomainName::parse("açúcar.pt").unwrap(),
        roid: "1002-PT".into(),
        zone: Arc::new(zone),
        statuses: Statuses::NONE.with(Status::ClientHold),
        rgp: Vec::new(),
        public_status: PublicStatus::Registered,
        created: NOW,
        updated: Some(NOW),
        transferred: None,
        expires: NOW.plus_days(100),
        lifecycle: Lifecycle::Registered,
        registrar: Arc::new(DirectoryRegistrar {
            card: RegistrarCard {
                id: RegistrarId::parse("ALFA").unwrap(),
                name: HOSTILE.into(),
                email: "help@alfa.example".into(),
                website: Some("javascript:alert(1)".into()),
                phone: Some("+351.211583341".into()),
            },
            iana_id: None,
            abuse_email: Some("abuse@alfa.example".into()),
            abuse_phone: None,
        }),
        reseller: Some(Arc::new(DirectoryReseller {
            id: OrganisationId::parse("LOJA-1").unwrap(),
            name: HOSTILE.to_owned(),
            website: Some(HOSTILE.to_owned()),
        })),
        contacts: vec![contact(kept)],
        name_servers: vec![(
            DomainName::parse("ns1.açúcar.pt").unwrap(),
            vec!["192.0.2.1".parse().unwrap()],
        )],
        signers: vec![Signer {
            key_tag: 7,
            algorithm: 13,
            digest_type: 2,
            digest: vec![0xab; 32],
            key: None,
        }],
        unpublished: kept.then_some(Unpublished::ClientHold),
        sight: Sight::Public,
        as_of: NOW,
    }
}

fn contact(kept: bool) -> DirectoryContact {
    fn field<T>(kept: bool, value: T) -> Field<T> {
        if kept { Field::Redacted(Reason::NoConsent) } else { Field::Shown(value) }
    }
    let text = |text: &str| field(kept, text.to_owned());
    DirectoryContact {
        roles: vec![DirectoryRole::Registrant, DirectoryRole::Admin],
        handle: Field::Redacted(Reason::NotPublished),
        roid: Field::Redacted(Reason::NotPublished),
        class: PersonClass::Legal,
        name: text(HOSTILE),
        organisation: text(HOSTILE),
        street: field(kept, vec![HOSTILE.to_owned()]),
        city: text(HOSTILE),
        province: Field::Absent,
        postal_code: text("4050-001"),
        country: field(kept, Country::PT),
        voice: Field::Absent,
        fax: Field::Absent,
        email: text(HOSTILE),
        lang: Lang::Pt,
        unlisted: None,
        repository: RepositoryName::parse("pt").unwrap(),
        sponsor: RegistrarId::parse("ALFA").unwrap(),
        created: NOW,
        updated: None,
        transferred: None,
        statuses: Statuses::NONE.with(Status::Ok),
    }
}
