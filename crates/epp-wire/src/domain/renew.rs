//! `domain:renew` (RFC 5731, section 3.2.3).

use foral_model::command::{DomainRenew, NationalChange, Terms};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::element::Element;
use crate::ext::{Block, Carried, ptdomain};
use crate::malformed::Malformed;
use crate::name::name;
use crate::value::{date, period, write_period};
use crate::xml::Xml;

/// Reads `domain:renewType` and what belongs to it.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<DomainRenew, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    let current_expiry = date(parts.required("curExpDate")?)?;
    let period = parts.optional("period").map(period).transpose()?;
    parts.end()?;
    let said = ptdomain::read("renew", carried)?;
    let not_renew = said.as_ref().and_then(|said| said.not_renew) == Some(true);
    let national = said.map(|said| said.change);
    Ok(DomainRenew { name, current_expiry, period, national, not_renew, terms: Terms::default() })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, renew: &DomainRenew) {
    xml.open("renew");
    super::open(xml, "domain:renew");
    xml.leaf("domain:name", renew.name.as_str());
    xml.leaf("domain:curExpDate", &renew.current_expiry);
    write_period(xml, renew.period);
    xml.close("domain:renew");
    xml.close("renew");
}

/// Writes what the model's command has of extensions.
pub(crate) fn write_extensions(block: &mut Block<'_, '_>, renew: &DomainRenew) {
    if renew.national.is_some() || renew.not_renew {
        let nothing = NationalChange::default();
        let change = renew.national.as_ref().unwrap_or(&nothing);
        ptdomain::write_renew(block.inside(), change, renew.not_renew);
    }
}

/// Writes `domain:renData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, name: &DomainName, expires: Timestamp) {
    super::open(xml, "domain:renData");
    xml.leaf("domain:name", name.as_str());
    xml.instant("domain:exDate", expires);
    xml.close("domain:renData");
}
