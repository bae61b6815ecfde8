//! Fills a fresh registry, through the same door as everybody.

use std::path::Path;

use foral_model::actor::Who;
use foral_model::command::{
    Command, ContactCreate, DomainCreate, DomainUpdate, Freeze, NationalChange, RegistrarCreate,
    SignerChange, UserPut,
};
use foral_model::contact::{Postal, PostalForm};
use foral_model::domain::Signer;
use foral_model::host::NameServer;
use foral_model::id::{Handle, RegistrarId};
use foral_model::identity::Country;
use foral_model::lang::Lang;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_model::status::Status;
use foral_model::user::Role;
use foral_registry::{Registry, mint};

use super::description::{Domain, Holder, Registrar};
use super::people::{Access, HOLDERS, REGISTRARS, SampleHolder, SampleRegistrar, Trait};
use crate::failure::Failure;
use crate::init::ZONES;
use crate::instance;
use crate::tls::{Authority, Subject};

/// What each registrar has paid, in cents.
const DEPOSIT: i64 = 500_000;
/// Zones that the registrars sell in.
const SOLD: [&str; 4] = ["pt", "com.pt", "net.pt", "org.pt"];

/// Puts zones and registrars into the registry, and registers the sample domains.
///
/// # Errors
/// If the registry refuses any of it: it was not empty.
pub(crate) async fn fill(
    registry: &Registry,
    authority: &Authority,
    data: &Path,
) -> Result<(Vec<Registrar>, Vec<Holder>), Failure> {
    for (_, text) in ZONES {
        as_staff(registry, Command::ZonePut(text.to_owned())).await?;
    }
    let mut registrars = Vec::new();
    for sample in &REGISTRARS {
        registrars.push(admit(registry, authority, data, sample).await?);
    }
    let mut holders = Vec::new();
    for sample in &HOLDERS {
        holders.push(settle(registry, sample).await?);
    }
    Ok((registrars, holders))
}

async fn admit(
    registry: &Registry,
    authority: &Authority,
    data: &Path,
    sample: &SampleRegistrar,
) -> Result<Registrar, Failure> {
    let id = registrar_id(sample.id)?;
    let password = mint::epp_password()?;
    let issued = authority.issue(&Subject::Client(sample.id), registry.now())?;
    let certificate = data.join(format!("tls/{}.crt", sample.id));
    let key = data.join(format!("tls/{}.key", sample.id));
    issued.save(&certificate, &key)?;
    let create = RegistrarCreate {
        id: id.clone(),
        name: sample.name.to_owned(),
        email: sample.email.to_owned(),
        website: Some(sample.website.to_owned()),
        phone: Some(sample.phone.to_owned()),
        password: password.clone(),
        addresses: Vec::new(),
        zones: SOLD.into_iter().map(name).collect::<Result<_, _>>()?,
        credit_limit: Money::new(0, Currency::EUR),
    };
    as_staff(registry, Command::RegistrarCreate(create)).await?;
    let pin = Command::CertificateAdd(id.clone(), issued.fingerprint, "demo".to_owned());
    as_staff(registry, pin).await?;
    as_staff(registry, Command::Deposit(id, Money::new(DEPOSIT, Currency::EUR))).await?;
    let password = password.expose().to_owned();
    Ok(Registrar { id: sample.id.to_owned(), password, certificate, key })
}

async fn settle(registry: &Registry, sample: &SampleHolder) -> Result<Holder, Failure> {
    let country = Country::parse(sample.country)
        .ok_or_else(|| Failure::says(format!("no country {}", sample.country)))?;
    let create = Command::ContactCreate(contact(sample, country));
    let handle = match as_registrar(registry, sample.registrar, create).await? {
        Outcome::ContactCreated { handle, .. } => handle,
        other => return Err(unexpected(&other)),
    };
    let mut domains = Vec::new();
    for (text, years, particular) in sample.domains {
        let name = name(text)?;
        let create = domain(name.clone(), *years, *particular, handle.clone())?;
        let create = Command::DomainCreate(create);
        let id = match as_registrar(registry, sample.registrar, create).await? {
            Outcome::DomainCreated { id, .. } => id,
            other => return Err(unexpected(&other)),
        };
        particularise(registry, sample.registrar, &name, *particular).await?;
        domains.push(Domain { name: name.as_str().to_owned(), process_id: id.to_string() });
    }
    let password = match sample.access {
        Access::Password(text) => {
            let user = UserPut {
                login: handle.clone(),
                role: Role::Holder,
                password: Secret::new(text),
                lang: Lang::of_country(sample.country),
            };
            as_staff(registry, Command::UserPut(user)).await?;
            Some(text.to_owned())
        }
        Access::Never => None,
    };
    Ok(Holder {
        nic_handle: handle.to_string(),
        password,
        country: sample.country.to_owned(),
        tax_id: sample.tax_id.to_owned(),
        email: sample.email.to_owned(),
        domains,
    })
}

/// Does what comes after registration.
async fn particularise(
    registry: &Registry,
    registrar: &str,
    name: &DomainName,
    particular: Trait,
) -> Result<(), Failure> {
    match particular {
        Trait::Plain | Trait::Parked | Trait::Signed => {}
        Trait::Locked => {
            let update = DomainUpdate {
                name: name.clone(),
                add_name_servers: Vec::new(),
                remove_name_servers: Vec::new(),
                add_contacts: Vec::new(),
                remove_contacts: Vec::new(),
                add_statuses: vec![Status::ClientTransferProhibited],
                remove_statuses: Vec::new(),
                registrant: None,
                auth_info: None,
                signers: SignerChange::default(),
                national: None,
            };
            as_registrar(registry, registrar, Command::DomainUpdate(update)).await?;
        }
        Trait::Disputed => {
            as_staff(registry, Command::Dispute(name.clone(), Freeze::Begin)).await?;
        }
        Trait::Deleted => {
            as_registrar(registry, registrar, Command::DomainDelete(name.clone())).await?;
        }
    }
    Ok(())
}

fn contact(sample: &SampleHolder, country: Country) -> ContactCreate {
    let postal = Postal {
        form: PostalForm::International,
        name: sample.name.to_owned(),
        organisation: sample.organisation.map(str::to_owned),
        street: vec![sample.street.to_owned()],
        city: sample.city.to_owned(),
        province: None,
        postal_code: Some(sample.postal_code.to_owned()),
        country,
    };
    ContactCreate {
        postal: vec![postal],
        voice: None,
        fax: None,
        mobile: Some(sample.mobile.to_owned()),
        email: sample.email.to_owned(),
        identity: Some(format!("{}{}", sample.country, sample.tax_id)),
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
    }
}

fn domain(
    name: DomainName,
    years: u8,
    particular: Trait,
    holder: Handle,
) -> Result<DomainCreate, Failure> {
    let server = |text: &str| {
        let name = self::name(text)?;
        Ok::<_, Failure>(NameServer::Attribute { name, addresses: Vec::new() })
    };
    let name_servers = match particular {
        Trait::Parked => Vec::new(),
        _ => vec![server("ns1.dns.example")?, server("ns2.dns.example")?],
    };
    let signers = match particular {
        Trait::Signed => vec![Signer {
            key_tag: 20_326,
            algorithm: 13,
            digest_type: 2,
            digest: ring::digest::digest(&ring::digest::SHA256, name.as_str().as_bytes())
                .as_ref()
                .to_vec(),
            key: None,
        }],
        _ => Vec::new(),
    };
    Ok(DomainCreate {
        name,
        period: Period::years(years),
        name_servers,
        registrant: Some(holder),
        contacts: Vec::new(),
        auth_info: Secret::default(),
        signers,
        national: Some(NationalChange { arbitration: Some(true), ..NationalChange::default() }),
    })
}

async fn as_staff(registry: &Registry, command: Command) -> Result<Outcome, Failure> {
    Ok(registry
        .execute(&instance::staff(registry), &command)
        .await?)
}

async fn as_registrar(registry: &Registry, id: &str, command: Command) -> Result<Outcome, Failure> {
    let actor = instance::acting(registry, Who::Registrar(registrar_id(id)?));
    Ok(registry.execute(&actor, &command).await?)
}

fn registrar_id(text: &str) -> Result<RegistrarId, Failure> {
    RegistrarId::parse(text).ok_or_else(|| Failure::says(format!("{text} is no registrar")))
}

fn name(text: &str) -> Result<DomainName, Failure> {
    DomainName::parse(text).map_err(|_| Failure::says(format!("{text} is no domain name")))
}

/// The registry answered another question than ours.
fn unexpected(outcome: &Outcome) -> Failure {
    Failure::says(format!("the sample data met an unexpected outcome: {outcome:?}"))
}
