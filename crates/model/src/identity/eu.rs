//! Tax and VAT numbers of the other member states of the European Union, and of everybody else.
//!
//! A country has one or more forms. A form whose check digit is published is checked; one that is
//! known by its shape alone is accepted by its shape, since refusing a real person is worse than
//! accepting a slip.

mod forms;
mod people;
mod sums;
#[cfg(test)]
mod tests;
mod vat;

use self::forms::Form;
use super::{Country, NotAnIdentity, PersonClass};

/// Checks a number of `country` and gives it back without the country's own prefix.
///
/// A number that is right as it stands is never stripped, so that the answer read again is itself.
pub(super) fn check(country: Country, number: &str) -> Result<String, NotAnIdentity> {
    let forms = forms::of(country);
    if forms.is_empty() {
        return plain(number);
    }
    let as_typed = in_a_form(forms, &padded(country, number));
    match without_prefix(country, number) {
        Some(rest) if as_typed.is_err() => in_a_form(forms, &padded(country, rest)),
        _ => as_typed,
    }
}

/// Whose number a Spanish one is: a DNI or NIE is a person's, a CIF a body's.
pub(super) fn spanish_class(number: &str) -> PersonClass {
    match number.bytes().next() {
        Some(b'0'..=b'9' | b'K'..=b'M' | b'X'..=b'Z') => PersonClass::Natural,
        Some(first) if people::CIF_LETTERS.contains(&first) => PersonClass::Legal,
        _ => PersonClass::Unknown,
    }
}

/// A number of a country whose forms are not known: letters and digits, 1 to 20 of them.
fn plain(number: &str) -> Result<String, NotAnIdentity> {
    match number.len() {
        1..=20 if number.bytes().all(|b| b.is_ascii_alphanumeric()) => Ok(number.to_owned()),
        1..=20 => Err(NotAnIdentity::Character),
        _ => Err(NotAnIdentity::Length { wanted: None }),
    }
}

/// The number behind the country's own prefix, if it carries one. Greece has two.
fn without_prefix(country: Country, number: &str) -> Option<&str> {
    let greek = || {
        number
            .strip_prefix("EL")
            .filter(|_| country.as_str() == "GR")
    };
    number.strip_prefix(country.as_str()).or_else(greek)
}

/// The number with the leading zeros that its owner may have left out, so that both spellings are
/// one identity.
fn padded(country: Country, number: &str) -> String {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let letters = number.len() - digits;
    let missing = match (country.as_str(), digits, letters) {
        ("BE", 9, 0) | ("ES", 7, 1) | ("GR", 8, 0) | ("NL", 8, 0) => 1,
        ("MT", 1..=6, 1) => 7 - digits,
        _ => 0,
    };
    format!("{}{number}", "0".repeat(missing))
}

/// Gives the number back if one of the forms has its shape and agrees with its check digit.
fn in_a_form(forms: &[Form], number: &str) -> Result<String, NotAnIdentity> {
    let mut shaped = forms
        .iter()
        .filter(|form| form.has_shape(number))
        .peekable();
    if shaped.peek().is_none() {
        return Err(misshapen(forms, number));
    }
    if shaped.any(|form| (form.agrees)(number)) {
        Ok(number.to_owned())
    } else {
        Err(NotAnIdentity::CheckDigit)
    }
}

/// Why none of the forms has the number's shape: its length, where all have the same.
fn misshapen(forms: &[Form], number: &str) -> NotAnIdentity {
    let wanted = forms.first().map_or(0, |form| form.shape.len());
    if number.len() != wanted && forms.iter().all(|form| form.shape.len() == wanted) {
        NotAnIdentity::Length { wanted: u8::try_from(wanted).ok() }
    } else {
        NotAnIdentity::Shape
    }
}
