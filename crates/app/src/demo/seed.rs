//! Fills a fresh registry, through the same door as everybody.

use std::path::Path;

use foral_model::command::{
    Command, ContactCreate, DomainCreate, DomainDelete, DomainUpdate, Freeze, HostCreate,
    LinkChange, NationalChange, RegistrarCreate, SignerChange, Terms, UserPut,
};
use foral_model::contact::{Postal, PostalForm};
use foral_model::domain::Signer;
use foral_model::extension::Extensions;
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::identity::Country;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_model::status::Status;
use foral_model::user::Role;
use foral_registry::{Registry, mint};

use super::acting::{Visit, as_staff, name, registrar_id, unexpected};
use super::description::{Domain, Holder, Registrar, Samples};
use super::people::{
    Access, DIRECT, HOLDERS, REGISTRARS, SampleHolder, SampleRegistrar, THIRD, Trait,
};
use super::{PT, gtld};
use crate::failure::Failure;
use crate::init::ZONES;
use crate::tls::{Authority, Subject};

/// What each registrar has paid, in cents: some hundred names in each zone.
const DEPOSIT: i64 = 1_000_000;
/// Zones of Portugal that the registrars sell in.
pub(crate) const SOLD: [&str; 4] = ["pt", "com.pt", "net.pt", "org.pt"];
/// Hosts of the third registrar: one of its holder's names, and one elsewhere.
const HOSTS: [(&str, Option<[u8; 4]>); 2] =
    [("ns1.vinhos-do-sado.pt", Some([192, 0, 2, 53])), ("ns1.gama.example", None)];

/// What was made.
pub(crate) struct Seeded {
    /// The registrars, in the order of the sample data.
    pub(crate) registrars: Vec<Registrar>,
    /// The holders, in the order of the sample data.
    pub(crate) holders: Vec<Holder>,
    /// What the third registrar has in Portugal's zones.
    pub(crate) pt: Samples,
    /// What it has in the generic zones.
    pub(crate) gtld: Samples,
}

/// A policy that asks no name servers: those of the demonstration's names do not exist, and its names
/// shall resolve all the same.
fn unchecked(policy: &str) -> String {
    policy.replace("checks = \"delay\"", "checks = \"off\"")
}

/// Puts zones and registrars into the registry, and registers the sample domains.
///
/// # Errors
/// If the registry refuses any of it: it was not empty.
pub(crate) async fn fill(
    registry: &Registry,
    authority: &Authority,
    data: &Path,
) -> Result<Seeded, Failure> {
    for (_, text) in ZONES {
        as_staff(registry, Command::ZonePut(unchecked(text))).await?;
    }
    gtld::put_zones(registry).await?;
    for sample in &DIRECT {
        create(registry, sample, &mint::epp_password()?).await?;
    }
    let mut registrars = Vec::new();
    for sample in &REGISTRARS {
        registrars.push(admit(registry, authority, data, sample).await?);
    }
    let mut holders = Vec::new();
    for sample in &HOLDERS {
        holders.push(settle(registry, sample).await?);
    }
    let pt = samples(registry, &holders).await?;
    let gtld = gtld::fill(registry).await?;
    Ok(Seeded { registrars, holders, pt, gtld })
}

/// What the third registrar has, with hosts that are made now.
async fn samples(registry: &Registry, holders: &[Holder]) -> Result<Samples, Failure> {
    let visit = Visit::to(registry, THIRD, PT)?;
    let mut samples = Samples::default();
    for (text, address) in HOSTS {
        let addresses = address.into_iter().map(Into::into).collect();
        let host = HostCreate {
            organisations: Vec::new(),
            name: name(text)?,
            addresses,
            ttls: Vec::new(),
        };
        visit.execute(Command::HostCreate(host)).await?;
        samples.hosts.push(text.to_owned());
    }
    let people = holders.iter().zip(&HOLDERS);
    for (holder, _) in people.filter(|(_, sample)| sample.registrar == THIRD) {
        let names = holder.domains.iter().map(|domain| domain.name.clone());
        samples.domains.extend(names);
        samples.contacts.push(holder.nic_handle.clone());
    }
    Ok(samples)
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
    create(registry, sample, &password).await?;
    let pin = Command::CertificateAdd(id.clone(), issued.fingerprint, "demo".to_owned());
    as_staff(registry, pin).await?;
    as_staff(registry, Command::Deposit(id, Money::new(DEPOSIT, Currency::EUR))).await?;
    let password = password.expose().to_owned();
    Ok(Registrar { id: sample.id.to_owned(), password, certificate, key })
}

async fn create(
    registry: &Registry,
    sample: &SampleRegistrar,
    password: &Secret,
) -> Result<(), Failure> {
    let zones = SOLD.into_iter().chain(gtld::ZONES).map(name);
    let create = RegistrarCreate {
        id: registrar_id(sample.id)?,
        name: sample.name.to_owned(),
        email: sample.email.to_owned(),
        website: Some(sample.website.to_owned()),
        phone: Some(sample.phone.to_owned()),
        iana_id: sample.iana_id,
        abuse_email: sample
            .email
            .split_once('@')
            .map(|(_, host)| format!("abuse@{host}")),
        abuse_phone: Some(sample.phone.to_owned()),
        password: password.clone(),
        addresses: Vec::new(),
        zones: zones.collect::<Result<_, _>>()?,
        credit_limit: Money::new(0, Currency::EUR),
    };
    as_staff(registry, Command::RegistrarCreate(create)).await?;
    Ok(())
}

async fn settle(registry: &Registry, sample: &SampleHolder) -> Result<Holder, Failure> {
    let country = Country::parse(sample.country)
        .ok_or_else(|| Failure::says(format!("no country {}", sample.country)))?;
    let visit = Visit::to(registry, sample.registrar, PT)?;
    let create = Command::ContactCreate(contact(sample, country));
    let handle = match visit.execute(create).await? {
        Outcome::ContactCreated { handle, .. } => handle,
        other => return Err(unexpected(&other)),
    };
    let mut domains = Vec::new();
    for (text, years, particular) in sample.domains {
        let name = name(text)?;
        let create = domain(name.clone(), *years, *particular, handle.clone())?;
        let create = Command::DomainCreate(create);
        let id = match visit.execute(create).await? {
            Outcome::DomainCreated { id, .. } => id,
            other => return Err(unexpected(&other)),
        };
        particularise(registry, &visit, &name, *particular).await?;
        domains.push(Domain { name: name.as_str().to_owned(), process_id: id.to_string() });
    }
    let password = match sample.access {
        Access::Password(text) => {
            let user = UserPut {
                login: handle.clone(),
                role: Role::Holder,
                password: Secret::new(text),
                lang: None,
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
    visit: &Visit<'_>,
    name: &DomainName,
    particular: Trait,
) -> Result<(), Failure> {
    match particular {
        Trait::Plain | Trait::Parked | Trait::Signed => {}
        Trait::Locked => {
            let update = DomainUpdate {
                organisations: LinkChange::default(),
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
                ttls: Vec::new(),
                national: None,
                terms: Terms::default(),
            };
            visit.execute(Command::DomainUpdate(update)).await?;
        }
        Trait::Disputed => {
            as_staff(registry, Command::Dispute(name.clone(), Freeze::Begin)).await?;
        }
        Trait::Deleted => {
            let delete = DomainDelete { name: name.clone(), terms: Terms::default() };
            visit.execute(Command::DomainDelete(delete)).await?;
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
        organisations: Vec::new(),
        proposed: None,
        postal: vec![postal],
        voice: None,
        fax: None,
        mobile: Some(sample.mobile.to_owned()),
        email: sample.email.to_owned(),
        additional_email: None,
        identity: Some(format!("{}{}", sample.country, sample.tax_id)),
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    }
}

fn domain(
    name: DomainName,
    years: u8,
    particular: Trait,
    holder: Handle,
) -> Result<DomainCreate, Failure> {
    let server = |text: &str| {
        let name = super::acting::name(text)?;
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
        organisations: Vec::new(),
        name,
        period: Period::years(years),
        name_servers,
        registrant: Some(holder),
        contacts: Vec::new(),
        auth_info: Secret::default(),
        signers,
        ttls: Vec::new(),
        idn_table: None,
        national: Some(NationalChange { arbitration: Some(true), ..NationalChange::default() }),
        terms: Terms::default(),
    })
}
