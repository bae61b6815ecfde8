//! `loginSec-1.0` (RFC 8807): passwords longer than RFC 5730's, and warnings at login.

use foral_model::secret::Secret;
use foral_model::time::Timestamp;

use super::Carried;
use crate::command::Login;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::told::Words;
use crate::value::{is_duration, text, word_of};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:loginSec-1.0";

/// What stands for a password that the extension carries (section 3.1).
const ELSEWHERE: &str = "[LOGIN-SECURITY]";

/// What the extension of a login says. The passwords themselves are in [`Login`], wherever they
/// came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoginSecurity {
    /// The client's software.
    pub agent: Option<UserAgent>,
    /// Where the password stood.
    pub password: Stood,
    /// Where the new password stood, if there is one.
    pub new_password: Stood,
}

/// Where a password stood.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stood {
    /// In the login itself.
    #[default]
    InLogin,
    /// In the extension.
    InExtension,
}

/// The client's software (section 4.1); something is said at least.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UserAgent {
    /// The program.
    pub application: Option<String>,
    /// What it is made with.
    pub technology: Option<String>,
    /// What it runs on.
    pub system: Option<String>,
}

impl std::fmt::Display for UserAgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [&self.application, &self.technology, &self.system];
        let said: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        f.write_str(&said.join("; "))
    }
}

/// Something that a registrar should look after (section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event<'a> {
    /// What it is about.
    pub kind: EventKind,
    /// The name of a custom one, or of a figure.
    pub name: Option<&'a str>,
    /// How bad it is.
    pub level: Level,
    /// When something runs out.
    pub expires: Option<Timestamp>,
    /// A figure, or the name of a cipher or protocol.
    pub value: Option<&'a str>,
    /// The time that a figure is about: a duration of ISO 8601, such as `P1D`.
    pub duration: Option<&'a str>,
    /// The same in words.
    pub words: Words<'a>,
}

/// What an event is about (section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EventKind {
    /// The password runs out.
    Password,
    /// The client's certificate runs out.
    Certificate,
    /// The cipher is weak.
    Cipher,
    /// The TLS version is old.
    TlsProtocol,
    /// The new password is not good enough.
    NewPassword,
    /// A figure, such as that of failed logins.
    Statistics,
    /// Something else, which has a name.
    Custom,
}

const EVENTS: [(EventKind, &str); 7] = [
    (EventKind::Password, "password"),
    (EventKind::Certificate, "certificate"),
    (EventKind::Cipher, "cipher"),
    (EventKind::TlsProtocol, "tlsProtocol"),
    (EventKind::NewPassword, "newPW"),
    (EventKind::Statistics, "stat"),
    (EventKind::Custom, "custom"),
];

/// How bad an event is (section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// It will matter.
    Warning,
    /// It matters now.
    Error,
}

/// Reads the extension of `login`, and puts passwords that it carries into their place.
pub(crate) fn read(
    login: &mut Login,
    carried: &mut Carried<'_, '_>,
) -> Result<Option<LoginSecurity>, Malformed> {
    let Some(element) = carried.take(Extension::LoginSec, "loginSec")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let agent = parts.optional("userAgent").map(user_agent).transpose()?;
    let password = parts.optional("pw");
    let new_password = parts.optional("newPW");
    parts.end()?;
    let stood = move_in(&mut login.password, password, element)?;
    let new_stood = match (&mut login.new_password, new_password) {
        (Some(new), moved) => move_in(new, moved, element)?,
        (None, None) => Stood::InLogin,
        (None, Some(moved)) => {
            let reason = "newPW of the login is not there to refer to it";
            return Err(moved.fault(Kind::UseError, "", reason));
        }
    };
    Ok(Some(LoginSecurity { agent, password: stood, new_password: new_stood }))
}

/// Takes a password from the extension if, and only if, the login says that it is there.
fn move_in(
    place: &mut Secret,
    moved: Option<Element<'_, '_>>,
    extension: Element<'_, '_>,
) -> Result<Stood, Malformed> {
    match (place.expose() == ELSEWHERE, moved) {
        (false, None) => Ok(Stood::InLogin),
        (true, Some(moved)) => {
            let text = moved.token()?;
            if text.chars().count() < 6 {
                return Err(moved.invalid("", "at least 6 characters"));
            }
            *place = Secret::new(text);
            Ok(Stood::InExtension)
        }
        (true, None) => Err(extension.fault(Kind::Missing, "", "the password is not here")),
        (false, Some(moved)) => {
            let reason = "the login has a password of its own";
            Err(moved.fault(Kind::UseError, "", reason))
        }
    }
}

fn user_agent(element: Element<'_, '_>) -> Result<UserAgent, Malformed> {
    let mut parts = element.sequence()?;
    let agent = UserAgent {
        application: parts.optional("app").map(|e| text(e, 0)).transpose()?,
        technology: parts.optional("tech").map(|e| text(e, 0)).transpose()?,
        system: parts.optional("os").map(|e| text(e, 0)).transpose()?,
    };
    if agent == UserAgent::default() {
        return Err(parts.unexpected());
    }
    parts.end()?;
    Ok(agent)
}

/// What a login says in the place of a password.
pub(crate) fn shown_in_login(secret: &Secret, stood: Stood) -> &str {
    match stood {
        Stood::InLogin => secret.expose(),
        Stood::InExtension => ELSEWHERE,
    }
}

/// Writes the extension of `login`.
pub(crate) fn write(xml: &mut Xml<'_>, security: &LoginSecurity, login: &Login) {
    xml.open_namespace("loginSec:loginSec", "loginSec", URI);
    if let Some(agent) = &security.agent {
        xml.open("loginSec:userAgent");
        xml.optional("loginSec:app", agent.application.as_deref());
        xml.optional("loginSec:tech", agent.technology.as_deref());
        xml.optional("loginSec:os", agent.system.as_deref());
        xml.close("loginSec:userAgent");
    }
    if security.password == Stood::InExtension {
        xml.leaf("loginSec:pw", login.password.expose());
    }
    if security.new_password == Stood::InExtension {
        xml.optional("loginSec:newPW", login.new_password.as_ref().map(Secret::expose));
    }
    xml.close("loginSec:loginSec");
}

/// Writes `loginSecData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, events: &[Event<'_>]) {
    xml.open_namespace("loginSec:loginSecData", "loginSec", URI);
    for event in events {
        let level = match event.level {
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let expires = event.expires.map(|at| at.to_string());
        let attributes: Vec<(&str, &str)> = [
            ("type", Some(word_of(&event.kind, &EVENTS))),
            ("name", event.name),
            ("level", Some(level)),
            ("exDate", expires.as_deref()),
            ("value", event.value),
            ("duration", event.duration.filter(|text| is_duration(text))),
            ("lang", event.words.tag()),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
        xml.leaf_with("loginSec:event", &attributes, event.words.text);
    }
    xml.close("loginSec:loginSecData");
}
