//! Where letters send their readers: absolute addresses of the portal.

use std::fmt;

use foral_model::name::DomainName;
use foral_model::secret::Secret;

/// The portal's address, without a final slash: `https://portal.example`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PortalUrl(String);

/// The text is not an absolute `http` or `https` address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotAPortal(pub String);

impl fmt::Display for NotAPortal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not an absolute http or https address", self.0)
    }
}

impl std::error::Error for NotAPortal {}

impl PortalUrl {
    /// Reads an absolute address with or without a path.
    ///
    /// # Errors
    /// [`NotAPortal`] if it has another scheme, no host, or characters that an address has not.
    pub fn parse(text: &str) -> Result<Self, NotAPortal> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let host = rest
            .and_then(|rest| rest.split('/').next())
            .unwrap_or_default();
        let known = |b: u8| b.is_ascii_graphic() && !b"\"'<>\\^`{|}?#".contains(&b);
        if host.is_empty() || !text.bytes().all(known) {
            return Err(NotAPortal(text.to_owned()));
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// The entrance.
    pub(crate) fn home(&self) -> String {
        format!("{}/", self.0)
    }

    /// Where somebody asks for a new password.
    pub(crate) fn recovery(&self) -> String {
        format!("{}/recover", self.0)
    }

    /// Where the token of a link sets a new password.
    pub(crate) fn new_password(&self, token: &Secret) -> String {
        format!("{}/recover/{}", self.0, escaped(token.expose()))
    }

    /// Where the token of a link agrees to what a domain waits for, or refuses it.
    pub(crate) fn decision(&self, token: &Secret) -> String {
        format!("{}/decide/{}", self.0, escaped(token.expose()))
    }

    /// Where the token of a link confirms a request for data that is not public.
    pub(crate) fn disclosure(&self, token: &Secret) -> String {
        format!("{}/disclosure/confirm/{}", self.0, escaped(token.expose()))
    }

    /// Where a holder cancels the codes of a domain.
    pub(crate) fn cancel_code(&self, name: &DomainName) -> String {
        format!("{}/domains/{name}/transfer/cancel", self.0)
    }

    /// A holder's page of a domain.
    pub(crate) fn domain(&self, name: &DomainName) -> String {
        format!("{}/domains/{name}", self.0)
    }
}

/// Percent-encodes whatever is not unreserved (RFC 3986, section 2.3).
fn escaped(text: &str) -> String {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let written = text.bytes().map(|b| match b {
        b if unreserved(b) => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    });
    written.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_addresses_are_portals() {
        for text in ["https://portal.example", "http://127.0.0.1:8443/", "https://a.pt/portal"] {
            assert!(PortalUrl::parse(text).is_ok(), "{text}");
        }
        for text in
            ["", "portal.example", "/x", "https://", "ftp://a", "https://a b", "https://a\r\nb"]
        {
            assert!(PortalUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_token_stays_one_segment() {
        let portal = PortalUrl::parse("https://portal.example/").unwrap();
        let link = portal.new_password(&Secret::new("a/b?c=ç"));
        assert_eq!(link, "https://portal.example/recover/a%2Fb%3Fc%3D%C3%A7");
        let link = portal.decision(&Secret::new("a/b"));
        assert_eq!(link, "https://portal.example/decide/a%2Fb");
    }
}
