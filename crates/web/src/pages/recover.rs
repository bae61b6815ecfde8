//! Asking for a link: the same answer whether anybody is known by what was entered or not.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use foral_model::actor::Who;
use foral_model::command::RecoverBy;
use foral_model::id::Handle;
use foral_model::identity::{Country, Identity, NotAnIdentity};
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::settings::Web;

/// The page with the two ways.
#[derive(Template)]
#[template(path = "recover.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) token: String,
    pub(crate) by: By,
    pub(crate) countries: Vec<CountryChoice>,
    pub(crate) tax_id: String,
    pub(crate) handle: String,
    pub(crate) errors: Vec<FieldError>,
}

/// The page that says that a letter is on its way, if there is anybody to write to.
#[derive(Template)]
#[template(path = "recover_sent.html")]
pub(crate) struct Sent {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
}

/// One country of the list.
pub(crate) struct CountryChoice {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) current: bool,
}

/// What is wrong with a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FieldError {
    /// The field's name and element.
    pub(crate) field: &'static str,
    /// What to do.
    pub(crate) text: String,
}

/// Which way was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    /// By taxpayer number.
    #[default]
    Tax,
    /// By NIC handle.
    Handle,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Entry {
    by: By,
    country: String,
    tax_id: String,
    handle: String,
    token: String,
}

impl Page {
    /// What is wrong with a field, if anything is.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.text.as_str())
    }
}

/// `GET /recover`.
pub(crate) async fn show(State(web): State<Web>, reader: Reader) -> Result<Response, Failure> {
    let page = form(&web, &reader, Entry::default(), Vec::new());
    frame::page(StatusCode::OK, &page)
}

/// `POST /recover`.
pub(crate) async fn submit(
    State(web): State<Web>,
    reader: Reader,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    reader.checked(&web, &entry.token)?;
    let words = Words::of(reader.visit.lang);
    let by = match read(words, &entry) {
        Ok(by) => by,
        Err(error) => {
            let page = form(&web, &reader, entry, vec![error]);
            return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    if web.limits.recovery(reader.visit.from, &key(&by)).is_ok() {
        let actor = reader.visit.actor(Who::Public);
        web.registry.ask_recovery(&actor, &by).await?;
    }
    let frame = reader.frame(&web);
    let t = frame.words;
    frame::page(StatusCode::OK, &Sent { frame, t })
}

fn form(web: &Web, reader: &Reader, entry: Entry, errors: Vec<FieldError>) -> Page {
    let frame = reader.frame(web);
    let chosen = Country::parse(&entry.country).unwrap_or(Country::PT);
    Page {
        t: frame.words,
        token: reader.tokens(web).token("/recover", reader.visit.now),
        by: entry.by,
        countries: countries(frame.words, chosen),
        tax_id: entry.tax_id,
        handle: entry.handle,
        errors,
        frame,
    }
}

/// Every country by its name, in the order of the reader's language.
pub(crate) fn countries(words: Words, chosen: Country) -> Vec<CountryChoice> {
    let choice = |(country, name): &'static (Country, &'static str)| CountryChoice {
        code: country.as_str(),
        name,
        current: *country == chosen,
    };
    words.countries().iter().map(choice).collect()
}

/// What counts as the same wish.
fn key(by: &RecoverBy) -> String {
    match by {
        RecoverBy::Handle(handle) => handle.to_string(),
        RecoverBy::Identity(identity) => identity.prefixed(),
    }
}

/// Judges the form only: a well-formed number may still be nobody's.
fn read(t: Words, entry: &Entry) -> Result<RecoverBy, FieldError> {
    match entry.by {
        By::Handle => {
            let error = |text| FieldError { field: "handle", text };
            let typed = entry.handle.trim();
            if typed.is_empty() {
                return Err(error(t.recover_handle_missing()));
            }
            let handle = Handle::typed(typed).ok_or_else(|| error(t.recover_handle_shape()))?;
            Ok(RecoverBy::Handle(handle))
        }
        By::Tax => {
            let country = Country::parse(&entry.country).ok_or_else(|| FieldError {
                field: "country",
                text: t.recover_country_unknown(),
            })?;
            let identity = Identity::parse(country, entry.tax_id.trim());
            identity.map(RecoverBy::Identity).map_err(|why| FieldError {
                field: "tax_id",
                text: tax_error(t, &entry.tax_id, why),
            })
        }
    }
}

fn tax_error(t: Words, typed: &str, why: NotAnIdentity) -> String {
    match why {
        _ if typed.trim().is_empty() => t.recover_tax_missing(),
        NotAnIdentity::Length { wanted: Some(wanted) } => t.recover_tax_length(wanted),
        NotAnIdentity::Length { wanted: None } => t.recover_tax_too_long(),
        NotAnIdentity::Character => t.recover_tax_character(),
        NotAnIdentity::CheckDigit => t.recover_tax_check(),
        NotAnIdentity::Shape => t.recover_tax_shape(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foral_model::lang::Lang;

    fn judged(by: By, country: &str, tax_id: &str, handle: &str) -> Result<String, &'static str> {
        let entry = Entry {
            by,
            country: country.to_owned(),
            tax_id: tax_id.to_owned(),
            handle: handle.to_owned(),
            token: String::new(),
        };
        read(Words::of(Lang::En), &entry)
            .map(|by| key(&by))
            .map_err(|error| error.field)
    }

    #[test]
    fn only_the_form_is_judged() {
        for (by, country, tax_id, handle, judgement) in [
            (By::Tax, "PT", "510 664 024", "", Ok("PT510664024")),
            (By::Tax, "PT", "PT510664024", "ignored", Ok("PT510664024")),
            (By::Tax, "PT", "510664025", "", Err("tax_id")),
            (By::Tax, "PT", "", "", Err("tax_id")),
            (By::Tax, "ZZ", "510664024", "", Err("country")),
            (By::Handle, "", "", " ktrw-482133-pt ", Ok("ktrw-482133-pt")),
            (By::Handle, "PT", "510664024", "", Err("handle")),
            (By::Handle, "", "", "no spaces here", Err("handle")),
        ] {
            let result = judged(by, country, tax_id, handle);
            assert_eq!(
                result.as_deref(),
                judgement.as_ref().copied(),
                "{country} {tax_id} {handle}"
            );
        }
    }
}
