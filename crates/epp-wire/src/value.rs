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
    write_period_as(xml, "domain:period", period);
}

/// Writes `domain:periodType` under this tag.
pub(crate) fn write_period_as(xml: &mut Xml<'_>, tag: &str, period: Option<Period>) {
    if let Some(period) = period {
        xml.leaf_with(tag, &[("unit", "y")], &period.as_years().to_string());
    }
}

/// A text that is owned: `xsd:token` of at least so many characters.
pub(crate) fn text(element: Element<'_, '_>, min: usize) -> Result<String, Malformed> {
    text_with(element, min, &[])
}

/// As [`text`], with these attributes allowed.
pub(crate) fn text_with(
    element: Element<'_, '_>,
    min: usize,
    known: &[&str],
) -> Result<String, Malformed> {
    let text = element.token_with(known)?;
    element.check_length(&text, min, usize::MAX)?;
    Ok(text.into_owned())
}

/// An attribute as an owned `xsd:token`.
pub(crate) fn attribute(element: Element<'_, '_>, name: &str) -> Option<String> {
    element.attribute(name).map(std::borrow::Cow::into_owned)
}

/// An attribute of `xsd:boolean`.
pub(crate) fn boolean_attribute(
    element: Element<'_, '_>,
    name: &str,
) -> Result<Option<bool>, Malformed> {
    let Some(text) = element.attribute(name) else { return Ok(None) };
    let parsed = parse_boolean(&text);
    parsed
        .map(Some)
        .ok_or_else(|| element.invalid(&text, &format!("{name} is true or false")))
}

/// An attribute that the schema demands.
pub(crate) fn required_attribute(
    element: Element<'_, '_>,
    name: &str,
) -> Result<String, Malformed> {
    attribute(element, name).ok_or_else(|| element.invalid("", &format!("{name} is missing")))
}

/// One of a closed set of words.
pub(crate) fn one_of<T: Copy>(
    element: Element<'_, '_>,
    text: &str,
    names: &[(T, &str)],
) -> Result<T, Malformed> {
    let found = names.iter().find(|(_, name)| *name == text);
    found.map(|(value, _)| *value).ok_or_else(|| {
        let all: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
        element.invalid(text, &format!("not one of {}", all.join(", ")))
    })
}

/// The word of a value of a closed set.
pub(crate) fn word_of<T: PartialEq>(value: &T, names: &[(T, &'static str)]) -> &'static str {
    let found = names.iter().find(|(known, _)| known == value);
    found.map_or("", |(_, name)| *name)
}

/// `xsd:dateTime` as an element's text.
pub(crate) fn moment(element: Element<'_, '_>) -> Result<Timestamp, Malformed> {
    instant(element, &element.token()?)
}

/// An attribute of `xsd:language`.
pub(crate) fn language(element: Element<'_, '_>) -> Result<Option<String>, Malformed> {
    match attribute(element, "lang") {
        Some(tag) if !is_language(&tag) => Err(element.invalid(&tag, "not a language tag")),
        tag => Ok(tag),
    }
}

/// `xsd:language`.
pub(crate) fn is_language(text: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let primary = text.split('-').next().unwrap_or_default();
    text.split('-').all(part) && primary.bytes().all(|b| b.is_ascii_alphabetic())
}

/// `xsd:duration`, as an attribute's text.
pub(crate) fn is_duration(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some(rest) = unsigned.strip_prefix('P') else { return false };
    let (days, times) = match rest.split_once('T') {
        Some((days, times)) => (days, Some(times)),
        None => (rest, None),
    };
    let some = !days.is_empty() || times.is_some();
    some && units(days, &['Y', 'M', 'D'])
        && times.is_none_or(|times| !times.is_empty() && units(times, &['H', 'M', 'S']))
}

/// Numbers, each before one of these letters, in their order; seconds may have decimals.
fn units(mut text: &str, letters: &[char]) -> bool {
    for letter in letters {
        let Some((number, rest)) = text.split_once(*letter) else { continue };
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if *letter == 'S' => (whole, decimals),
            Some(_) => return false,
            None => (number, "0"),
        };
        let digits =
            |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return false;
        }
        text = rest;
    }
    text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_the_schema() {
        for good in ["P5D", "-P1Y2M3DT4H5M6.7S", "PT0S", "P1M", "PT1M"] {
            assert!(is_duration(good), "{good}");
        }
        for bad in ["", "P", "PT", "P5", "5D", "P1D2M", "P1.5D", "P1DT", "PT.5S", "P 1D", "PT1S1"] {
            assert!(!is_duration(bad), "{bad}");
        }
    }

    #[test]
    fn languages_are_those_of_the_schema() {
        for good in ["en", "pt-PT", "de-1996", "x-klingon", "abcdefgh"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "1en", "en_US", "abcdefghi", "en-", "é"] {
            assert!(!is_language(bad), "{bad}");
        }
    }
}
