//! Objects as the store would have them.

use foral_model::auth_code::AuthCodes;
use foral_model::contact::{Contact, ContactRole, PostalForm, Verification};
use foral_model::domain::{Domain, Key, Lifecycle, National, Signer};
use foral_model::host::{Host, NameServer};
use foral_model::id::{DomainId, HostId};
use foral_model::identity::{Country, Identity};
use foral_model::lang::Lang;
use foral_model::repository::RepositoryName;
use foral_model::status::{Status, Statuses};
use foral_model::transfer::{Transfer, TransferState};

use crate::contacts::{disclose, phone, postal};
use crate::{at, handle, name, registrar};

/// A domain with everything that a domain can have.
pub(crate) fn sample_domain() -> Domain {
    let key = Key { flags: 257, protocol: 3, algorithm: 13, public_key: vec![1, 2, 3] };
    Domain {
        id: DomainId(2_134_454),
        name: name("exemplo.pt"),
        zone: name("pt"),
        sponsor: registrar("BETA"),
        created_by: registrar("ALFA"),
        created: at("2026-03-31T10:00:00Z"),
        updated_by: Some(registrar("ALFA")),
        updated: Some(at("2026-05-01T10:00:00.5Z")),
        transferred: Some(at("2026-11-23T18:04:00Z")),
        expires: at("2027-03-31T22:59:59Z"),
        registrant: Some(handle("KTRW-482133-PT")),
        contacts: vec![(ContactRole::Tech, handle("BNNQ-000017-PT"))],
        name_servers: vec![NameServer::Attribute {
            name: name("ns.exemplo.pt"),
            addresses: vec!["192.0.2.2".parse().unwrap()],
        }],
        signers: vec![Signer {
            key_tag: 12_345,
            algorithm: 13,
            digest_type: 2,
            digest: vec![0xab; 32],
            key: Some(key),
        }],
        statuses: Statuses::NONE.with(Status::ClientTransferProhibited),
        lifecycle: Lifecycle::Registered,
        disputed: false,
        national: National {
            auto_renew: true,
            arbitration: true,
            owner_confidential: None,
            legitimacy: Some("1".to_owned()),
            registration_basis: Some("090".to_owned()),
        },
        codes: AuthCodes::default(),
        deletion: None,
        version: 1,
        graces: Vec::new(),
        pending_transfer: None,
        pending_holder: None,
        timed: Vec::new(),
        ttls: Vec::new(),
    }
}

/// A contact with everything that a contact can have.
pub(crate) fn sample_contact() -> Contact {
    Contact {
        handle: handle("KTRW-482133-PT"),
        number: 17,
        sponsor: registrar("ALFA"),
        created_by: registrar("ALFA"),
        created: at("2026-03-31T10:00:00Z"),
        updated_by: Some(registrar("ALFA")),
        updated: Some(at("2026-05-01T10:00:00Z")),
        transferred: Some(at("2026-06-01T10:00:00Z")),
        postal: vec![postal(PostalForm::International), postal(PostalForm::Local)],
        voice: Some(phone()),
        fax: Some(phone()),
        mobile: Some("+351.912345678".to_owned()),
        email: "jose@padaria.example".to_owned(),
        identity: Some(Identity::parse(Country::PT, "510664024").unwrap()),
        lang: Lang::Pt,
        verification: Some(Verification { validated: true, at: Some(at("2026-07-01T10:00:00Z")) }),
        disclose: Some(disclose()),
        statuses: Statuses::NONE,
        code: None,
        version: 1,
        repository: RepositoryName::parse("pt").unwrap(),
        additional_email: None,
        pending_transfer: None,
    }
}

/// A transfer at once from Alfa to Beta.
pub(crate) fn sample_transfer(expires: Option<&str>) -> Transfer {
    Transfer {
        gaining: registrar("BETA"),
        losing: registrar("ALFA"),
        requested: at("2026-11-23T18:04:00Z"),
        acted: at("2026-11-23T18:04:00Z"),
        state: TransferState::ServerApproved,
        expires: expires.map(at),
    }
}

/// A host with everything that a host can have.
pub(crate) fn sample_host() -> Host {
    Host {
        id: HostId(17),
        name: name("ns.exemplo.pt"),
        superordinate: Some(DomainId(2_134_454)),
        sponsor: registrar("BETA"),
        created_by: registrar("ALFA"),
        created: at("2026-03-31T10:00:00Z"),
        updated_by: Some(registrar("ALFA")),
        updated: Some(at("2026-05-01T10:00:00Z")),
        transferred: Some(at("2026-11-23T18:04:00Z")),
        addresses: vec!["192.0.2.2".parse().unwrap(), "2001:db8::2".parse().unwrap()],
        statuses: Statuses::NONE,
        version: 1,
        repository: RepositoryName::parse("pt").unwrap(),
        ttls: Vec::new(),
    }
}
