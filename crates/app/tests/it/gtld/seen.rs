//! What answers show: statuses, grace periods, expiry.

use foral_epp_wire::answer::{Answer, Tree};
use foral_testkit::epp::EppClient;

use crate::commands::domain_info;
use crate::stage::ok;

/// A domain as it is.
pub(super) async fn domain(client: &mut EppClient, name: &str) -> Answer {
    ok(client, &domain_info(name)).await
}

/// When a domain expires, as the server says it.
pub(super) async fn expiry(client: &mut EppClient, name: &str) -> String {
    domain(client, name)
        .await
        .text("exDate")
        .unwrap()
        .to_owned()
}

/// The same instant some years later.
pub(super) fn later(expiry: &str, years: i32) -> String {
    let year: i32 = expiry[..4].parse().unwrap();
    format!("{}{}", year + years, &expiry[4..])
}

/// The statuses of a domain, a host or a contact.
pub(super) fn statuses(answer: &Answer) -> Vec<&str> {
    coded(answer.data.as_ref().unwrap(), "status")
}

/// The grace periods and the steps of deletion (RFC 3915).
pub(super) fn graces(answer: &Answer) -> Vec<&str> {
    answer
        .extension("rgp:infData")
        .map_or_else(Vec::new, |data| coded(data, "rgpStatus"))
}

/// The amounts that an answer's extension of fees names (RFC 8748).
pub(super) fn amounts<'a>(answer: &'a Answer, data: &str, element: &str) -> Vec<&'a str> {
    answer
        .extension(data)
        .map_or_else(Vec::new, |data| texts(data, element))
}

fn coded<'t>(tree: &'t Tree, name: &str) -> Vec<&'t str> {
    tree.all(name)
        .filter_map(|one| one.attribute("s"))
        .collect()
}

fn texts<'t>(tree: &'t Tree, name: &str) -> Vec<&'t str> {
    tree.all(name).map(|one| one.text.as_str()).collect()
}
