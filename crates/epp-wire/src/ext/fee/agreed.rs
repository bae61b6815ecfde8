//! What a command is ready to pay (RFC 8748, section 5.2).

use foral_model::money::Currency;

use super::{Credit, Fee, URI, credit, currency, fee, write_credit, write_currency, write_fee};
use crate::ext::Carried;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::xml::Xml;

/// The fees and credits that a registrar expects; the command fails if they are others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Agreed {
    /// The currency; the server's own if nothing is said.
    pub currency: Option<Currency>,
    /// Fees, at least one.
    pub fees: Vec<Fee>,
    /// Credits.
    pub credits: Vec<Credit>,
}

/// Reads the extension of `create`, `renew`, `transfer` or `update`.
pub(crate) fn read(verb: &str, carried: &mut Carried<'_, '_>) -> Result<Option<Agreed>, Malformed> {
    let Some(element) = carried.take(Extension::Fee, verb)? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let currency = currency(&mut parts)?;
    let mut fees = vec![fee(parts.required("fee")?)?];
    fees.extend(parts.many("fee", usize::MAX, fee)?);
    let credits = parts.many("credit", usize::MAX, credit)?;
    parts.end()?;
    Ok(Some(Agreed { currency, fees, credits }))
}

/// Writes the extension of a command.
pub(crate) fn write(xml: &mut Xml<'_>, verb: &str, agreed: &Agreed) {
    let tag = format!("fee:{verb}");
    xml.open_namespace(&tag, "fee", URI);
    write_currency(xml, agreed.currency);
    agreed.fees.iter().for_each(|fee| write_fee(xml, fee));
    agreed
        .credits
        .iter()
        .for_each(|credit| write_credit(xml, credit));
    xml.close(&tag);
}
