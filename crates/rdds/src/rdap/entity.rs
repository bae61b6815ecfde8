//! Contacts and registrars (RFC 9083, section 5.1).

use foral_model::identity::PersonClass;
use foral_model::status::Statuses;
use foral_model::zone::DirectoryRole;
use foral_registry::directory::{
    DirectoryContact, DirectoryDomain, DirectoryRegistrar, DirectoryReseller, Field,
};
use serde::{Serialize, Serializer};

use super::event::Event;
use super::frame::Frame;
use super::jcard::{Address, JCard, Kind};
use super::link::{Href, Link, RDAP_JSON};
use super::listing::FieldSet;
use super::notice::{About, Notices};
use super::query::role_word;
use super::redacted::{Part, Place, Redacted, Redaction};
use super::status::Shown;

/// A contact or registrar.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entity<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rdap_conformance: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notices: Option<Notices<'a>>,
    object_class_name: ClassName,
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<Roles<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vcard_array: Option<JCard<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_ids: Option<[PublicId; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<[Box<Self>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Shown<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redacted: Option<Redacted<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<Event>,
}

/// `entity`.
#[derive(Default)]
struct ClassName;

impl Serialize for ClassName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("entity")
    }
}

/// A handle: a text, or IANA's number.
#[derive(Clone, Copy)]
enum Text<'a> {
    Text(&'a str),
    Number(u32),
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.collect_str(number),
        }
    }
}

/// What somebody is to an object.
#[derive(Clone, Copy)]
enum Roles<'a> {
    Contact(&'a [DirectoryRole]),
    Registrar,
    Reseller,
    Abuse,
}

impl Serialize for Roles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Contact(roles) => {
                serializer.collect_seq(roles.iter().map(|role| role_word(*role)))
            }
            Self::Registrar => ["registrar"].serialize(serializer),
            Self::Reseller => ["reseller"].serialize(serializer),
            Self::Abuse => ["abuse"].serialize(serializer),
        }
    }
}

/// A number in a public register (RFC 9083, section 4.8).
#[derive(Serialize)]
struct PublicId {
    #[serde(rename = "type")]
    kind: &'static str,
    identifier: Text<'static>,
}

impl PublicId {
    const fn iana(number: u32) -> [Self; 1] {
        [Self { kind: "IANA Registrar ID", identifier: Text::Number(number) }]
    }
}

impl<'a> Entity<'a> {
    /// A registrar, as part of another object or by itself.
    pub(crate) fn registrar(
        frame: &Frame<'a>,
        registrar: &'a DirectoryRegistrar,
        fields: FieldSet,
    ) -> Self {
        let handle = match registrar.iana_id {
            Some(number) if frame.is_generic() => Text::Number(number),
            // RDAP Response Profile of February 2024, 2.4.2.
            None if frame.is_generic() => Text::Text("not applicable"),
            _ => Text::Text(registrar.card.id.as_str()),
        };
        let shell = Self {
            handle: Some(handle),
            roles: Some(Roles::Registrar),
            public_ids: registrar.iana_id.map(PublicId::iana),
            ..Self::default()
        };
        if fields == FieldSet::Id {
            return shell;
        }
        let card = &registrar.card;
        let href = match handle {
            Text::Number(number) => Href::Numbered(frame.base, "entity/", number),
            Text::Text(_) => frame.object("entity/", card.id.as_str()),
        };
        let mut links = vec![Link::itself(frame.url, href)];
        if let Some(server) = frame.settings.registrars.get(&card.id) {
            let base = server.base_url.as_str();
            links.push(Link { value: base, rel: "about", href: Href::Url(base), kind: RDAP_JSON });
        }
        Self {
            vcard_array: Some(JCard {
                full_name: &card.name,
                kind: Some(Kind::Organisation),
                voice: card.phone.as_deref().map(Into::into),
                email: Some(&card.email),
                website: card.website.as_deref(),
                ..JCard::default()
            }),
            entities: abuse(registrar).map(|abuse| [Box::new(abuse)]),
            links,
            ..shell
        }
    }

    /// Who sells a domain for its registrar. There is no look-up of organisations.
    pub(crate) fn reseller(reseller: &'a DirectoryReseller) -> Self {
        Self {
            handle: Some(Text::Text(reseller.id.as_str())),
            roles: Some(Roles::Reseller),
            vcard_array: Some(JCard {
                full_name: &reseller.name,
                kind: Some(Kind::Organisation),
                website: reseller.website.as_deref(),
                ..JCard::default()
            }),
            ..Self::default()
        }
    }

    /// A contact of a domain, or by itself. What is kept back is added to `kept_back`.
    pub(crate) fn contact(
        frame: &Frame<'a>,
        contact: &'a DirectoryContact,
        reached_by: Option<&'a str>,
        place: Place,
        kept_back: &mut Vec<Redaction>,
    ) -> Self {
        let from = kept_back.len();
        keep_back(frame, contact, reached_by, place, kept_back);
        let replaced = kept_back[from..]
            .iter()
            .any(|redaction| redaction.part == Part::EmailReplaced);
        let handle = contact.handle.shown();
        let itself =
            handle.map(|handle| Link::itself(frame.url, frame.object("entity/", handle.as_str())));
        Self {
            handle: handle.map(|handle| Text::Text(handle.as_str())),
            roles: (!contact.roles.is_empty()).then_some(Roles::Contact(&contact.roles)),
            vcard_array: Some(card(contact, reached_by.filter(|_| replaced))),
            links: itself.into_iter().collect(),
            ..Self::default()
        }
    }

    /// What a list needs to know of a contact.
    pub(crate) fn contact_known_by(contact: &'a DirectoryContact) -> Self {
        let handle = contact.handle.shown();
        Self { handle: handle.map(|handle| Text::Text(handle.as_str())), ..Self::default() }
    }

    /// What its own look-up shows of a contact besides.
    pub(crate) fn with_history(self, contact: &DirectoryContact) -> Self {
        let history = Event::history(contact.created, contact.updated, contact.transferred);
        let events = history.collect();
        Self { status: Some(statuses(contact.statuses)), events, ..self }
    }

    /// The whole answer to a look-up.
    pub(crate) fn alone(
        self,
        frame: Frame<'a>,
        kept_back: &'a [Redaction],
        as_of: foral_model::time::Timestamp,
    ) -> Self {
        let mut events = self.events;
        events.push(Event::database(as_of));
        // ICANN's checker takes an entity in an entity for an answer of its own, and misses what
        // only an answer has.
        let entities = None;
        let redacted = Redacted { list: kept_back, sentences: &frame.texts.redactions };
        Self {
            rdap_conformance: Some(frame.conformance()),
            notices: Some(Notices::of(frame, About::Other)),
            redacted: (!kept_back.is_empty()).then_some(redacted),
            entities,
            events,
            ..self
        }
    }
}

const fn statuses<'a>(statuses: Statuses) -> Shown<'a> {
    Shown { statuses, rgp: &[] }
}

/// Where abuse is reported (RDAP Response Profile of February 2024, 2.4.5).
fn abuse(registrar: &DirectoryRegistrar) -> Option<Entity<'_>> {
    let (email, phone) = (registrar.abuse_email.as_deref(), registrar.abuse_phone.as_deref());
    (email.is_some() || phone.is_some()).then(|| Entity {
        roles: Some(Roles::Abuse),
        vcard_array: Some(JCard {
            full_name: &registrar.card.name,
            voice: phone.map(Into::into),
            email,
            ..JCard::default()
        }),
        ..Entity::default()
    })
}

fn card<'a>(contact: &'a DirectoryContact, contact_uri: Option<&'a str>) -> JCard<'a> {
    let unlisted = contact.unlisted.as_ref();
    let text = |field: &'a Field<String>| field.shown().map_or("", String::as_str);
    JCard {
        full_name: text(&contact.name),
        kind: Some(match contact.class {
            PersonClass::Legal => Kind::Organisation,
            _ => Kind::Individual,
        }),
        organisation: contact.organisation.shown().map(String::as_str),
        address: Some(Address {
            street: contact.street.shown().map_or(&[], Vec::as_slice),
            city: text(&contact.city),
            province: text(&contact.province),
            postal_code: text(&contact.postal_code),
            country: contact
                .country
                .shown()
                .map(foral_model::identity::Country::as_str),
        }),
        voice: contact.voice.shown().map(Into::into),
        fax: contact.fax.shown().map(Into::into),
        mobile: unlisted
            .and_then(|unlisted| unlisted.mobile.as_deref())
            .map(Into::into),
        email: contact.email.shown().map(String::as_str),
        second_email: unlisted.and_then(|unlisted| unlisted.additional_email.as_deref()),
        contact_uri,
        website: None,
    }
}

/// Tells what was kept back of a contact, once for each of its roles.
fn keep_back(
    frame: &Frame<'_>,
    contact: &DirectoryContact,
    reached_by: Option<&str>,
    place: Place,
    list: &mut Vec<Redaction>,
) {
    // ICANN's profile has organisation and telephone named whether they are there or not, so that
    // nothing follows from their absence (2.7.4.2, 2.7.4.8).
    let guarded = contact.name.reason().filter(|_| frame.is_generic());
    let email = match reached_by {
        Some(_) => Part::EmailReplaced,
        None => Part::Email,
    };
    let parts = [
        (Part::Handle, contact.handle.reason()),
        (Part::Name, contact.name.reason()),
        (Part::Organisation, contact.organisation.reason().or(guarded)),
        (Part::Street, contact.street.reason()),
        (Part::City, contact.city.reason()),
        (Part::Province, contact.province.reason()),
        (Part::PostalCode, contact.postal_code.reason()),
        (Part::Country, contact.country.reason()),
        (Part::Voice, contact.voice.reason().or(guarded)),
        (Part::Fax, contact.fax.reason()),
        (email, contact.email.reason()),
    ];
    let as_whom: &[DirectoryRole] = match contact.roles.as_slice() {
        [] => &[DirectoryRole::Registrant],
        roles => roles,
    };
    for role in as_whom {
        for (part, reason) in parts {
            let kept = reason.map(|reason| Redaction { place, role: *role, part, reason });
            list.extend(kept);
        }
    }
}

/// Where people reach the contacts of a domain whose e-mail addresses are kept back, where ICANN's
/// profile wants it told: at the sponsoring registrar (RDAP Response Profile, 2.7.5.2).
pub(crate) fn reached_by<'a>(frame: &Frame<'_>, domain: &'a DirectoryDomain) -> Option<&'a str> {
    let website = domain.registrar.card.website.as_deref();
    website.filter(|url| frame.is_generic() && url.starts_with("http"))
}
