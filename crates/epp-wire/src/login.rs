//! `login` (RFC 5730, section 2.9.1.1).

use foral_model::secret::Secret;

use crate::command::Login;
use crate::element::Element;
use crate::ext::login_sec::{LoginSecurity, shown_in_login};
use crate::malformed::{Kind, Malformed};
use crate::value::is_language;
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
    if !is_language(&text) {
        return Err(element.invalid(&text, "not a language tag"));
    }
    Ok(text.into_owned())
}

/// Writes the command; passwords that stand in an extension are only referred to.
pub(crate) fn write(xml: &mut Xml<'_>, login: &Login, security: Option<&LoginSecurity>) {
    let stood = security.map(|security| (security.password, security.new_password));
    let (stood, new_stood) = stood.unwrap_or_default();
    let new_password = login.new_password.as_ref();
    xml.open("login");
    xml.leaf("clID", &login.client);
    xml.leaf("pw", shown_in_login(&login.password, stood));
    xml.optional("newPW", new_password.map(|new| shown_in_login(new, new_stood)));
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
