//! Simple values of the schemas: booleans, numbers, dates, addresses, periods.

use std::net::IpAddr;

use foral_model::period::Period;
use foral_model::time::Timestamp;

use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::xml::Xml;

/// `xsd:boolean`.
pub(crate) fn boolean(element: Element<'_, '_>) -> Result<bool, Malformed> {
    let text = element.token()?;
    parse_boolean(&text).ok_or_else(|| element.invalid(&text, "not true, false, 1 or 0"))
}

/// The four spellings of `xsd:boolean`.
pub(crate) fn parse_boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A number without a sign, at most the type's largest.
pub(crate) fn number<T: std::str::FromStr>(element: Element<'_, '_>) -> Result<T, Malformed> {
    let text = element.token()?;
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parsed = if digits { text.parse().ok() } else { None };
    parsed.ok_or_else(|| element.invalid(&text, "not a number, or too large"))
}

/// `xsd:date` as `YYYY-MM-DD`; a time zone behind it is checked and dropped.
pub(crate) fn date(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.token()?;
    let invalid = || element.invalid(&text, "not a date such as 2027-03-31");
    let (day, zone) = text.split_at_checked(10).ok_or_else(invalid)?;
    let instant =
        if zone.is_empty() { format!("{day}T00:00:00Z") } else { format!("{day}T00:00:00{zone}") };
    Timestamp::parse(&instant)
        .map(|_| day.to_owned())
        .ok_or_else(invalid)
}

/// `xsd:dateTime` of our era; without a time zone it is UTC. Kept to the millisecond, as it is
/// written.
pub(crate) fn instant(element: Element<'_, '_>, text: &str) -> Result<Timestamp, Malformed> {
    let shaped =
        text.starts_with(|c: char| c.is_ascii_digit()) && text.as_bytes().get(10) == Some(&b'T');
    let parsed = Timestamp::parse(text).or_else(|| Timestamp::parse(&format!("{text}Z")));
    let Some(at) = parsed.filter(|_| shaped) else {
        let reason = "not a time such as 2026-07-01T10:00:00Z";
        return Err(element.fault(Kind::ValueSyntax, text, reason));
    };
    Ok(Timestamp::from_micros(at.micros() - at.micros().rem_euclid(1_000)))
}

/// `host:addrType`.
pub(crate) fn address(element: Element<'_, '_>) -> Result<IpAddr, Malformed> {
    let text = element.token_with(&["ip"])?;
    element.check_length(&text, 3, 45)?;
    let family = element.attribute("ip");
    let parsed = match family.as_deref() {
        None | Some("v4") => text.parse().ok().map(IpAddr::V4),
        Some("v6") => text.parse().ok().map(IpAddr::V6),
        Some(other) => return Err(element.invalid(other, "ip is v4 or v6")),
    };
    let kind = family.as_deref().unwrap_or("v4");
    parsed.ok_or_else(|| {
        element.fault(
            Kind::ValueSyntax,
            &text,
            format!("not an IP{kind} address; ip says which kind"),
        )
    })
}

/// Writes `host:addrType` under this tag.
pub(crate) fn write_address(xml: &mut Xml<'_>, tag: &str, address: IpAddr) {
    let kind = if address.is_ipv4() { "v4" } else { "v6" };
    xml.leaf_with(tag, &[("ip", kind)], &address.to_string());
}

/// `domain:periodType`; months are taken where they are whole years.
pub(crate) fn period(element: Element<'_, '_>) -> Result<Period, Malformed> {
    let text = element.token_with(&["unit"])?;
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let count = text
        .parse::<u16>()
        .ok()
        .filter(|n| digits && (1..=99).contains(n));
    let count = count.ok_or_else(|| element.invalid(&text, "not a number from 1 to 99"))?;
    let years = match element.attribute("unit").as_deref() {
        Some("y") => Some(count),
        Some("m") => (count % 12 == 0).then_some(count / 12),
        Some(other) => return Err(element.invalid(other, "unit is y or m")),
        None => return Err(element.invalid(&text, "unit is missing")),
    };
    let period = years
        .and_then(|years| u8::try_from(years).ok())
        .and_then(Period::years);
    period.ok_or_else(|| element.fault(Kind::Range, &text, "registrations last whole years"))
}

/// Writes `domain:period`.
pub(crate) fn write_period(xml: &mut Xml<'_>, period: Option<Period>) {
    if let Some(period) = period {
        xml.leaf_with("domain:period", &[("unit", "y")], &period.as_years().to_string());
    }
}
