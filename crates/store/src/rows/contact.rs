//! Contacts at rest.

use foral_model::contact::{
    Contact, Disclose, PendingContactTransfer, Phone, Postal, PostalForm, Verification,
};
use foral_model::identity::{Country, Identity};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::code::CodeDoc;
use super::pending::PendingContactTransferDoc;
use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// What has no column.
#[derive(Serialize, Deserialize)]
struct ContactDoc {
    created_by: String,
    created: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    transferred: Option<i64>,
    postal: Vec<PostalDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voice: Option<PhoneDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fax: Option<PhoneDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mobile: Option<String>,
    email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    additional_email: Option<String>,
    lang: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verification: Option<VerificationDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disclose: Option<DiscloseDoc>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<CodeDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pending_transfer: Option<PendingContactTransferDoc>,
}

#[derive(Serialize, Deserialize)]
struct PostalDoc {
    form: FormDoc,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
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
#[serde(rename_all = "kebab-case")]
enum FormDoc {
    Int,
    Loc,
}

#[derive(Serialize, Deserialize)]
struct PhoneDoc {
    number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extension: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct VerificationDoc {
    validated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct DiscloseDoc {
    allow: bool,
    elements: Vec<String>,
}

/// A contact's document.
pub(crate) fn doc(contact: &Contact) -> Result<String, Failure> {
    rows::to_json(&ContactDoc {
        created_by: contact.created_by.to_string(),
        created: contact.created.micros(),
        updated_by: contact.updated_by.as_ref().map(ToString::to_string),
        updated: rows::micros(contact.updated),
        transferred: rows::micros(contact.transferred),
        postal: contact.postal.iter().map(PostalDoc::from).collect(),
        voice: contact.voice.as_ref().map(PhoneDoc::from),
        fax: contact.fax.as_ref().map(PhoneDoc::from),
        mobile: contact.mobile.clone(),
        email: contact.email.clone(),
        additional_email: contact.additional_email.clone(),
        lang: contact.lang.tag().to_owned(),
        verification: contact
            .verification
            .as_ref()
            .map(|verification| VerificationDoc {
                validated: verification.validated,
                at: rows::micros(verification.at),
            }),
        disclose: contact.disclose.as_ref().map(|disclose| DiscloseDoc {
            allow: disclose.allow,
            elements: disclose.elements.clone(),
        }),
        statuses: rows::status_words(contact.statuses),
        code: contact.code.as_ref().map(CodeDoc::from),
        pending_transfer: contact.pending_transfer.as_ref().map(Into::into),
    })
}

/// By what a contact is searched for, in lower case. Names are those that [`Contact::postal`] shows.
pub(crate) struct SearchWords {
    /// The person's or body's name.
    pub(crate) name: String,
    /// The organisation's; empty if there is none.
    pub(crate) organisation: String,
    /// The e-mail address.
    pub(crate) email: String,
}

/// By what a contact is searched for.
pub(crate) fn search_words(contact: &Contact) -> SearchWords {
    let postal = contact.postal();
    let organisation = postal.and_then(|postal| postal.organisation.as_ref());
    folded(postal.map(|postal| &postal.name), organisation, &contact.email)
}

/// The same from a contact's document.
pub(crate) fn search_words_in(doc: &str) -> Result<SearchWords, Failure> {
    let doc: ContactDoc = rows::from_json(doc)?;
    let shown = |postal: &&PostalDoc| matches!(postal.form, FormDoc::Int);
    let postal = doc.postal.iter().find(shown).or(doc.postal.first());
    let organisation = postal.and_then(|postal| postal.organisation.as_ref());
    Ok(folded(postal.map(|postal| &postal.name), organisation, &doc.email))
}

fn folded(name: Option<&String>, organisation: Option<&String>, email: &str) -> SearchWords {
    let lower = |text: Option<&String>| text.map(|text| text.to_lowercase()).unwrap_or_default();
    SearchWords {
        name: lower(name),
        organisation: lower(organisation),
        email: email.to_lowercase(),
    }
}

/// A contact from: handle, number, repository, sponsor, identity country and number, version, doc.
pub(crate) fn from_row(row: Row<'_>) -> Result<Contact, Failure> {
    let doc: ContactDoc = rows::from_json(row.text(7)?)?;
    let identity = match (row.opt_text(4)?, row.opt_text(5)?) {
        (Some(country), Some(number)) => Some(identity(country, number)?),
        _ => None,
    };
    Ok(Contact {
        handle: row.handle(0)?,
        number: row.int(1)?,
        repository: rows::repository(row.text(2)?)?,
        sponsor: row.registrar(3)?,
        created_by: cells::registrar(&doc.created_by)?,
        created: Timestamp::from_micros(doc.created),
        updated_by: rows::opt_registrar(doc.updated_by.as_deref())?,
        updated: rows::instant(doc.updated),
        transferred: rows::instant(doc.transferred),
        postal: doc
            .postal
            .into_iter()
            .map(Postal::try_from)
            .collect::<Result<_, _>>()?,
        voice: doc.voice.map(Phone::from),
        fax: doc.fax.map(Phone::from),
        mobile: doc.mobile,
        email: doc.email,
        additional_email: doc.additional_email,
        identity,
        lang: rows::lang(&doc.lang)?,
        verification: doc.verification.map(|verification| Verification {
            validated: verification.validated,
            at: rows::instant(verification.at),
        }),
        disclose: doc
            .disclose
            .map(|disclose| Disclose { allow: disclose.allow, elements: disclose.elements }),
        statuses: rows::statuses(&doc.statuses)?,
        code: doc.code.map(Into::into),
        pending_transfer: doc
            .pending_transfer
            .map(PendingContactTransfer::try_from)
            .transpose()?,
        version: row.int(6)?,
    })
}

fn country(text: &str) -> Result<Country, Failure> {
    Country::parse(text).ok_or_else(|| Failure::stored("country", text))
}

/// The number itself is personal data and stays out of the log.
fn identity(code: &str, number: &str) -> Result<Identity, Failure> {
    Identity::parse(country(code)?, number).map_err(|_| Failure::stored("identity of", code))
}

impl From<&Postal> for PostalDoc {
    fn from(postal: &Postal) -> Self {
        Self {
            form: match postal.form {
                PostalForm::International => FormDoc::Int,
                PostalForm::Local => FormDoc::Loc,
            },
            name: postal.name.clone(),
            organisation: postal.organisation.clone(),
            street: postal.street.clone(),
            city: postal.city.clone(),
            province: postal.province.clone(),
            postal_code: postal.postal_code.clone(),
            country: postal.country.to_string(),
        }
    }
}

impl TryFrom<PostalDoc> for Postal {
    type Error = Failure;

    fn try_from(doc: PostalDoc) -> Result<Self, Failure> {
        Ok(Self {
            form: match doc.form {
                FormDoc::Int => PostalForm::International,
                FormDoc::Loc => PostalForm::Local,
            },
            name: doc.name,
            organisation: doc.organisation,
            street: doc.street,
            city: doc.city,
            province: doc.province,
            postal_code: doc.postal_code,
            country: country(&doc.country)?,
        })
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
