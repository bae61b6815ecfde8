//! `authInfo` of domains and contacts (RFC 5731 and 5733; RFC 9154).

use foral_model::secret::Secret;

use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::xml::Xml;

/// What an `authInfo` says.
pub(crate) struct AuthInfo {
    /// The code; empty if there is to be none.
    pub(crate) secret: Secret,
    /// The object that the code is said to belong to, if that is said.
    pub(crate) roid: Option<String>,
}

/// Reads `authInfoType`: `pw`, which may be empty. Other forms are not offered.
pub(crate) fn read(element: Element<'_, '_>) -> Result<AuthInfo, Malformed> {
    let mut parts = element.sequence()?;
    if let Some(ext) = parts.optional("ext") {
        let reason = "only a password is taken as authorisation";
        return Err(ext.fault(Kind::Option, "", reason));
    }
    let pw = parts.required("pw")?;
    parts.end()?;
    let secret = Secret::new(pw.normalized_with(&["roid"])?);
    let roid = pw.attribute("roid");
    match roid.as_deref().filter(|roid| !is_roid(roid)) {
        Some(strange) => Err(pw.invalid(strange, "not a ROID such as 2134454-PT")),
        None => Ok(AuthInfo { secret, roid: roid.map(std::borrow::Cow::into_owned) }),
    }
}

/// `eppcom:roidType`.
fn is_roid(text: &str) -> bool {
    let word = |part: &str, max| {
        (1..=max).contains(&part.chars().count())
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    text.split_once('-')
        .is_some_and(|(number, suffix)| word(number, 80) && word(suffix, 8))
}

/// Reads `domain:authInfoChgType`: as [`read`], or `null` for no code at all.
pub(crate) fn read_change(element: Element<'_, '_>) -> Result<Secret, Malformed> {
    let mut parts = element.sequence()?;
    if parts.optional("null").is_some() {
        parts.end()?;
        return Ok(Secret::default());
    }
    read(element).map(|auth_info| auth_info.secret)
}

/// Writes `domain:authInfo`.
pub(crate) fn write_domain(xml: &mut Xml<'_>, secret: &Secret) {
    xml.open("domain:authInfo");
    xml.leaf("domain:pw", secret.expose());
    xml.close("domain:authInfo");
}

/// Writes `contact:authInfo`.
pub(crate) fn write_contact(xml: &mut Xml<'_>, secret: &Secret) {
    xml.open("contact:authInfo");
    xml.leaf("contact:pw", secret.expose());
    xml.close("contact:authInfo");
}
