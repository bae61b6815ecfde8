//! The format of `.pt`'s WHOIS: holder and managing entity, dates as in Lisbon.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::LazyLock;

use foral_model::domain::PublicStatus;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::DirectoryRole;
use foral_registry::directory::{DirectoryContact, DirectoryDomain, DirectoryRegistrar};
use jiff::tz::TimeZone;

/// Where the registry's dates are those of the calendar.
static LISBON: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Lisbon").unwrap_or(TimeZone::UTC));

/// A domain.
pub fn domain(domain: &DirectoryDomain) -> String {
    let mut text = String::with_capacity(1024);
    line(&mut text, "Domain", &domain.name.unicode());
    let status = match domain.public_status {
        PublicStatus::Registered => "Registered",
        PublicStatus::Reserved => "Reserved",
        PublicStatus::PendingDelete => "Pending Delete",
    };
    line(&mut text, "Domain Status", status);
    line(&mut text, "Creation Date", &date(domain.created));
    line(&mut text, "Expiration Date", &date(domain.expires));
    if let Some(owner) = domain
        .contact(DirectoryRole::Registrant)
        .filter(|owner| is_public(owner))
    {
        person(&mut text, "Owner", owner);
    }
    match domain
        .contact(DirectoryRole::Admin)
        .filter(|admin| is_public(admin))
    {
        Some(admin) => person(&mut text, "Admin", admin),
        None => managing_entity(&mut text, &domain.registrar),
    }
    for (name, addresses) in &domain.name_servers {
        server(&mut text, name, addresses);
    }
    if let Some(why) = domain.kept_out() {
        line(&mut text, "DNS Status", why.as_str());
    }
    text
}

/// A name that nobody holds.
pub(super) fn no_match(name: &DomainName) -> String {
    format!("{} - No Match\r\n", name.unicode())
}

/// Whether there is a name to show; without it the whole block is left out.
fn is_public(contact: &DirectoryContact) -> bool {
    contact.name.shown().is_some() || contact.organisation.shown().is_some()
}

fn person(text: &mut String, who: &str, contact: &DirectoryContact) {
    let organisation = contact.organisation.shown();
    let name = organisation.or(contact.name.shown());
    let city = contact.city.shown().map(String::as_str);
    let street = contact.street.shown().map(|lines| lines.join(", "));
    let facts = [
        ("Name", name.map(String::as_str)),
        ("Address", street.as_deref()),
        ("Locality", city),
        ("ZipCode", contact.postal_code.shown().map(String::as_str)),
        ("Locality ZipCode", city),
        ("Country Code", contact.country.shown().map(|country| country.as_str())),
        ("Email", contact.email.shown().map(String::as_str)),
    ];
    for (what, value) in facts {
        line_of(text, who, what, value.unwrap_or_default());
    }
}

/// The registrar, who manages the name where nobody else is named.
fn managing_entity(text: &mut String, registrar: &DirectoryRegistrar) {
    line_of(text, "Admin", "Name", &registrar.card.name);
    line_of(text, "Admin", "Email", &registrar.card.email);
}

fn server(text: &mut String, name: &DomainName, addresses: &[IpAddr]) {
    let of = |wanted: fn(&IpAddr) -> bool| {
        let texts: Vec<_> = addresses
            .iter()
            .filter(|address| wanted(address))
            .map(ToString::to_string)
            .collect();
        texts.join(", ")
    };
    let (four, six) = (of(IpAddr::is_ipv4), of(IpAddr::is_ipv6));
    let value = format!("{} | IPv4: {four} and IPv6: {six}", name.unicode());
    line(text, "Name Server", &value);
}

fn line_of(text: &mut String, who: &str, what: &str, value: &str) {
    text.push_str(who);
    text.push(' ');
    line(text, what, value);
}

fn line(text: &mut String, key: &str, value: &str) {
    text.push_str(key);
    text.push_str(": ");
    super::plain(text, value);
    text.push_str("\r\n");
}

/// `14/01/1997 00:00:00`, as in Lisbon.
fn date(at: Timestamp) -> String {
    let at = LISBON.to_datetime(at.calendar());
    let mut text = String::with_capacity(19);
    let written = write!(
        text,
        "{:02}/{:02}/{:04} {:02}:{:02}:{:02}",
        at.day(),
        at.month(),
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    );
    debug_assert!(written.is_ok(), "a string takes whatever is written");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_lisbon() {
        let at = |text| date(Timestamp::parse(text).unwrap());
        assert_eq!(at("2026-01-14T10:02:03Z"), "14/01/2026 10:02:03");
        assert_eq!(at("2026-07-14T23:02:03Z"), "15/07/2026 00:02:03");
    }
}
