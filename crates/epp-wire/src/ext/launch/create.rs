//! Beside `domain:create`: with which right, and after which notice? (RFC 8334, section 3.3)

pub use foral_model::launch::{Made, Notice};

use super::{Phase, URI, phase, write_phase};
use crate::element::{Element, Sequence};
use crate::ext::Carried;
use crate::ext::mark::{self, Mark};
use crate::ext::signed_mark::{self, SignedMark};
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{attribute, moment, one_of, text_with, word_of};
use crate::xml::Xml;

/// What a name is asked for with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Create {
    /// The phase.
    pub phase: Phase,
    /// What is to be made; the phase decides if nothing is said.
    pub kind: Option<Made>,
    /// The right to the name.
    pub proof: Proof,
    /// Notices that were read and accepted (section 3.3.3).
    pub notices: Vec<Notice>,
}

const KINDS: [(Made, &str); 2] = [
    (Made::Application, Made::Application.as_str()),
    (Made::Registration, Made::Registration.as_str()),
];

/// The right to a name in sunrise (section 3.3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proof {
    /// None is shown.
    None,
    /// Codes of a validator, marks, or both.
    Codes(Vec<CodeMark>),
    /// Signed marks as elements.
    Signed(Vec<SignedMark>),
    /// Signed marks in base64, which no XML tool on the way can break.
    Encoded(Vec<SignedMark>),
}

/// A code, a mark, or a code for a mark (section 2.6.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeMark {
    /// The code.
    pub code: Option<Code>,
    /// The mark.
    pub mark: Option<Mark>,
}

/// A validator's code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// The code.
    pub code: String,
    /// Whose, if it is not the clearing house's.
    pub validator: Option<String>,
}

/// Reads the extension of `domain:create`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Create>, Malformed> {
    let Some(element) = carried.take(Extension::Launch, "create")? else { return Ok(None) };
    let mut parts = element.sequence_with(&["type"])?;
    let kind = attribute(element, "type").map(|text| one_of(element, &text, &KINDS));
    let kind = kind.transpose()?;
    let phase = phase(parts.required("phase")?)?;
    let proof = proof(&mut parts)?;
    let notices = parts.many("notice", usize::MAX, notice)?;
    parts.end()?;
    Ok(Some(Create { phase, kind, proof, notices }))
}

fn proof(parts: &mut Sequence<'_, '_>) -> Result<Proof, Malformed> {
    let codes = parts.many("codeMark", usize::MAX, code_mark)?;
    if !codes.is_empty() {
        return Ok(Proof::Codes(codes));
    }
    let mut signed = Vec::new();
    while let Some(element) = parts.optional_in(signed_mark::URI, "signedMark") {
        signed.push(signed_mark::read(element)?);
    }
    if !signed.is_empty() {
        return Ok(Proof::Signed(signed));
    }
    let mut encoded = Vec::new();
    while let Some(element) = parts.optional_in(signed_mark::URI, "encodedSignedMark") {
        encoded.push(signed_mark::read_encoded(element)?);
    }
    Ok(if encoded.is_empty() { Proof::None } else { Proof::Encoded(encoded) })
}

/// The schema lets an empty one pass, which proves nothing.
fn code_mark(element: Element<'_, '_>) -> Result<CodeMark, Malformed> {
    let mut parts = element.sequence()?;
    let code = parts.optional("code").map(code).transpose()?;
    let mark = parts.optional_in(mark::URI, "mark").map(mark::read);
    let mark = mark.transpose()?;
    parts.end()?;
    if code.is_none() && mark.is_none() {
        return Err(element.fault(Kind::Missing, "", "neither a code nor a mark"));
    }
    Ok(CodeMark { code, mark })
}

fn code(element: Element<'_, '_>) -> Result<Code, Malformed> {
    let code = text_with(element, 1, &["validatorID"])?;
    Ok(Code { code, validator: validator(element)? })
}

/// An attribute of `validatorIDType`.
fn validator(element: Element<'_, '_>) -> Result<Option<String>, Malformed> {
    match attribute(element, "validatorID") {
        Some(id) if id.is_empty() => Err(element.invalid("", "validatorID is empty")),
        id => Ok(id),
    }
}

fn notice(element: Element<'_, '_>) -> Result<Notice, Malformed> {
    let mut parts = element.sequence()?;
    let id = parts.required("noticeID")?;
    let notice = Notice {
        id: text_with(id, 1, &["validatorID"])?,
        validator: validator(id)?,
        not_after: moment(parts.required("notAfter")?)?,
        accepted: moment(parts.required("acceptedDate")?)?,
    };
    parts.end()?;
    Ok(notice)
}

/// Writes the extension of `domain:create`.
pub(crate) fn write(xml: &mut Xml<'_>, create: &Create) {
    let mut attributes = vec![("xmlns:launch", URI)];
    attributes.extend(create.kind.map(|kind| ("type", word_of(&kind, &KINDS))));
    xml.open_with("launch:create", &attributes);
    write_phase(xml, &create.phase);
    match &create.proof {
        Proof::None => {}
        Proof::Codes(all) => all.iter().for_each(|one| write_code_mark(xml, one)),
        Proof::Signed(all) => all.iter().for_each(|one| signed_mark::write(xml, one)),
        Proof::Encoded(all) => all
            .iter()
            .for_each(|one| signed_mark::write_encoded(xml, one)),
    }
    for notice in &create.notices {
        xml.open("launch:notice");
        write_code(xml, "launch:noticeID", &notice.id, notice.validator.as_deref());
        xml.instant("launch:notAfter", notice.not_after);
        xml.instant("launch:acceptedDate", notice.accepted);
        xml.close("launch:notice");
    }
    xml.close("launch:create");
}

fn write_code_mark(xml: &mut Xml<'_>, one: &CodeMark) {
    xml.open("launch:codeMark");
    if let Some(code) = &one.code {
        write_code(xml, "launch:code", &code.code, code.validator.as_deref());
    }
    if let Some(mark) = &one.mark {
        mark::write(xml, mark);
    }
    xml.close("launch:codeMark");
}

fn write_code(xml: &mut Xml<'_>, tag: &str, code: &str, validator: Option<&str>) {
    match validator {
        Some(id) => xml.leaf_with(tag, &[("validatorID", id)], code),
        None => xml.leaf(tag, code),
    }
}
