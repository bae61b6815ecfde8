//! What this server is and can do (RFC 9083, section 7).

use foral_model::name::DomainName;

use super::frame::Frame;
use super::json::{self, SHORT};
use super::notice::{Notice, Notices};
use super::query::REVERSE;
use super::settings::Search;

#[derive(serde::Serialize)]
struct Help<'a> {
    #[serde(rename = "rdapConformance")]
    conformance: Vec<&'static str>,
    notices: Notices<'a>,
    /// RFC 9536, section 5.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reverse_search_properties: Vec<Searchable>,
    lang: &'static str,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Searchable {
    searchable_resource_type: &'static str,
    related_resource_type: &'static str,
    property: &'static str,
}

/// Who may search.
pub(crate) fn searching(frame: Frame<'_>) -> String {
    let words = frame.texts.words;
    match frame.settings.search {
        Search::Public => words.rdap_search_public(),
        Search::Authorised => words.rdap_search_authorised(),
        Search::Off => words.rdap_search_off(),
    }
}

/// The body of the answer.
pub(crate) fn body(frame: Frame<'_>, zones: &[DomainName]) -> serde_json::Result<Vec<u8>> {
    let words = frame.texts.words;
    let zones: Vec<_> = zones.iter().map(|zone| format!(".{zone}")).collect();
    let (title, about) = (words.rdap_help_title(), words.rdap_help(zones.join(", ")));
    let searches = frame.settings.search != Search::Off;
    let mut said = vec![about, searching(frame)];
    let mut conformance = frame.conformance().to_vec();
    if searches {
        said.push(words.rdap_search_reverse());
        conformance.extend(["paging", "sorting", "subsetting", "reverse_search"]);
    }
    let notices: Vec<_> = said
        .iter()
        .map(|description| Notice { title: &title, kind: None, description, links: None })
        .collect();
    let searchable = |(property, _): (&'static str, _)| Searchable {
        searchable_resource_type: "domains",
        related_resource_type: "entity",
        property,
    };
    let help = Help {
        conformance,
        notices: Notices::with(frame, &notices),
        reverse_search_properties: match searches {
            true => REVERSE.into_iter().map(searchable).collect(),
            false => Vec::new(),
        },
        lang: words.lang().tag(),
    };
    json::written(&help, SHORT)
}
