//! Tax and VAT numbers of the other member states of the European Union, and of everybody else.

use super::{Country, NotAnIdentity, PersonClass};

/// Checks a number of `country` and gives it back without the country's own prefix.
pub(super) fn check(_country: Country, number: &str) -> Result<String, NotAnIdentity> {
    Ok(number.to_owned())
}

/// Whose number a Spanish one is.
pub(super) fn spanish_class(_number: &str) -> PersonClass {
    PersonClass::Unknown
}
