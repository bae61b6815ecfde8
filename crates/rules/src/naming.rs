//! What a name must look like in its zone.

use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::zone::Zone;

use crate::rule::require;

/// Refuses a name that its zone's syntax does not allow.
///
/// # Errors
/// [`Refusal::NameLength`], [`Refusal::NameHyphens`], [`Refusal::NameCharacter`],
/// [`Refusal::NameNotInZone`].
pub fn has_form(name: &DomainName, zone: &Zone) -> Result<(), Refusal> {
    if name.parent().as_ref() != Some(&zone.name) {
        return Err(Refusal::NameNotInZone(name.clone()));
    }
    let unicode = name.unicode();
    let label = unicode.split('.').next().unwrap_or_default();
    let length = label.chars().count();
    let (min, max) = (zone.syntax.min, zone.syntax.max);
    if length < usize::from(min) || length > usize::from(max) {
        return Err(Refusal::NameLength { min, max });
    }
    if label.chars().skip(2).take(2).eq(['-', '-']) {
        return Err(Refusal::NameHyphens);
    }
    let known = |c: &char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-' || zone.syntax.extra.contains(c)
    };
    if let Some(odd) = label.chars().find(|c| !known(c)) {
        return Err(Refusal::NameCharacter(odd));
    }
    Ok(())
}

/// Refuses a name that its zone reserves.
///
/// # Errors
/// [`Refusal::NameReserved`].
pub fn is_not_reserved(name: &DomainName, zone: &Zone) -> Result<(), Refusal> {
    let label = name.first_label();
    let reserved = zone
        .reserved
        .binary_search_by(|known| known.as_str().cmp(label));
    require(reserved.is_err(), || Refusal::NameReserved(name.clone()))
}
