//! The results of a search (RFC 9083, section 8), a page of them at a time (RFC 8977) and as much of
//! each as is wanted (RFC 8982).

use serde::Serialize;

use super::frame::Frame;
use super::link::{Href, Link, RDAP_JSON};
use super::listing::{Class, Cursor, FieldSet, Listing};
use super::notice::{Notice, Notices};
use super::query::REVERSE;
use super::redacted::{Redacted, Redaction};

/// The type of a notice where a limit of the server cut the results.
const LOAD: &str = "result set truncated due to excessive load";
/// The same where the asker may not see them all.
const AUTHORISATION: &str = "result set truncated due to authorization";

/// An answer to a search.
#[derive(Serialize)]
pub(crate) struct Results<'a, T> {
    #[serde(rename = "rdapConformance")]
    conformance: Vec<&'static str>,
    notices: Notices<'a>,
    #[serde(rename = "domainSearchResults", skip_serializing_if = "Option::is_none")]
    domains: Option<&'a [T]>,
    #[serde(rename = "nameserverSearchResults", skip_serializing_if = "Option::is_none")]
    nameservers: Option<&'a [T]>,
    #[serde(rename = "entitySearchResults", skip_serializing_if = "Option::is_none")]
    entities: Option<&'a [T]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redacted: Option<Redacted<'a>>,
    paging_metadata: Paging<'a>,
    sorting_metadata: Sorting<'a>,
    subsetting_metadata: Subsetting<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reverse_search_properties_mapping: Option<[Mapping; REVERSE.len()]>,
}

/// RFC 8977, section 2.2.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Paging<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    total_count: Option<i64>,
    page_size: usize,
    page_number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<[Link<'a>; 1]>,
}

/// RFC 8977, section 2.1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sorting<'a> {
    current_sort: &'a str,
    available_sorts: Vec<AvailableSort<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AvailableSort<'a> {
    property: &'static str,
    json_path: &'static str,
    default: bool,
    links: [Link<'a>; 1],
}

/// RFC 8982, section 2.1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Subsetting<'a> {
    current_field_set: &'static str,
    available_field_sets: Vec<AvailableFields<'a>>,
}

#[derive(Serialize)]
struct AvailableFields<'a> {
    name: &'static str,
    default: bool,
    links: [Link<'a>; 1],
}

/// RFC 9536, section 6.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mapping {
    property: &'static str,
    property_path: &'static str,
}

/// Whether a search goes from people to names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It does (RFC 9536).
    Reverse,
    /// It does not.
    Plain,
}

/// The links between the pages and views of one search, and what they need.
pub(crate) struct Views {
    class: Class,
    kind: Kind,
    current: String,
    next: Option<String>,
    /// The question without its place, its order and its fields.
    without_cursor: String,
    without_sort: String,
    without_fields: String,
}

/// What was found, besides the objects themselves.
#[derive(Clone, Copy)]
pub(crate) struct Outcome {
    /// How many there are in all, if they were counted.
    pub(crate) total: Option<i64>,
    /// The offset of the next page, if there is one.
    pub(crate) next: Option<u32>,
    /// Whether more may match than can be turned over.
    pub(crate) beyond: bool,
    /// Whether some are left out whom the asker may not see.
    pub(crate) hidden: bool,
}

/// Why an answer does not have everything that matches (RFC 9083, sections 9 and 10.2.1).
pub(crate) struct Cuts {
    title: String,
    said: Vec<(&'static str, String)>,
}

impl Cuts {
    pub(crate) fn of(frame: Frame<'_>, page: u32, outcome: Outcome) -> Self {
        let words = frame.texts.words;
        let page = || (LOAD, words.rdap_cut_page(i64::from(page)));
        let limit = || (LOAD, words.rdap_cut_limit());
        let handles = || (AUTHORISATION, words.rdap_cut_handles());
        let said = [
            outcome.next.map(|_| page()),
            outcome.beyond.then(limit),
            outcome.hidden.then(handles),
        ];
        Self { title: words.rdap_cut_title(), said: said.into_iter().flatten().collect() }
    }

    pub(crate) fn notices(&self) -> Vec<Notice<'_>> {
        self.said
            .iter()
            .map(|(kind, description)| Notice {
                title: &self.title,
                kind: Some(kind),
                description,
                links: None,
            })
            .collect()
    }
}

impl Views {
    pub(crate) fn of(
        class: Class,
        kind: Kind,
        url: &str,
        listing: &Listing,
        outcome: Outcome,
    ) -> Self {
        Self {
            class,
            kind,
            current: listing.sort.to_text(class),
            next: outcome.next.map(|offset| Cursor { offset }.to_text()),
            without_cursor: without(url, &["cursor"]),
            // In another order, the same place is another one.
            without_sort: without(url, &["cursor", "sort"]),
            without_fields: without(url, &["fieldSet"]),
        }
    }
}

/// The objects of a page, what was kept back of them, and what is said of those that are not there.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a, T> {
    pub(crate) objects: &'a [T],
    pub(crate) outcome: Outcome,
    pub(crate) kept_back: &'a [Redaction],
    pub(crate) cuts: &'a [Notice<'a>],
}

impl<'a, T: Serialize> Results<'a, T> {
    /// The answer with these objects.
    pub(crate) fn of(
        frame: Frame<'a>,
        views: &'a Views,
        listing: &Listing,
        page: u32,
        shown: Page<'a, T>,
    ) -> Self {
        let Page { objects, outcome, kept_back, cuts } = shown;
        let of_class = |class| (views.class == class).then_some(objects);
        let mut conformance = frame.conformance().to_vec();
        conformance.extend(["paging", "sorting", "subsetting"]);
        if views.kind == Kind::Reverse {
            conformance.push("reverse_search");
        }
        let redacted = Redacted { list: kept_back, sentences: &frame.texts.redactions };
        let offset = listing.cursor.map_or(0, |cursor| cursor.offset);
        let to = |rel, url, parameter, value| Link {
            value: frame.url,
            rel,
            href: Href::Search(url, parameter, value),
            kind: RDAP_JSON,
        };
        let next = views.next.as_deref();
        let mapping =
            |(property, property_path): (&'static str, _)| Mapping { property, property_path };
        Self {
            conformance,
            notices: Notices::with(frame, cuts),
            domains: of_class(Class::Domains),
            nameservers: of_class(Class::Nameservers),
            entities: of_class(Class::Entities),
            redacted: (!kept_back.is_empty()).then_some(redacted),
            paging_metadata: Paging {
                total_count: outcome.total,
                page_size: objects.len(),
                page_number: offset / page.max(1) + 1,
                links: next.map(|cursor| [to("next", &views.without_cursor, "cursor", cursor)]),
            },
            sorting_metadata: Sorting {
                current_sort: &views.current,
                available_sorts: views
                    .class
                    .sorts()
                    .iter()
                    .enumerate()
                    .map(|(place, (_, property, json_path))| AvailableSort {
                        property,
                        json_path,
                        default: place == 0,
                        links: [to("alternate", &views.without_sort, "sort", property)],
                    })
                    .collect(),
            },
            subsetting_metadata: Subsetting {
                current_field_set: listing.fields.as_str(),
                available_field_sets: FieldSet::ALL
                    .into_iter()
                    .map(|set| AvailableFields {
                        name: set.as_str(),
                        default: set == FieldSet::default(),
                        links: [to("alternate", &views.without_fields, "fieldSet", set.as_str())],
                    })
                    .collect(),
            },
            reverse_search_properties_mapping: (views.kind == Kind::Reverse)
                .then(|| REVERSE.map(mapping)),
        }
    }
}

/// A URL without some parameters of its query string.
fn without(url: &str, parameters: &[&str]) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let kept = query.split('&').filter(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && !parameters.contains(&key)
    });
    let kept: Vec<_> = kept.collect();
    format!("{path}?{}", kept.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_one_parameter_alone() {
        let url = "https://a/domains?name=ab*.pt&cursor=x&fieldSet=id";
        assert_eq!(without(url, &["cursor"]), "https://a/domains?name=ab*.pt&fieldSet=id");
        assert_eq!(without(url, &["fieldSet", "cursor"]), "https://a/domains?name=ab*.pt");
    }
}
