//! `ptdomain-1.0`: what `.pt` says about domains, in today's form and in those before it.
//!
//! The forms share a namespace, so they are told apart element by element: `ownerVisible` is the
//! inverse of `ownerConf`, codes stand in the text or in `type`, an empty `roid` claims nothing.

use foral_model::command::NationalChange;
use foral_model::domain::National;
use foral_model::secret::Secret;

use super::{Carried, set};
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::boolean;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "http://eppdev.dns.pt/schemas/ptdomain-1.0";

/// What the extension of a command says.
#[derive(Default)]
pub(crate) struct Said {
    /// What changes.
    pub(crate) change: NationalChange,
    /// A transfer code.
    pub(crate) transfer_key: Option<Secret>,
    /// The registrar gives the domain up.
    pub(crate) renounce: Option<bool>,
    /// The domain is to expire.
    pub(crate) not_renew: Option<bool>,
}

/// The elements that each command may carry in any form of the extension.
const ALLOWED: [(&str, &[&str]); 6] = [
    (
        "create",
        &[
            "roid",
            "legitimacy",
            "registration_basis",
            "autoRenew",
            "Arbitration",
            "ownerConf",
            "ownerVisible",
        ],
    ),
    (
        "update",
        &[
            "roid",
            "legitimacy",
            "registration_basis",
            "autoRenew",
            "Arbitration",
            "ownerConf",
            "ownerVisible",
        ],
    ),
    ("renew", &["roid", "autoRenew", "notRenew"]),
    ("transfer", &["roid", "autoRenew", "transferKey", "renounce"]),
    ("info", &["roid"]),
    ("delete", &["roid"]),
];

/// Reads the extension of a command, if it is there.
pub(crate) fn read(verb: &str, carried: &mut Carried<'_, '_>) -> Result<Option<Said>, Malformed> {
    let Some(element) = carried.take(Extension::PtDomain, verb)? else { return Ok(None) };
    let allowed = ALLOWED.iter().find(|(name, _)| *name == verb);
    let allowed = allowed.map_or(&[][..], |(_, names)| names);
    let mut said = Said::default();
    let mut parts = element.sequence()?;
    while let Some(part) = parts.take() {
        if part.namespace() != element.namespace() {
            return Err(part.invalid("", "an element of another namespace"));
        }
        if !allowed.contains(&part.local()) {
            let reason = format!("{} has no place in {}", part.label(), element.label());
            return Err(part.fault(Kind::UseError, "", reason));
        }
        part_of(&mut said, part, carried)?;
    }
    Ok(Some(said))
}

fn part_of(
    said: &mut Said,
    part: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<(), Malformed> {
    let change = &mut said.change;
    match part.local() {
        "roid" => {
            let id = part.token()?;
            if !id.is_empty() {
                set(&mut change.process_id, id.clone().into_owned(), part, &id)?;
                carried.claim(&id);
            }
        }
        "legitimacy" => {
            let code = code(part, part.token_with(&["type"])?.into_owned())?;
            set(&mut change.legitimacy, code.clone(), part, &code)?;
        }
        "registration_basis" => {
            let basis = basis(part)?;
            set(&mut change.registration_basis, basis.clone(), part, &basis)?;
        }
        "autoRenew" => claim(&mut change.auto_renew, part)?,
        "Arbitration" => claim(&mut change.arbitration, part)?,
        "ownerConf" => claim(&mut change.owner_confidential, part)?,
        "ownerVisible" => {
            set(&mut change.owner_confidential, !boolean(part)?, part, &part.token()?)?;
        }
        "notRenew" => claim(&mut said.not_renew, part)?,
        "renounce" => claim(&mut said.renounce, part)?,
        "transferKey" => {
            let key = Secret::new(part.normalized_with(&[])?);
            set(&mut said.transfer_key, key, part, "")?;
        }
        _ => return Err(part.invalid("", "no such element")),
    }
    Ok(())
}

fn claim(slot: &mut Option<bool>, part: Element<'_, '_>) -> Result<(), Malformed> {
    set(slot, boolean(part)?, part, &part.token()?)
}

/// A code in the text (now) or in `type` (before).
fn code(part: Element<'_, '_>, text: String) -> Result<String, Malformed> {
    let kind = part.attribute("type").filter(|kind| !kind.is_empty());
    match (text.is_empty(), kind) {
        (false, None) => Ok(text),
        (true, Some(kind)) => Ok(kind.into_owned()),
        (false, Some(kind)) if kind == text => Ok(text),
        (false, Some(kind)) => {
            Err(part.fault(Kind::Policy, &kind, "text and type say different codes"))
        }
        (true, None) => Err(part.fault(Kind::ValueSyntax, "", "an empty code")),
    }
}

/// A code, and the brand that it rests on: `090 brand number=123 date=2008-01-01`.
fn basis(part: Element<'_, '_>) -> Result<String, Malformed> {
    part.only_attributes(&["type"])?;
    let mut inside = part.mixed();
    let brand = inside.optional("brand");
    inside.end()?;
    let mut basis = code(part, part.own_text())?;
    let Some(brand) = brand else { return Ok(basis) };
    let attributes = ["number", "date", "way_registry"];
    brand.sequence_with(&attributes)?.end()?;
    basis.push_str(" brand");
    for name in attributes {
        if let Some(value) = brand.attribute(name) {
            basis.push_str(&format!(" {name}={value}"));
        }
    }
    Ok(basis)
}

/// Writes the extension of `create` and `update`.
pub(crate) fn write(xml: &mut Xml<'_>, verb: &str, change: &NationalChange) {
    let tag = open(xml, verb);
    write_change(xml, change);
    xml.close(&tag);
}

/// Writes the extension of `renew`.
pub(crate) fn write_renew(xml: &mut Xml<'_>, change: &NationalChange, not_renew: bool) {
    let tag = open(xml, "renew");
    write_change(xml, change);
    xml.claim("ptdomain:notRenew", not_renew.then_some(true));
    xml.close(&tag);
}

/// Writes the extension of `transfer`.
pub(crate) fn write_transfer(xml: &mut Xml<'_>, change: &NationalChange, renounce: bool) {
    let tag = open(xml, "transfer");
    write_change(xml, change);
    xml.claim("ptdomain:renounce", renounce.then_some(true));
    xml.close(&tag);
}

/// Writes the extension of a command that only says which process it is about.
pub(crate) fn write_process_id(xml: &mut Xml<'_>, verb: &str, id: &str) {
    let tag = open(xml, verb);
    xml.leaf("ptdomain:roid", id);
    xml.close(&tag);
}

/// Writes `creData`: the domain's ROID, whose number is the process ID.
pub(crate) fn write_created(xml: &mut Xml<'_>, roid: &str) {
    let tag = open(xml, "creData");
    xml.leaf("ptdomain:roid", roid);
    xml.close(&tag);
}

/// Writes `infData`. `rl` says whether the registry has locked the domain.
pub(crate) fn write_info(xml: &mut Xml<'_>, national: &National, rl: bool) {
    let tag = open(xml, "infData");
    xml.optional("ptdomain:legitimacy", national.legitimacy.as_deref());
    xml.optional("ptdomain:registration_basis", national.registration_basis.as_deref());
    xml.claim("ptdomain:autoRenew", Some(national.auto_renew));
    xml.claim("ptdomain:Arbitration", Some(national.arbitration));
    xml.claim("ptdomain:ownerConf", Some(national.owner_confidential.unwrap_or_default()));
    xml.claim("ptdomain:rl", Some(rl));
    xml.close(&tag);
}

fn open(xml: &mut Xml<'_>, local: &str) -> String {
    let tag = format!("ptdomain:{local}");
    xml.open_namespace(&tag, "ptdomain", Extension::PtDomain.uri());
    tag
}

fn write_change(xml: &mut Xml<'_>, change: &NationalChange) {
    xml.optional("ptdomain:roid", change.process_id.as_deref());
    xml.optional("ptdomain:legitimacy", change.legitimacy.as_deref());
    xml.optional("ptdomain:registration_basis", change.registration_basis.as_deref());
    xml.claim("ptdomain:autoRenew", change.auto_renew);
    xml.claim("ptdomain:Arbitration", change.arbitration);
    xml.claim("ptdomain:ownerConf", change.owner_confidential);
}
