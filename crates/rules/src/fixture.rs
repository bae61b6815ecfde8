//! Facts for the tests: a default, from which a test states its one difference.

use std::sync::Arc;

use foral_model::auth_code::AuthCodes;
use foral_model::domain::{Domain, Lifecycle, National};
use foral_model::id::{DomainId, RegistrarId};
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::registrar::{Registrar, RegistrarState};
use foral_model::secret::Digest;
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_model::zone::{
    CodePolicy, ExpiryPolicy, Extension, HolderChange, HostModel, Prices, Requirement, Syntax,
    TransferPolicy, Zone, ZoneState,
};

use crate::case::Case;

/// 2026-11-23T18:04:00Z.
pub(crate) const NOW: Timestamp = Timestamp::from_micros(1_795_457_040_000_000);

pub(crate) fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

pub(crate) fn case(text: &str) -> Case {
    Case {
        domain: domain(text),
        zone: Arc::new(zone()),
        holder: None,
        contacts: Vec::new(),
        sponsor: registrar("ALFA"),
    }
}

pub(crate) fn domain(text: &str) -> Domain {
    let alfa = RegistrarId::parse("ALFA").unwrap();
    Domain {
        id: DomainId(2_000_001),
        name: name(text),
        zone: name("pt"),
        sponsor: alfa.clone(),
        created_by: alfa,
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        expires: NOW.plus_years(1),
        registrant: None,
        contacts: Vec::new(),
        name_servers: Vec::new(),
        signers: Vec::new(),
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        disputed: false,
        national: National::default(),
        codes: AuthCodes::default(),
        version: 0,
    }
}

pub(crate) fn registrar(id: &str) -> Registrar {
    Registrar {
        id: RegistrarId::parse(id).unwrap(),
        name: format!("{id} Registos"),
        email: "registos@exemplo.pt".to_owned(),
        website: None,
        phone: None,
        state: RegistrarState::Active,
        password: Digest(String::new()),
        certificates: Vec::new(),
        addresses: Vec::new(),
        zones: vec![name("pt")],
        balance: Money::new(10_000, Currency::EUR),
        credit_limit: Money::new(0, Currency::EUR),
        version: 0,
    }
}

pub(crate) fn zone() -> Zone {
    Zone {
        name: name("pt"),
        state: ZoneState::Open,
        syntax: Syntax { min: 2, max: 63, extra: "àáâãçéêíóôõú".chars().collect() },
        reserved: vec!["com".to_owned(), "org".to_owned()],
        periods: vec![1, 3, 5],
        horizon_years: 10,
        renewal_window_days: None,
        hosts: HostModel::Either,
        name_servers_max: 10,
        signers_max: 8,
        registrant: Requirement::Required,
        required_roles: Vec::new(),
        contacts_max: 5,
        codes: CodePolicy {
            by_holder: Extension::Offered,
            by_registrar: Extension::Offered,
            days: 30,
            registrar_min: 8,
            per_day: 5,
            free_attempts: 5,
        },
        transfer: TransferPolicy::Immediate,
        expiry: ExpiryPolicy { auto_renew_years: 1, renewable_days: 30, pending_delete_days: 5 },
        prices: Prices {
            create: Money::new(960, Currency::EUR),
            renew: Money::new(960, Currency::EUR),
        },
        national: Extension::Offered,
        holder_change: HolderChange::ByAgreement,
    }
}
