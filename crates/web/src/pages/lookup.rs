//! Looking a name up: what the public directory says, for people.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_registry::directory::{
    DirectoryContact, DirectoryDomain, DirectoryRegistrar, Field, Onlooker,
};
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use super::domain::{Server, Sign, Title, telephone, website};
use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::query;
use crate::settings::Web;

/// The page.
#[derive(Template)]
#[template(path = "lookup.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) asked: String,
    pub(crate) problem: Option<String>,
    /// What is said of a name that nobody holds.
    pub(crate) absent: Option<Absent>,
    pub(crate) found: Option<Sheet>,
}

/// A name that nobody holds.
pub(crate) struct Absent {
    /// How the box is called: by whether somebody could register the name.
    pub(crate) id: &'static str,
    pub(crate) text: String,
}

impl Absent {
    /// By the law that answers EPP's `check` and the availability service.
    pub(crate) fn of(t: Words, name: &DomainName, obstacle: Option<&Refusal>) -> Self {
        match obstacle {
            None => Self { id: "free", text: t.lookup_free(name.unicode()) },
            Some(refusal) => Self { id: "not-free", text: t.refusal(refusal) },
        }
    }
}

/// What is known of a name.
pub(crate) struct Sheet {
    pub(crate) title: Title,
    pub(crate) status: String,
    pub(crate) dns: String,
    pub(crate) registered: String,
    pub(crate) updated: Option<String>,
    pub(crate) expires: String,
    pub(crate) statuses: Vec<(String, &'static str)>,
    pub(crate) people: Vec<Person>,
    pub(crate) servers: Vec<Server>,
    pub(crate) dnssec: String,
    pub(crate) signers: Vec<Sign>,
    pub(crate) registrar: Registrar,
    /// Who sells the name for the registrar.
    pub(crate) reseller: Option<String>,
    /// Where to ask for what is kept back, if something is.
    pub(crate) request: Option<String>,
}

/// Somebody who is something to the name.
pub(crate) struct Person {
    pub(crate) roles: String,
    pub(crate) facts: Vec<(String, String)>,
    /// Why something is kept back, each reason once.
    pub(crate) kept: Vec<String>,
}

/// The sponsoring registrar.
pub(crate) struct Registrar {
    pub(crate) name: String,
    pub(crate) website: Option<(String, String)>,
    pub(crate) email: String,
    pub(crate) phone: Option<(String, String)>,
    pub(crate) abuse: Option<String>,
}

/// What is asked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Question {
    name: String,
}

/// `GET /lookup`.
pub(crate) async fn show(
    State(web): State<Web>,
    reader: Reader,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let asked = question.name.trim().to_owned();
    let frame = reader.frame(&web);
    if asked.is_empty() {
        return frame::page(StatusCode::OK, &page(frame, asked));
    }
    web.limits.lookup(reader.visit.from)?;
    let name = DomainName::parse(host(&asked));
    let Some(name) = name.ok().filter(|name| name.labels().count() > 1) else {
        let problem = Some(frame.words.lookup_invalid());
        let page = Page { problem, ..page(frame, asked) };
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let name = registrable(&web, name);
    let found = web
        .registry
        .directory_domain(&Onlooker::PUBLIC, &name)
        .await?;
    let page = match found {
        Some(domain) => assemble(frame.about(&web, &name), asked, &domain),
        None => {
            let obstacles = web
                .registry
                .directory_check(std::slice::from_ref(&name))
                .await?;
            let obstacle = obstacles.first().and_then(Option::as_ref);
            let absent = Some(Absent::of(frame.words, &name, obstacle));
            Page { absent, ..page(frame, asked) }
        }
    };
    frame::page(StatusCode::OK, &page)
}

/// The name in what people paste: a web address or an e-mail address as well as a name.
fn host(asked: &str) -> &str {
    let rest = asked.split_once("://").map_or(asked, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    rest.split_once(':').map_or(rest, |(host, _)| host)
}

/// The name that is registered, if this one lies below it as `www` does.
fn registrable(web: &Web, name: DomainName) -> DomainName {
    let above = std::iter::successors(Some(name.clone()), DomainName::parent);
    let mut in_a_zone = above.filter(|name| web.registry.zone_of(name).is_some());
    in_a_zone.next().unwrap_or(name)
}

fn page(frame: Frame, asked: String) -> Page {
    Page { t: frame.words, frame, asked, problem: None, absent: None, found: None }
}

/// The page about a name that somebody holds.
pub(crate) fn assemble(frame: Frame, asked: String, domain: &DirectoryDomain) -> Page {
    let t = frame.words;
    let people: Vec<Person> = domain
        .contacts
        .iter()
        .map(|contact| person(t, contact))
        .collect();
    let kept = people.iter().any(|person| !person.kept.is_empty());
    let signs = i64::try_from(domain.signers.len()).unwrap_or(i64::MAX);
    let sheet = Sheet {
        title: Title::of(&domain.name),
        status: t.public_status(domain.public_status),
        dns: t.directory_dns(domain.unpublished.map(|why| why.as_str())),
        registered: t.date(domain.created),
        updated: domain.updated.map(|at| t.date(at)),
        expires: t.date(domain.expires),
        statuses: domain
            .statuses
            .iter()
            .map(|status| (t.status_sentence(status), status.as_str()))
            .collect(),
        people,
        servers: domain
            .name_servers
            .iter()
            .map(|(name, addresses)| Server {
                name: name.unicode(),
                addresses: addresses
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", "),
            })
            .collect(),
        dnssec: if signs == 0 { t.domain_dnssec_off() } else { t.domain_dnssec_on(signs) },
        signers: domain.signers.iter().map(Sign::of).collect(),
        registrar: registrar(&domain.registrar),
        reseller: domain
            .reseller
            .as_ref()
            .map(|reseller| reseller.name.clone()),
        request: kept.then(|| query::link("/disclosure", &[("name", domain.name.as_str())])),
    };
    Page { found: Some(sheet), ..page(frame, asked) }
}

fn person(t: Words, contact: &DirectoryContact) -> Person {
    let mut facts = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    let mut note = |reason: Option<foral_registry::directory::Reason>| {
        if let Some(reason) = reason {
            let text = t.directory_redacted(reason.as_str());
            if !kept.contains(&text) {
                kept.push(text);
            }
        }
    };
    let mut tell = |label: String, field: &Field<String>| {
        facts.extend(field.shown().map(|value| (label, value.clone())));
        note(field.reason());
    };
    tell(t.directory_organisation(), &contact.organisation);
    tell(t.directory_name(), &contact.name);
    tell(t.directory_email(), &contact.email);
    note(contact.street.reason());
    note(contact.city.reason());
    note(contact.voice.reason());
    let mut address: Vec<String> = contact.street.shown().cloned().unwrap_or_default();
    let place = [contact.postal_code.shown(), contact.city.shown()];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    address.push(place.join(" "));
    address.extend(contact.province.shown().cloned());
    address.extend(
        contact
            .country
            .shown()
            .map(|country| t.country_name(*country).to_owned()),
    );
    address.retain(|line| !line.is_empty());
    if !address.is_empty() {
        facts.push((t.directory_address(), address.join(", ")));
    }
    if let Some(phone) = contact.voice.shown() {
        facts.push((t.directory_phone(), telephone(&phone.number).1));
    }
    let roles = contact
        .roles
        .iter()
        .map(|role| t.directory_role(role.as_str()));
    Person { roles: roles.collect::<Vec<_>>().join(", "), facts, kept }
}

fn registrar(registrar: &DirectoryRegistrar) -> Registrar {
    let card = &registrar.card;
    Registrar {
        name: card.name.clone(),
        website: card.website.as_deref().and_then(website),
        email: card.email.clone(),
        phone: card.phone.as_deref().map(telephone),
        abuse: registrar.abuse_email.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn what_is_pasted_has_a_name_in_it() {
        for asked in [
            "exemplo.pt",
            "https://exemplo.pt",
            "http://exemplo.pt:8080/lojas?dia=1#topo",
            "https://ana@exemplo.pt/",
            "ana@exemplo.pt",
            "exemplo.pt/contactos",
        ] {
            assert_eq!(host(asked), "exemplo.pt", "{asked}");
        }
        assert_eq!(host(""), "");
    }
}
