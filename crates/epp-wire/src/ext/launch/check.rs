//! Beside `domain:check`: is there a mark, and a claim on it? (RFC 8334, section 3.1)

use super::{Phase, URI, phase, write_phase};
use crate::ext::Carried;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::value::{attribute, one_of, word_of};
use crate::xml::Xml;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// Which question it is.
    pub form: Form,
    /// The phase, which only claims can do without.
    pub phase: Option<Phase>,
}

/// Which question a check is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Are there claims? (section 3.1.1)
    Claims,
    /// Can it be had in this phase? (section 3.1.2) The answer is `domain:chkData` alone.
    Availability,
    /// Is there a mark? (section 3.1.3)
    Trademark,
}

const FORMS: [(Form, &str); 3] =
    [(Form::Claims, "claims"), (Form::Availability, "avail"), (Form::Trademark, "trademark")];

/// The answer about one name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checked<'a> {
    /// The name as it was asked for.
    pub asked: &'a str,
    /// The keys under which claims are told; none if there is no mark.
    pub keys: &'a [ClaimKey<'a>],
}

/// What opens a notice at the trademark clearing house.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimKey<'a> {
    /// The key.
    pub key: &'a str,
    /// Who has the notice, if it is not the clearing house.
    pub validator: Option<&'a str>,
}

/// Reads the extension of `domain:check`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Check>, Malformed> {
    let Some(element) = carried.take(Extension::Launch, "check")? else { return Ok(None) };
    let mut parts = element.sequence_with(&["type"])?;
    let form = match attribute(element, "type") {
        Some(text) => one_of(element, &text, &FORMS)?,
        None => Form::Claims,
    };
    let phase = parts.optional("phase").map(phase).transpose()?;
    parts.end()?;
    Ok(Some(Check { form, phase }))
}

/// Writes the extension of `domain:check`.
pub(crate) fn write(xml: &mut Xml<'_>, check: &Check) {
    let form = word_of(&check.form, &FORMS);
    xml.open_with("launch:check", &[("xmlns:launch", URI), ("type", form)]);
    if let Some(phase) = &check.phase {
        write_phase(xml, phase);
    }
    xml.close("launch:check");
}

/// Writes `chkData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, phase: Option<&Phase>, all: &[Checked<'_>]) {
    xml.open_namespace("launch:chkData", "launch", URI);
    if let Some(phase) = phase {
        write_phase(xml, phase);
    }
    for checked in all {
        let exists = if checked.keys.is_empty() { "0" } else { "1" };
        xml.open("launch:cd");
        xml.leaf_with("launch:name", &[("exists", exists)], checked.asked);
        for key in checked.keys {
            match key.validator {
                Some(id) => xml.leaf_with("launch:claimKey", &[("validatorID", id)], key.key),
                None => xml.leaf("launch:claimKey", key.key),
            }
        }
        xml.close("launch:cd");
    }
    xml.close("launch:chkData");
}
