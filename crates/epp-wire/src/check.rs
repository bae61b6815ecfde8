//! `check`: one shape in four namespaces (3.1.1 of RFC 5731 to 5733, RFC 8543, 4.1.1).

use crate::command::{Check, CheckName};
use crate::element::Element;
use crate::malformed::Malformed;
use crate::namespace::Object;
use crate::reply::Checked;
use crate::xml::Xml;

/// Reads `mNameType`: one or more names. What is no name is kept for the answer.
pub(crate) fn read_names(element: Element<'_, '_>) -> Result<Vec<CheckName>, Malformed> {
    let one = |e: Element<'_, '_>| e.token_of(1, 255).map(CheckName::new);
    let mut parts = element.sequence()?;
    let mut names = vec![one(parts.required("name")?)?];
    names.extend(parts.many("name", usize::MAX, one)?);
    parts.end()?;
    Ok(names)
}

/// Reads `mIDType`: one or more identifiers.
pub(crate) fn read_ids(element: Element<'_, '_>) -> Result<Vec<String>, Malformed> {
    let one = |e: Element<'_, '_>| e.token_of(3, 16).map(std::borrow::Cow::into_owned);
    let mut parts = element.sequence()?;
    let mut ids = vec![one(parts.required("id")?)?];
    ids.extend(parts.many("id", usize::MAX, one)?);
    parts.end()?;
    Ok(ids)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, check: &Check) {
    let (object, [tag, item, ..]) = match check {
        Check::Contact(_) => (Object::Contact, CONTACT),
        Check::Domain(_) => (Object::Domain, DOMAIN),
        Check::Host(_) => (Object::Host, HOST),
        Check::Organisation(_) => (Object::Organisation, ORGANISATION),
    };
    xml.open("check");
    xml.open_namespace(tag, object.prefix(), object.uri());
    match check {
        Check::Contact(ids) | Check::Organisation(ids) => {
            ids.iter().for_each(|id| xml.leaf(item, id))
        }
        Check::Domain(names) | Check::Host(names) => {
            names.iter().for_each(|name| xml.leaf(item, &name.text));
        }
    }
    xml.close(tag);
    xml.close("check");
}

/// Writes `chkData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, object: Object, all: &[Checked<'_>]) {
    let [_, item, data, line, reason] = match object {
        Object::Contact => CONTACT,
        Object::Domain => DOMAIN,
        Object::Host => HOST,
        Object::Organisation => ORGANISATION,
        // Neither can be checked.
        Object::Maintenance | Object::Balance => return,
    };
    xml.open_namespace(data, object.prefix(), object.uri());
    for checked in all {
        let avail = if checked.obstacle.is_none() { "1" } else { "0" };
        xml.open(line);
        xml.leaf_with(item, &[("avail", avail)], checked.asked);
        if let Some(text) = checked.obstacle {
            let short = within_32(text);
            match checked.lang {
                "" | "en" => xml.leaf(reason, &short),
                lang => xml.leaf_with(reason, &[("lang", lang)], &short),
            }
        }
        xml.close(line);
    }
    xml.close(data);
}

const CONTACT: [&str; 5] =
    ["contact:check", "contact:id", "contact:chkData", "contact:cd", "contact:reason"];
const DOMAIN: [&str; 5] =
    ["domain:check", "domain:name", "domain:chkData", "domain:cd", "domain:reason"];
const ORGANISATION: [&str; 5] = ["org:check", "org:id", "org:chkData", "org:cd", "org:reason"];
const HOST: [&str; 5] = ["host:check", "host:name", "host:chkData", "host:cd", "host:reason"];

/// A reason has 1 to 32 characters (`eppcom:reasonBaseType`): a longer one ends at a word.
pub(crate) fn within_32(text: &str) -> String {
    const MAX: usize = 32;
    let words = text.split_whitespace();
    let mut short = String::new();
    let mut length = 0;
    for word in words {
        let space = usize::from(length > 0);
        let more = word.chars().count() + space;
        if length + more > MAX {
            break;
        }
        if space == 1 {
            short.push(' ');
        }
        short.push_str(word);
        length += more;
    }
    match (short.is_empty(), text.trim()) {
        (false, _) => short,
        (true, "") => "-".to_owned(),
        (true, word) => word.chars().take(MAX).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_end_at_a_word() {
        for (long, short) in [
            ("In use", "In use"),
            ("exactly thirty-two characters it", "exactly thirty-two characters it"),
            ("exactly thirty-three characters, ", "exactly thirty-three characters,"),
            ("The Nic-Handle is already in use in the system.", "The Nic-Handle is already in use"),
            ("", "-"),
            ("ááááááááááááááááááááááááááááááááááááá", "áááááááááááááááááááááááááááááááá"),
        ] {
            assert_eq!(within_32(long), short);
        }
    }
}
