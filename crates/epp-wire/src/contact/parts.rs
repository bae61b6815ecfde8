//! Addresses, telephones and disclosure of a contact, as several commands and answers carry them.

use foral_model::command::{AddressChange, PostalChange};
use foral_model::contact::{Disclose, Phone, Postal, PostalForm};
use foral_model::identity::Country;

use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::value::parse_boolean;
use crate::xml::Xml;

/// Reads `contact:postalInfoType`.
pub(super) fn postal(element: Element<'_, '_>) -> Result<Postal, Malformed> {
    let mut parts = element.sequence_with(&["type"])?;
    let name = line(parts.required("name")?)?;
    let organisation = parts.optional("org").map(optional_line).transpose()?;
    let address = address(parts.required("addr")?)?;
    parts.end()?;
    Ok(Postal {
        form: form(element)?,
        name,
        organisation: organisation.filter(|text| !text.is_empty()),
        street: address.street,
        city: address.city,
        province: address.province,
        postal_code: address.postal_code,
        country: address.country,
    })
}

/// Reads `contact:chgPostalInfoType`.
pub(super) fn postal_change(element: Element<'_, '_>) -> Result<PostalChange, Malformed> {
    let mut parts = element.sequence_with(&["type"])?;
    let change = PostalChange {
        form: form(element)?,
        name: parts.optional("name").map(line).transpose()?,
        organisation: parts.optional("org").map(optional_line).transpose()?,
        address: parts.optional("addr").map(address).transpose()?,
    };
    parts.end()?;
    Ok(change)
}

/// Refuses the same form of an address twice, which the schema lets pass.
pub(crate) fn each_form_once(
    element: Element<'_, '_>,
    forms: impl Iterator<Item = PostalForm>,
) -> Result<(), Malformed> {
    let forms: Vec<PostalForm> = forms.collect();
    match forms.as_slice() {
        [first, second] if first == second => {
            let reason = "two addresses of the same type";
            Err(element.fault(Kind::Policy, form_name(*first), reason))
        }
        _ => Ok(()),
    }
}

pub(crate) fn form(element: Element<'_, '_>) -> Result<PostalForm, Malformed> {
    match element.attribute("type").as_deref() {
        Some("int") => Ok(PostalForm::International),
        Some("loc") => Ok(PostalForm::Local),
        other => Err(element.invalid(other.unwrap_or_default(), "type is int or loc")),
    }
}

pub(crate) const fn form_name(form: PostalForm) -> &'static str {
    match form {
        PostalForm::International => "int",
        PostalForm::Local => "loc",
    }
}

/// Reads `contact:addrType`.
fn address(element: Element<'_, '_>) -> Result<AddressChange, Malformed> {
    let mut parts = element.sequence()?;
    let mut street = parts.many("street", 3, optional_line)?;
    street.retain(|line| !line.is_empty());
    let city = line(parts.required("city")?)?;
    let province = parts.optional("sp").map(optional_line).transpose()?;
    let postal_code = match parts.optional("pc") {
        Some(pc) => Some(pc.token_of(0, 16)?.into_owned()),
        None => None,
    };
    let cc = parts.required("cc")?;
    let code = cc.token_of(2, 2)?;
    let country = Country::parse(&code)
        .ok_or_else(|| cc.fault(Kind::ValueSyntax, &code, "not a country code of ISO 3166-1"))?;
    parts.end()?;
    let filled = |text: &String| !text.is_empty();
    Ok(AddressChange {
        street,
        city,
        province: province.filter(filled),
        postal_code: postal_code.filter(filled),
        country,
    })
}

/// `contact:postalLineType`, which must say something.
pub(crate) fn line(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.normalized_with(&[])?;
    element.check_length(&text, 1, 255)?;
    match text.trim_matches(' ') {
        "" => Err(element.fault(Kind::ValueSyntax, "", "nothing but spaces")),
        said => Ok(said.to_owned()),
    }
}

/// `contact:optPostalLineType`.
pub(crate) fn optional_line(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.normalized_with(&[])?;
    element.check_length(&text, 0, 255)?;
    Ok(text.trim_matches(' ').to_owned())
}

/// Reads `contact:e164Type`; an empty one is no number.
pub(crate) fn phone(element: Element<'_, '_>) -> Result<Option<Phone>, Malformed> {
    let number = e164(element, &["x"])?;
    let extension = element.attribute("x").filter(|x| !x.is_empty());
    let extension = extension.map(std::borrow::Cow::into_owned);
    Ok(number.map(|number| Phone { number, extension }))
}

/// Reads `contact:e164Type` of a new contact. An empty number stays one: not every repository takes
/// it for none.
pub(super) fn given_phone(element: Element<'_, '_>) -> Result<Phone, Malformed> {
    let nothing = || Phone { number: String::new(), extension: None };
    Ok(phone(element)?.unwrap_or_else(nothing))
}

/// Reads `contact:e164StringType`; an empty one is no number.
pub(crate) fn e164(element: Element<'_, '_>, known: &[&str]) -> Result<Option<String>, Malformed> {
    let text = element.token_with(known)?;
    if text.is_empty() {
        return Ok(None);
    }
    let digits = |part: &str, max| {
        (1..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let split = text.strip_prefix('+').and_then(|rest| rest.split_once('.'));
    let shaped = split.is_some_and(|(country, rest)| digits(country, 3) && digits(rest, 14));
    if !shaped || text.len() > 17 {
        return Err(element.invalid(&text, "not a telephone number such as +351.211583341"));
    }
    Ok(Some(text.into_owned()))
}

/// Reads `contact:discloseType`.
pub(super) fn disclose(element: Element<'_, '_>) -> Result<Disclose, Malformed> {
    let mut parts = element.sequence_with(&["flag"])?;
    let flag = element.attribute("flag").unwrap_or_default();
    let allow = parse_boolean(&flag);
    let allow = allow.ok_or_else(|| element.invalid(&flag, "flag is true or false"))?;
    let mut elements = Vec::new();
    for name in ["name", "org", "addr"] {
        elements.extend(parts.many(name, 2, |e| {
            e.sequence_with(&["type"])?.end()?;
            Ok(format!("{name}/{}", form_name(form(e)?)))
        })?);
    }
    elements.dedup();
    for name in ["voice", "fax", "email"] {
        if parts.optional(name).is_some() {
            elements.push(name.to_owned());
        }
    }
    parts.end()?;
    Ok(Disclose { allow, elements })
}

/// Writes `contact:postalInfo`.
pub(super) fn write_postal(xml: &mut Xml<'_>, postal: &Postal) {
    xml.open_with("contact:postalInfo", &[("type", form_name(postal.form))]);
    xml.leaf("contact:name", &postal.name);
    xml.optional("contact:org", postal.organisation.as_deref());
    xml.open("contact:addr");
    postal
        .street
        .iter()
        .take(3)
        .for_each(|line| xml.leaf("contact:street", line));
    xml.leaf("contact:city", &postal.city);
    xml.optional("contact:sp", postal.province.as_deref());
    xml.optional("contact:pc", postal.postal_code.as_deref());
    xml.leaf("contact:cc", postal.country.as_str());
    xml.close("contact:addr");
    xml.close("contact:postalInfo");
}

/// What stands where the schema wants a text and there is none to tell.
pub(super) const NOTHING: &str = "-";

/// Writes `contact:postalInfo` of a contact whose address is not kept or not shown: the schema of
/// answers has no other way to say so. `ZZ` is nobody's country code (ISO 3166-1).
pub(super) fn write_no_postal(xml: &mut Xml<'_>) {
    xml.open_with("contact:postalInfo", &[("type", "int")]);
    xml.leaf("contact:name", NOTHING);
    xml.open("contact:addr");
    xml.leaf("contact:city", NOTHING);
    xml.leaf("contact:cc", "ZZ");
    xml.close("contact:addr");
    xml.close("contact:postalInfo");
}

/// Writes `contact:postalInfo` for a change.
pub(super) fn write_postal_change(xml: &mut Xml<'_>, change: &PostalChange) {
    xml.open_with("contact:postalInfo", &[("type", form_name(change.form))]);
    xml.optional("contact:name", change.name.as_deref());
    xml.optional("contact:org", change.organisation.as_deref());
    if let Some(address) = &change.address {
        xml.open("contact:addr");
        address
            .street
            .iter()
            .take(3)
            .for_each(|line| xml.leaf("contact:street", line));
        xml.leaf("contact:city", &address.city);
        xml.optional("contact:sp", address.province.as_deref());
        xml.optional("contact:pc", address.postal_code.as_deref());
        xml.leaf("contact:cc", address.country.as_str());
        xml.close("contact:addr");
    }
    xml.close("contact:postalInfo");
}

/// Writes a telephone.
pub(crate) fn write_phone(xml: &mut Xml<'_>, tag: &str, phone: &Phone) {
    match &phone.extension {
        Some(extension) => xml.leaf_with(tag, &[("x", extension)], &phone.number),
        None => xml.leaf(tag, &phone.number),
    }
}

/// Writes `contact:disclose`, in the order of the schema.
pub(super) fn write_disclose(xml: &mut Xml<'_>, disclose: &Disclose) {
    let flag = if disclose.allow { "1" } else { "0" };
    let listed = |name: &str| disclose.elements.iter().any(|element| element == name);
    xml.open_with("contact:disclose", &[("flag", flag)]);
    for (tag, both) in [
        ("contact:name", ["name/int", "name/loc"]),
        ("contact:org", ["org/int", "org/loc"]),
        ("contact:addr", ["addr/int", "addr/loc"]),
    ] {
        for element in both.into_iter().filter(|element| listed(element)) {
            let form = element.rsplit('/').next().unwrap_or_default();
            xml.empty_with(tag, &[("type", form)]);
        }
    }
    for (tag, element) in
        [("contact:voice", "voice"), ("contact:fax", "fax"), ("contact:email", "email")]
    {
        if listed(element) {
            xml.empty(tag);
        }
    }
    xml.close("contact:disclose");
}
