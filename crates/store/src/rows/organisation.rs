//! Organisations at rest.

use foral_model::contact::{Phone, PostalForm};
use foral_model::identity::Country;
use foral_model::organisation::{
    Address, Organisation, OrganisationContact, OrganisationContactKind, OrganisationId,
    OrganisationNumber, OrganisationPostal, OrganisationRole, OrganisationStatus, Reached,
    RoleHeld, RoleStatus,
};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// What has no column.
#[derive(Serialize, Deserialize)]
struct OrganisationDoc {
    created_by: String,
    created: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<i64>,
    roles: Vec<RoleDoc>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    postal: Vec<PostalDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voice: Option<PhoneDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fax: Option<PhoneDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    additional_email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<ContactDoc>,
}

#[derive(Serialize, Deserialize)]
struct RoleDoc {
    role: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct PostalDoc {
    form: FormDoc,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<AddressDoc>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FormDoc {
    Int,
    Loc,
}

#[derive(Serialize, Deserialize)]
struct AddressDoc {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    street: Vec<String>,
    city: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    province: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postal_code: Option<String>,
    country: String,
}

#[derive(Serialize, Deserialize)]
struct PhoneDoc {
    number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extension: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ContactDoc {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    handle: String,
}

/// An organisation's document.
pub(crate) fn doc(it: &Organisation) -> Result<String, Failure> {
    rows::to_json(&OrganisationDoc {
        created_by: it.created_by.to_string(),
        created: it.created.micros(),
        updated_by: it.updated_by.as_ref().map(ToString::to_string),
        updated: rows::micros(it.updated),
        roles: it.roles.iter().map(RoleDoc::from).collect(),
        statuses: it.statuses.iter().map(ToString::to_string).collect(),
        postal: it.postal.iter().map(PostalDoc::from).collect(),
        voice: it.reached.voice.as_ref().map(PhoneDoc::from),
        fax: it.reached.fax.as_ref().map(PhoneDoc::from),
        email: it.reached.email.clone(),
        additional_email: it.reached.additional_email.clone(),
        url: it.reached.url.clone(),
        contacts: it.contacts.iter().map(ContactDoc::from).collect(),
    })
}

/// An organisation from: number, repository, id, parent, sponsor, version, doc.
pub(crate) fn from_row(row: Row<'_>) -> Result<Organisation, Failure> {
    let doc: OrganisationDoc = rows::from_json(row.text(6)?)?;
    Ok(Organisation {
        id: id(row.text(2)?)?,
        number: OrganisationNumber(row.int(0)?),
        repository: rows::repository(row.text(1)?)?,
        sponsor: row.registrar(4)?,
        created_by: cells::registrar(&doc.created_by)?,
        created: Timestamp::from_micros(doc.created),
        updated_by: rows::opt_registrar(doc.updated_by.as_deref())?,
        updated: rows::instant(doc.updated),
        roles: each(doc.roles, RoleHeld::try_from)?,
        statuses: each(doc.statuses, |word| status(&word))?,
        parent: row.opt_text(3)?.map(id).transpose()?,
        postal: each(doc.postal, OrganisationPostal::try_from)?,
        reached: Reached {
            voice: doc.voice.map(Into::into),
            fax: doc.fax.map(Into::into),
            email: doc.email,
            additional_email: doc.additional_email,
            url: doc.url,
        },
        contacts: each(doc.contacts, OrganisationContact::try_from)?,
        version: row.int(5)?,
    })
}

/// Reads a stored identifier.
pub(crate) fn id(text: &str) -> Result<OrganisationId, Failure> {
    OrganisationId::parse(text).ok_or_else(|| Failure::stored("organisation", text))
}

/// Reads a stored role.
pub(crate) fn role(text: &str) -> Result<OrganisationRole, Failure> {
    OrganisationRole::parse(text).ok_or_else(|| Failure::stored("role of an organisation", text))
}

fn status(word: &str) -> Result<OrganisationStatus, Failure> {
    let unknown = || Failure::stored("status of an organisation", word);
    OrganisationStatus::parse(word).ok_or_else(unknown)
}

fn each<D, T>(docs: Vec<D>, read: impl Fn(D) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
    docs.into_iter().map(read).collect()
}

impl From<&RoleHeld> for RoleDoc {
    fn from(held: &RoleHeld) -> Self {
        Self {
            role: held.role.to_string(),
            statuses: held.statuses.iter().map(ToString::to_string).collect(),
            id: held.id.clone(),
        }
    }
}

impl TryFrom<RoleDoc> for RoleHeld {
    type Error = Failure;

    fn try_from(doc: RoleDoc) -> Result<Self, Failure> {
        let status = |word: String| {
            RoleStatus::parse(&word).ok_or_else(|| Failure::stored("status of a role", &word))
        };
        Ok(Self { role: role(&doc.role)?, statuses: each(doc.statuses, status)?, id: doc.id })
    }
}

impl From<&OrganisationPostal> for PostalDoc {
    fn from(postal: &OrganisationPostal) -> Self {
        Self {
            form: match postal.form {
                PostalForm::International => FormDoc::Int,
                PostalForm::Local => FormDoc::Loc,
            },
            name: postal.name.clone(),
            address: postal.address.as_ref().map(AddressDoc::from),
        }
    }
}

impl TryFrom<PostalDoc> for OrganisationPostal {
    type Error = Failure;

    fn try_from(doc: PostalDoc) -> Result<Self, Failure> {
        Ok(Self {
            form: match doc.form {
                FormDoc::Int => PostalForm::International,
                FormDoc::Loc => PostalForm::Local,
            },
            name: doc.name,
            address: doc.address.map(Address::try_from).transpose()?,
        })
    }
}

impl From<&Address> for AddressDoc {
    fn from(address: &Address) -> Self {
        Self {
            street: address.street.clone(),
            city: address.city.clone(),
            province: address.province.clone(),
            postal_code: address.postal_code.clone(),
            country: address.country.to_string(),
        }
    }
}

impl TryFrom<AddressDoc> for Address {
    type Error = Failure;

    fn try_from(doc: AddressDoc) -> Result<Self, Failure> {
        let unknown = || Failure::stored("country", &doc.country);
        let country = Country::parse(&doc.country).ok_or_else(unknown)?;
        let AddressDoc { street, city, province, postal_code, .. } = doc;
        Ok(Self { street, city, province, postal_code, country })
    }
}

impl From<&Phone> for PhoneDoc {
    fn from(phone: &Phone) -> Self {
        Self { number: phone.number.clone(), extension: phone.extension.clone() }
    }
}

impl From<PhoneDoc> for Phone {
    fn from(doc: PhoneDoc) -> Self {
        Self { number: doc.number, extension: doc.extension }
    }
}

impl From<&OrganisationContact> for ContactDoc {
    fn from(contact: &OrganisationContact) -> Self {
        Self {
            kind: contact.kind.to_string(),
            name: contact.name.clone(),
            handle: contact.handle.to_string(),
        }
    }
}

impl TryFrom<ContactDoc> for OrganisationContact {
    type Error = Failure;

    fn try_from(doc: ContactDoc) -> Result<Self, Failure> {
        let kind = OrganisationContactKind::parse(&doc.kind);
        Ok(Self {
            kind: kind.ok_or_else(|| Failure::stored("kind of contact", &doc.kind))?,
            name: doc.name,
            handle: cells::handle(&doc.handle)?,
        })
    }
}
