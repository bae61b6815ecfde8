//! Contact cards (RFC 7095, with RFC 6350's properties and RFC 8605's).

use foral_model::contact::Phone;
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, SerializeTuple, Serializer};

use super::json::Shown;

/// A card. The full name is always there, though it may be kept back and empty.
#[derive(Clone, Copy, Default)]
pub(crate) struct JCard<'a> {
    pub(crate) full_name: &'a str,
    pub(crate) kind: Option<Kind>,
    pub(crate) organisation: Option<&'a str>,
    pub(crate) address: Option<Address<'a>>,
    pub(crate) voice: Option<Number<'a>>,
    pub(crate) fax: Option<Number<'a>>,
    pub(crate) mobile: Option<Number<'a>>,
    pub(crate) email: Option<&'a str>,
    pub(crate) second_email: Option<&'a str>,
    /// Where the person can be reached instead (RFC 8605, section 2.1).
    pub(crate) contact_uri: Option<&'a str>,
    pub(crate) website: Option<&'a str>,
}

/// A human being or a body (RFC 6350, 6.1.4).
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Individual,
    Organisation,
}

/// An address, in the order of RFC 6350, 6.3.1; what is kept back is empty.
#[derive(Clone, Copy, Default)]
pub(crate) struct Address<'a> {
    pub(crate) street: &'a [String],
    pub(crate) city: &'a str,
    pub(crate) province: &'a str,
    pub(crate) postal_code: &'a str,
    /// ISO 3166-1 alpha-2 (RFC 8605, section 3.1).
    pub(crate) country: Option<&'a str>,
}

/// A telephone number with what it is for.
#[derive(Clone, Copy)]
pub(crate) struct Number<'a> {
    pub(crate) number: &'a str,
    pub(crate) extension: Option<&'a str>,
}

impl<'a> From<&'a Phone> for Number<'a> {
    fn from(phone: &'a Phone) -> Self {
        Self { number: &phone.number, extension: phone.extension.as_deref() }
    }
}

impl<'a> From<&'a str> for Number<'a> {
    fn from(number: &'a str) -> Self {
        Self { number, extension: None }
    }
}

/// RFC 3966 without spaces.
impl std::fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("tel:")?;
        self.number
            .split(' ')
            .try_for_each(|part| f.write_str(part))?;
        match self.extension {
            Some(extension) => write!(f, ";ext={extension}"),
            None => Ok(()),
        }
    }
}

impl Serialize for JCard<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut card = serializer.serialize_tuple(2)?;
        card.serialize_element("vcard")?;
        card.serialize_element(&Properties(self))?;
        card.end()
    }
}

struct Properties<'a>(&'a JCard<'a>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let card = self.0;
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element(&text("version", "4.0"))?;
        list.serialize_element(&text("fn", card.full_name))?;
        if let Some(kind) = card.kind {
            list.serialize_element(&text(
                "kind",
                match kind {
                    Kind::Individual => "individual",
                    Kind::Organisation => "org",
                },
            ))?;
        }
        if let Some(organisation) = card.organisation {
            list.serialize_element(&text("org", organisation))?;
        }
        if let Some(address) = &card.address {
            list.serialize_element(&("adr", Country(address.country), "text", Lines(address)))?;
        }
        for (what, number) in [("voice", &card.voice), ("fax", &card.fax), ("cell", &card.mobile)] {
            if let Some(number) = number {
                list.serialize_element(&("tel", Type(what), "uri", Shown(number)))?;
            }
        }
        for email in [card.email, card.second_email].into_iter().flatten() {
            list.serialize_element(&text("email", email))?;
        }
        if let Some(uri) = card.contact_uri {
            list.serialize_element(&("contact-uri", Nothing, "uri", uri))?;
        }
        if let Some(url) = card.website {
            list.serialize_element(&("url", Nothing, "uri", url))?;
        }
        list.end()
    }
}

const fn text<'a>(
    name: &'static str,
    value: &'a str,
) -> (&'static str, Nothing, &'static str, &'a str) {
    (name, Nothing, "text", value)
}

/// No parameters.
struct Nothing;

impl Serialize for Nothing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

/// The parameter `cc`, if there is a country.
struct Country<'a>(Option<&'a str>);

impl Serialize for Country<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(country) = self.0 {
            map.serialize_entry("cc", country)?;
        }
        map.end()
    }
}

/// The parameter `type`.
struct Type(&'static str);

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("type", self.0)?;
        map.end()
    }
}

/// The seven parts of an address: post office box and extension are not used, and the country is a
/// parameter. A street of several lines is a list (RFC 7095, 3.3.1.3).
struct Lines<'a>(&'a Address<'a>);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let address = self.0;
        let mut parts = serializer.serialize_tuple(7)?;
        parts.serialize_element("")?;
        parts.serialize_element("")?;
        match address.street {
            [] => parts.serialize_element("")?,
            [line] => parts.serialize_element(line)?,
            lines => parts.serialize_element(lines)?,
        }
        parts.serialize_element(address.city)?;
        parts.serialize_element(address.province)?;
        parts.serialize_element(address.postal_code)?;
        parts.serialize_element("")?;
        parts.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_in_its_slot() {
        let street = ["Rua do Sol, 1".to_owned(), "2.º Esq.".to_owned()];
        let voice = Phone { number: "+351.211583341".to_owned(), extension: Some("12".to_owned()) };
        let card = JCard {
            full_name: "Helena Prates",
            kind: Some(Kind::Individual),
            address: Some(Address {
                street: &street,
                city: "Lisboa",
                province: "",
                postal_code: "1000-001",
                country: Some("PT"),
            }),
            voice: Some((&voice).into()),
            email: Some("helena@correio.example"),
            ..JCard::default()
        };
        assert_eq!(
            serde_json::to_string(&card).unwrap(),
            concat!(
                r#"["vcard",[["version",{},"text","4.0"],["fn",{},"text","Helena Prates"],"#,
                r#"["kind",{},"text","individual"],["adr",{"cc":"PT"},"text",["","","#,
                r#"["Rua do Sol, 1","2.º Esq."],"Lisboa","","1000-001",""]],"#,
                r#"["tel",{"type":"voice"},"uri","tel:+351.211583341;ext=12"],"#,
                r#"["email",{},"text","helena@correio.example"]]]"#
            )
        );
    }

    #[test]
    fn what_is_kept_back_is_empty_or_away() {
        let card = JCard { address: Some(Address::default()), ..JCard::default() };
        assert_eq!(
            serde_json::to_string(&card).unwrap(),
            concat!(
                r#"["vcard",[["version",{},"text","4.0"],["fn",{},"text",""],"#,
                r#"["adr",{},"text",["","","","","","",""]]]]"#
            )
        );
    }
}
