//! `login` (RFC 5730, section 2.9.1.1).

use foral_model::secret::Secret;

use crate::command::Login;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::xml::Xml;

/// Reads `epp:loginType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Login, Malformed> {
    let mut parts = element.sequence()?;
    let client = parts.required("clID")?.token_of(3, 16)?.into_owned();
    let password = password(parts.required("pw")?)?;
    let new_password = parts.optional("newPW").map(self::password).transpose()?;
    let mut options = parts.required("options")?.sequence()?;
    let version = version(options.required("version")?)?;
    let lang = lang(options.required("lang")?)?;
    options.end()?;
    let mut services = parts.required("svcs")?.sequence()?;
    let uri = |e: Element<'_, '_>| e.token().map(std::borrow::Cow::into_owned);
    let mut objects = vec![uri(services.required("objURI")?)?];
    objects.extend(services.many("objURI", usize::MAX, uri)?);
    let extensions = match services.optional("svcExtension") {
        Some(element) => {
            let mut inside = element.sequence()?;
            let mut all = vec![uri(inside.required("extURI")?)?];
            all.extend(inside.many("extURI", usize::MAX, uri)?);
            inside.end()?;
            all
        }
        None => Vec::new(),
    };
    services.end()?;
    parts.end()?;
    Ok(Login { client, password, new_password, version, lang, objects, extensions })
}

/// `epp:pwType`. What is wrong with a password is said without it.
fn password(element: Element<'_, '_>) -> Result<Secret, Malformed> {
    let text = element.token()?;
    if !(6..=16).contains(&text.chars().count()) {
        return Err(element.invalid("", "6 to 16 characters are allowed"));
    }
    Ok(Secret::new(text))
}

fn version(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.token()?;
    if text != "1.0" {
        return Err(element.fault(Kind::Version, &text, "only EPP 1.0 is spoken here"));
    }
    Ok(text.into_owned())
}

/// `xsd:language`.
fn lang(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.token()?;
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let primary = text.split('-').next().unwrap_or_default();
    if !text.split('-').all(part) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err(element.invalid(&text, "not a language tag"));
    }
    Ok(text.into_owned())
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, login: &Login) {
    xml.open("login");
    xml.leaf("clID", &login.client);
    xml.leaf("pw", login.password.expose());
    xml.optional("newPW", login.new_password.as_ref().map(Secret::expose));
    xml.open("options");
    xml.leaf("version", &login.version);
    xml.leaf("lang", &login.lang);
    xml.close("options");
    xml.open("svcs");
    login.objects.iter().for_each(|uri| xml.leaf("objURI", uri));
    if !login.extensions.is_empty() {
        xml.open("svcExtension");
        login
            .extensions
            .iter()
            .for_each(|uri| xml.leaf("extURI", uri));
        xml.close("svcExtension");
    }
    xml.close("svcs");
    xml.close("login");
}
