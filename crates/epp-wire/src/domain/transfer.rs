//! `domain:transfer` (RFC 5731, sections 3.1.3 and 3.2.4).

use foral_model::command::{DomainTransfer, NationalChange, Terms, TransferStep};
use foral_model::name::DomainName;
use foral_model::period::Period;
use foral_model::secret::Secret;

use crate::auth_info;
use crate::element::Element;
use crate::ext::{Block, Carried, ptdomain};
use crate::malformed::{Kind, Malformed};
use crate::name::name;
use crate::value::{period, write_period};
use crate::write::op_of;
use crate::xml::Xml;

/// Reads a step of a transfer and what belongs to it. The code may stand in `authInfo`, in the
/// extension's `transferKey`, or in both if they agree; the process ID in the code's `roid` or in
/// the extension.
pub(crate) fn read(
    element: Element<'_, '_>,
    step: TransferStep,
    carried: &mut Carried<'_, '_>,
) -> Result<DomainTransfer, Malformed> {
    let said = ptdomain::read("transfer", carried)?;
    let plain = read_plain(element, carried)?;
    let renounce = said.as_ref().and_then(|said| said.renounce) == Some(true);
    let key = said.as_ref().and_then(|said| said.transfer_key.clone());
    let auth_info = match (plain.auth_info, key) {
        (Some(code), Some(key)) if code != key && !code.is_empty() => {
            let reason = "ptdomain:transferKey and domain:authInfo are different codes";
            return Err(Malformed::new(Kind::Policy, "ptdomain:transferKey", "", reason));
        }
        (_, Some(key)) => Some(key),
        (code, None) => code,
    };
    let mut national = said.map(|said| said.change);
    if let Some(roid) = plain.roid {
        let change = national.get_or_insert_default();
        change.process_id.get_or_insert(roid);
    }
    Ok(DomainTransfer {
        step,
        name: plain.name,
        period: plain.period,
        auth_info,
        national,
        renounce,
        terms: Terms::default(),
    })
}

/// Reads a question about the latest transfer.
pub(crate) fn read_query(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<(DomainName, Option<Secret>), Malformed> {
    let said = ptdomain::read("transfer", carried)?;
    let plain = read_plain(element, carried)?;
    let key = said.and_then(|said| said.transfer_key);
    Ok((plain.name, plain.auth_info.or(key)))
}

struct Plain {
    name: DomainName,
    period: Option<Period>,
    auth_info: Option<Secret>,
    roid: Option<String>,
}

/// Reads `domain:transferType`.
fn read_plain(element: Element<'_, '_>, carried: &mut Carried<'_, '_>) -> Result<Plain, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    let period = parts.optional("period").map(period).transpose()?;
    let authority = parts.optional("authInfo");
    parts.end()?;
    let mut plain = Plain { name, period, auth_info: None, roid: None };
    if let Some(authority) = authority {
        let auth_info = auth_info::read(authority)?;
        if let Some(roid) = &auth_info.roid {
            carried.claim(roid);
        }
        plain.auth_info = Some(auth_info.secret);
        plain.roid = auth_info.roid;
    }
    Ok(plain)
}

/// Writes a step.
pub(crate) fn write(xml: &mut Xml<'_>, transfer: &DomainTransfer) {
    let op = op_of(transfer.step);
    write_plain(xml, op, &transfer.name, transfer.period, transfer.auth_info.as_ref());
}

/// Writes what the model's command has of extensions.
pub(crate) fn write_extensions(block: &mut Block<'_, '_>, transfer: &DomainTransfer) {
    if transfer.national.is_some() || transfer.renounce {
        let nothing = NationalChange::default();
        let change = transfer.national.as_ref().unwrap_or(&nothing);
        ptdomain::write_transfer(block.inside(), change, transfer.renounce);
    }
}

/// Writes a question.
pub(crate) fn write_query(xml: &mut Xml<'_>, name: &DomainName, auth_info: Option<&Secret>) {
    write_plain(xml, "query", name, None, auth_info);
}

fn write_plain(
    xml: &mut Xml<'_>,
    op: &str,
    name: &DomainName,
    period: Option<Period>,
    auth_info: Option<&Secret>,
) {
    xml.open_with("transfer", &[("op", op)]);
    super::open(xml, "domain:transfer");
    xml.leaf("domain:name", name.as_str());
    write_period(xml, period);
    if let Some(secret) = auth_info {
        auth_info::write_domain(xml, secret);
    }
    xml.close("domain:transfer");
    xml.close("transfer");
}
