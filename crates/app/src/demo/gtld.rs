//! The generic zones of the demonstration, and what the third registrar has in them: contacts with
//! handles of its own choice, host objects, and names that need both.

use foral_model::command::{
    Command, ContactCreate, DomainCreate, HostCreate, OrganisationCreate, Terms,
};
use foral_model::contact::{ContactRole, Phone, Postal, PostalForm};
use foral_model::extension::Extensions;
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::identity::Country;
use foral_model::name::DomainName;
use foral_model::organisation::{
    OrganisationId, OrganisationLink, OrganisationPostal, OrganisationRole, Reached, RoleHeld,
};
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_registry::{Registry, policy};

use super::acting::{Visit, as_staff, name};
use super::description::Samples;
use super::people::THIRD;
use super::{GTLD, claims};
use crate::failure::Failure;
use crate::init::GENERIC;

/// The zones: one for people to read, one with hyphens where names never have them, as zones for
/// tests have, and one in which claims are told.
pub(crate) const ZONES: [&str; 3] = ["feira.example", "zz--main-1234", claims::ZONE];
/// Labels of the names, in each zone.
const LABELS: [&str; 2] = ["biblioteca", "padaria"];
/// Who sells the second of them for the registrar.
const RESELLER: (&str, &str, &str) = ("GAMA-BALCAO", "Balcão de Nomes, Lda.", "balcao.example");
/// Name servers that lie in no zone of ours.
const ELSEWHERE: [&str; 2] = ["ns1.gama.example", "ns2.gama.example"];
/// The years that each name is registered for.
const YEARS: u8 = 2;

/// A contact.
struct Person {
    handle: &'static str,
    name: &'static str,
    organisation: Option<&'static str>,
    street: &'static str,
    city: &'static str,
    postal_code: &'static str,
    country: &'static str,
    email: &'static str,
    voice: &'static str,
}

/// The holder of the names, and who looks after them.
const HOLDER: &str = "GAMA-RIBEIRO";
const TECHNICIAN: &str = "GAMA-TECH";

const PEOPLE: [Person; 2] = [
    Person {
        handle: HOLDER,
        name: "Duarte Ribeiro",
        organisation: None,
        street: "Rua da Moeda, 12",
        city: "Coimbra",
        postal_code: "3000-275",
        country: "PT",
        email: "duarte.ribeiro@correio.example",
        voice: "+351.239555014",
    },
    Person {
        handle: TECHNICIAN,
        name: "Gama Internet",
        organisation: Some("Gama Internet, S.L."),
        street: "Calle de la Cava Baja, 7",
        city: "Madrid",
        postal_code: "28005",
        country: "ES",
        email: "tecnica@gama.example",
        voice: "+34.915550143",
    },
];

/// Puts the policy of `gtld.toml` into force for each zone.
///
/// # Errors
/// If the registry refuses it.
pub(super) async fn put_zones(registry: &Registry) -> Result<(), Failure> {
    let (_, text) = GENERIC[0];
    for zone in ZONES {
        let mut text = policy::with_name(text, &name(zone)?).map_err(Failure::says)?;
        if zone == claims::ZONE {
            text.push_str(claims::PHASE);
        }
        as_staff(registry, Command::ZonePut(text)).await?;
    }
    Ok(())
}

/// Makes contacts, hosts and names of the third registrar.
///
/// # Errors
/// If the registry refuses any of it.
pub(super) async fn fill(registry: &Registry) -> Result<Samples, Failure> {
    let visit = Visit::to(registry, THIRD, GTLD)?;
    let mut samples = Samples::default();
    for person in &PEOPLE {
        visit
            .execute(Command::ContactCreate(contact(person)?))
            .await?;
        samples.contacts.push(person.handle.to_owned());
    }
    for host in ELSEWHERE {
        put_host(&visit, host, None, &mut samples).await?;
    }
    let reseller = Command::OrganisationCreate(Box::new(reseller()?));
    visit.execute(reseller).await?;
    for zone in ZONES {
        for (label, organisations) in LABELS.into_iter().zip([Vec::new(), vec![sold()?]]) {
            let name = name(&format!("{label}.{zone}"))?;
            let command = DomainCreate { organisations, ..domain(&name)? };
            visit.execute(Command::DomainCreate(command)).await?;
            samples.domains.push(name.as_str().to_owned());
        }
        let glue = format!("ns1.{}.{zone}", LABELS[0]);
        put_host(&visit, &glue, Some([192, 0, 2, 53]), &mut samples).await?;
    }
    Ok(samples)
}

async fn put_host(
    visit: &Visit<'_>,
    text: &str,
    address: Option<[u8; 4]>,
    samples: &mut Samples,
) -> Result<(), Failure> {
    let addresses = address.into_iter().map(Into::into).collect();
    let host =
        HostCreate { organisations: Vec::new(), name: name(text)?, addresses, ttls: Vec::new() };
    visit.execute(Command::HostCreate(host)).await?;
    samples.hosts.push(text.to_owned());
    Ok(())
}

fn contact(person: &Person) -> Result<ContactCreate, Failure> {
    let country = Country::parse(person.country)
        .ok_or_else(|| Failure::says(format!("no country {}", person.country)))?;
    Ok(ContactCreate {
        organisations: Vec::new(),
        proposed: Some(handle(person.handle)?),
        postal: vec![Postal {
            form: PostalForm::International,
            name: person.name.to_owned(),
            organisation: person.organisation.map(str::to_owned),
            street: vec![person.street.to_owned()],
            city: person.city.to_owned(),
            province: None,
            postal_code: Some(person.postal_code.to_owned()),
            country,
        }],
        voice: Some(Phone { number: person.voice.to_owned(), extension: None }),
        fax: None,
        mobile: None,
        email: person.email.to_owned(),
        additional_email: None,
        identity: None,
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    })
}

fn domain(name: &DomainName) -> Result<DomainCreate, Failure> {
    let server = |text| Ok(NameServer::Object(super::acting::name(text)?));
    Ok(DomainCreate {
        organisations: Vec::new(),
        name: name.clone(),
        period: Period::years(YEARS),
        name_servers: ELSEWHERE
            .into_iter()
            .map(server)
            .collect::<Result<_, Failure>>()?,
        registrant: Some(handle(HOLDER)?),
        contacts: vec![
            (ContactRole::Admin, handle(HOLDER)?),
            (ContactRole::Tech, handle(TECHNICIAN)?),
        ],
        auth_info: Secret::default(),
        signers: Vec::new(),
        ttls: Vec::new(),
        idn_table: None,
        national: None,
        terms: Terms::default(),
    })
}

fn reseller() -> Result<OrganisationCreate, Failure> {
    let (_, name, host) = RESELLER;
    let OrganisationLink { role, id } = sold()?;
    Ok(OrganisationCreate {
        id,
        roles: vec![RoleHeld { role, statuses: Vec::new(), id: None }],
        statuses: Vec::new(),
        parent: None,
        postal: vec![OrganisationPostal {
            form: PostalForm::Local,
            name: name.to_owned(),
            address: None,
        }],
        reached: Reached {
            email: Some(format!("ajuda@{host}")),
            url: Some(format!("https://{host}")),
            ..Reached::default()
        },
        contacts: Vec::new(),
        uses: Extensions::NONE,
    })
}

/// Who sells a name.
fn sold() -> Result<OrganisationLink, Failure> {
    let no = || Failure::says("no reseller".to_owned());
    Ok(OrganisationLink {
        role: OrganisationRole::parse("reseller").ok_or_else(no)?,
        id: OrganisationId::parse(RESELLER.0).ok_or_else(no)?,
    })
}

fn handle(text: &str) -> Result<Handle, Failure> {
    Handle::parse(text).ok_or_else(|| Failure::says(format!("{text} is no handle")))
}
