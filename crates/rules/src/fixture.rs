//! Facts for the tests: a default, from which a test states its one difference.

pub(crate) mod organisation;
pub(crate) mod world;

use std::sync::Arc;

use foral_model::actor::Reference;
use foral_model::auth_code::AuthCodes;
use foral_model::command::{DomainCreate, DomainUpdate, LinkChange, SignerChange};
use foral_model::contact::{Contact, Postal, PostalForm};
use foral_model::domain::{Domain, Lifecycle, National};
use foral_model::extension::Extension;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::identity::Country;
use foral_model::lang::Lang;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationRole;
use foral_model::plan::{Change, Plan};
use foral_model::registrar::{Billing, Registrar, RegistrarState, Taxation};
use foral_model::repository::RepositoryName;
use foral_model::secret::{Digest, Sealed, Secret};
use foral_model::status::Statuses;
use foral_model::time::{TimeZoneName, Timestamp};
use foral_model::zone::{
    Amount, Approval, AtExpiry, CodeNeed, CodePolicy, DirectoryPolicy, GraceDays, HolderChange,
    HostModel, LifePolicy, Offer, Price, PricedVerb, Prices, RdapPolicy, Requirement,
    RestorePolicy, SignerForm, SpecialAddress, Syntax, TransferPolicy, TtlRange, Zone, ZoneState,
};

use crate::case::Case;
use crate::domain::transfer::MintedLink;

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
        gaining: None,
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
        graces: Vec::new(),
        pending_transfer: None,
        pending_holder: None,
        timed: Vec::new(),
        ttls: Vec::new(),
        disputed: false,
        national: National::default(),
        codes: AuthCodes::default(),
        deletion: None,
        version: 0,
    }
}

pub(crate) fn reference() -> Reference {
    Reference { client: Some("ABC-1".to_owned()), server: "54321-XYZ".to_owned() }
}

pub(crate) fn registrar(id: &str) -> Registrar {
    Registrar {
        id: RegistrarId::parse(id).unwrap(),
        name: format!("{id} Registos"),
        email: "registos@exemplo.pt".to_owned(),
        website: None,
        phone: None,
        iana_id: None,
        abuse_email: None,
        abuse_phone: None,
        state: RegistrarState::Active,
        password: Digest(String::new()),
        certificates: Vec::new(),
        addresses: Vec::new(),
        zones: vec![name("pt")],
        balance: Money::new(10_000, Currency::EUR),
        credit_limit: Money::new(0, Currency::EUR),
        billing: Billing::Prepaid,
        taxation: Taxation::Taxed,
        low_balance: None,
        retry_minutes: None,
        password_days: None,
        password_set: None,
        version: 0,
    }
}

pub(crate) fn zone() -> Zone {
    Zone {
        time_zone: TimeZoneName::parse("Europe/Lisbon").unwrap(),
        special_addresses: vec![SpecialAddress::Documentation],
        name: name("pt"),
        repository: RepositoryName::parse("pt").unwrap(),
        state: ZoneState::Open,
        syntax: Syntax {
            min: 2,
            max: 63,
            extra: "àáâãçéêíóôõú".chars().collect(),
            table: Some("pt".to_owned()),
        },
        reserved: vec!["com".to_owned(), "org".to_owned()],
        periods: vec![1, 3, 5],
        horizon_years: 10,
        renewal_window_days: None,
        hosts: HostModel::Either,
        name_servers_max: 10,
        signers_max: 8,
        signer_form: SignerForm::Ds,
        registrant: Requirement::Required,
        required_roles: Vec::new(),
        contacts_max: 5,
        codes: codes(),
        transfer: TransferPolicy {
            approval: Approval::Nobody,
            code: CodeNeed::Needed,
            years: 0,
            lock_after_create_days: 0,
            lock_after_transfer_days: 0,
            days_before_expiry: 0,
            expired: Offer::Absent,
        },
        life: LifePolicy {
            at_expiry: AtExpiry::AsWished { years: 1 },
            renewable_days: 30,
            grace: GraceDays::default(),
            redemption_days: 0,
            restore: RestorePolicy::AtOnce,
            pending_delete_days: 5,
        },
        prices: Prices {
            currency: Currency::EUR,
            tax_basis_points: 0,
            list: vec![per_year(PricedVerb::Create, 960), per_year(PricedVerb::Renew, 960)],
            tiers: Vec::new(),
            promotions: Vec::new(),
        },
        organisation_roles: vec![OrganisationRole::parse("reseller").unwrap()],
        extensions: [Extension::SecDns, Extension::PtDomain]
            .into_iter()
            .collect(),
        holder_change: HolderChange::ByAgreement { present_days: 8, new_days: 8 },
        direct: None,
        ttl: TtlRange { min: 300, default: 3600, max: 86_400 },
        directory: DirectoryPolicy::default(),
        dns: None,
        launch: Vec::new(),
        rdap: RdapPolicy::default(),
    }
}

const fn codes() -> CodePolicy {
    CodePolicy {
        by_holder: Offer::Offered,
        by_registrar: Offer::Offered,
        days: 30,
        registrar_min: 8,
        registrar_bits: 0,
        per_day: 5,
        free_attempts: 5,
        notice: Offer::Absent,
    }
}

/// A generic top-level domain: every grace, redemption with a report, transfers that wait.
pub(crate) fn gtld() -> Zone {
    let mut zone = zone();
    zone.name = name("shop");
    zone.repository = RepositoryName::parse("gtld").unwrap();
    zone.periods = (1..=10).collect();
    zone.transfer.approval = Approval::LosingRegistrar { days: 5 };
    zone.transfer.years = 1;
    zone.transfer.expired = Offer::Offered;
    zone.codes.registrar_bits = 128;
    zone.life = LifePolicy {
        at_expiry: AtExpiry::Renew { years: 1 },
        renewable_days: 0,
        grace: GraceDays { add: 5, renew: 5, auto_renew: 45, transfer: 5 },
        redemption_days: 30,
        restore: RestorePolicy::ByReport { days: 5 },
        pending_delete_days: 5,
    };
    zone.prices.list = vec![
        per_year(PricedVerb::Create, 800),
        per_year(PricedVerb::Renew, 900),
        per_year(PricedVerb::Transfer, 850),
        Price {
            amount: Amount::Once(Money::new(4_000, Currency::EUR)),
            ..per_year(PricedVerb::Restore, 0)
        },
    ];
    zone.extensions = [Extension::SecDns, Extension::Rgp, Extension::Fee]
        .into_iter()
        .collect();
    zone.holder_change = HolderChange::ByRegistrar;
    zone
}

/// A zone like `.es`: both holders agree to a change, the administrative contact to a transfer.
pub(crate) fn es() -> Zone {
    let mut zone = gtld();
    zone.name = name("es");
    zone.repository = RepositoryName::parse("es").unwrap();
    zone.transfer.approval = Approval::AdministrativeContact { days: 10 };
    zone.life.restore = RestorePolicy::AtOnce;
    zone.life.redemption_days = 10;
    zone.life.at_expiry = AtExpiry::AsWished { years: 1 };
    zone.life.renewable_days = 10;
    zone.holder_change = HolderChange::ByAgreement { present_days: 10, new_days: 10 };
    zone.direct = RegistrarId::parse("DIRECT");
    zone
}

pub(crate) fn contact(handle: &str) -> Contact {
    Contact {
        handle: Handle::parse(handle).unwrap(),
        number: 1,
        repository: RepositoryName::parse("pt").unwrap(),
        sponsor: registrar("ALFA").id,
        created_by: registrar("ALFA").id,
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        postal: vec![Postal {
            form: PostalForm::International,
            name: handle.to_owned(),
            organisation: None,
            street: vec!["Rua 1".to_owned()],
            city: "Lisboa".to_owned(),
            province: None,
            postal_code: None,
            country: Country::PT,
        }],
        voice: None,
        fax: None,
        mobile: None,
        email: format!("{}@exemplo.pt", handle.to_ascii_lowercase()),
        additional_email: None,
        identity: None,
        lang: Lang::En,
        verification: None,
        disclose: None,
        statuses: Statuses::NONE,
        code: None,
        pending_transfer: None,
        version: 0,
    }
}

pub(crate) fn link() -> MintedLink {
    MintedLink { digest: Digest("link".to_owned()), sealed: Sealed("link".to_owned()) }
}

/// The least that registers a name.
pub(crate) fn create(text: &str) -> DomainCreate {
    DomainCreate {
        organisations: Vec::new(),
        name: name(text),
        period: None,
        name_servers: Vec::new(),
        registrant: Some(contact("ANA-1").handle),
        contacts: Vec::new(),
        auth_info: Secret::default(),
        signers: Vec::new(),
        ttls: Vec::new(),
        idn_table: None,
        national: None,
        terms: Default::default(),
    }
}

/// Changes nothing.
pub(crate) fn update(text: &str) -> DomainUpdate {
    DomainUpdate {
        organisations: LinkChange::default(),
        name: name(text),
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
        terms: Default::default(),
    }
}

/// So many cents a year, for every name, always.
pub(crate) fn per_year(verb: PricedVerb, cents: i64) -> Price {
    let amount = Amount::PerYear(Money::new(cents, Currency::EUR));
    Price { verb, tier: None, years: None, amount, from: None, until: None }
}

/// What a plan stores of the domain.
pub(crate) fn stored(plan: &Plan) -> &Domain {
    let found = plan.changes.iter().find_map(|change| match change {
        Change::DomainUpdate(domain, _) | Change::DomainInsert(domain, _) => Some(domain),
        _ => None,
    });
    found.unwrap()
}
