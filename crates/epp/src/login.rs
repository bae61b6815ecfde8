//! `login` (RFC 5730, section 2.9.1.1): what a session will speak, and whose it is.

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::Login;
use foral_epp_wire::ext::login_sec::{LoginSecurity, UserAgent};
use foral_epp_wire::namespace::{Extension, Object};
use foral_model::id::RegistrarId;
use foral_model::lang::Lang;
use foral_registry::view::{LogIn, LogInRefused};
use foral_registry::visitor::Visitor;

use crate::limits::Place;
use crate::offer::Offer;
use crate::reply::Voice;
use crate::server::Shared;
use crate::session::Peer;

/// A session of a registrar.
#[derive(Debug)]
pub(crate) struct LoggedIn {
    /// Whose, and what its door serves.
    pub(crate) visitor: Visitor,
    /// Minutes within which a command under one reference is a repetition; `None` never.
    pub(crate) retry_minutes: Option<u16>,
    /// The language of answers.
    pub(crate) lang: Lang,
    /// Objects that it announced.
    pub(crate) objects: Vec<Object>,
    /// Extensions that it announced.
    pub(crate) extensions: Vec<Extension>,
    _place: Place<RegistrarId>,
}

/// How an attempt to log in ended; the answer is written.
pub(crate) enum Attempt {
    /// The session is open.
    Open(LoggedIn),
    /// Somebody did not prove who they are.
    Unproven,
    /// Something else was wrong, and the answer says whether the connection ends.
    Refused(ResultCode),
}

/// What the session will speak.
struct Terms {
    lang: Lang,
    objects: Vec<Object>,
    extensions: Vec<Extension>,
}

/// Opens a session, or answers why not. An answer to [`Attempt::Unproven`] is left to the caller,
/// who counts.
pub(crate) async fn log_in(
    shared: &Shared,
    peer: &Peer,
    offer: &Offer,
    (login, security): (&Login, Option<&LoginSecurity>),
    voice: &mut Voice<'_>,
) -> Attempt {
    let terms = match agree(offer, login, voice) {
        Ok(terms) => terms,
        Err(code) => return Attempt::Refused(code),
    };
    let attempt = LogIn {
        client: login.client.clone(),
        password: login.password.clone(),
        new_password: login.new_password.clone(),
        certificate: peer.certificate.clone(),
        certificate_expires: peer.certificate_expires,
        agent: security
            .and_then(|said| said.agent.as_ref())
            .map(UserAgent::to_string),
        address: peer.address,
        server_trid: voice.ids.server.to_owned(),
    };
    // What the login announces is spoken from its own answer on.
    let mut voice = voice.announcing(&terms.objects, &terms.extensions);
    let admitted = match shared.registry.log_in(&attempt).await {
        Ok(Ok(admitted)) => admitted,
        // A closed account is told no more than a stranger.
        Ok(Err(LogInRefused::Authentication | LogInRefused::Closed)) => return Attempt::Unproven,
        Ok(Err(LogInRefused::PasswordOver(events))) => {
            return Attempt::Refused(voice.events(ResultCode::Authentication, &events));
        }
        Ok(Err(LogInRefused::PasswordTooWeak(events))) => {
            return Attempt::Refused(voice.weak_password(&events));
        }
        Err(incident) => return Attempt::Refused(voice.failed(&incident)),
    };
    // Only who has proved an identity takes its place, or strangers could take all.
    let Some(place) = shared.sessions.take(&admitted.card.id) else {
        return Attempt::Refused(voice.code(ResultCode::SessionLimitEnd));
    };
    voice.events(ResultCode::Ok, &admitted.events);
    let Terms { lang, objects, extensions } = terms;
    let visitor = Visitor { registrar: admitted.card.id, scope: shared.scope.clone() };
    let retry_minutes = admitted.retry_minutes;
    Attempt::Open(LoggedIn { visitor, retry_minutes, lang, objects, extensions, _place: place })
}

/// Reads what the client wants to speak. From here on its language is spoken, if we know it.
fn agree(offer: &Offer, login: &Login, voice: &mut Voice<'_>) -> Result<Terms, ResultCode> {
    if login.version != "1.0" {
        let reason = "only EPP 1.0 is spoken here";
        return Err(voice.fault(ResultCode::Version, "version", &login.version, reason));
    }
    let Some(lang) = Lang::parse(&login.lang) else {
        let reason = "answers are in pt, en or es";
        return Err(voice.fault(ResultCode::Option, "lang", &login.lang, reason));
    };
    voice.lang = lang;
    let mut objects = Vec::new();
    for uri in &login.objects {
        match Object::parse(uri).filter(|object| offer.objects.contains(object)) {
            Some(object) => objects.push(object),
            None => {
                let reason = "no such object service";
                return Err(voice.fault(ResultCode::ObjectService, "objURI", uri, reason));
            }
        }
    }
    let mut extensions = Vec::new();
    for uri in &login.extensions {
        match Extension::parse(uri).filter(|extension| offer.extensions.contains(extension)) {
            Some(extension) => extensions.push(extension),
            None => {
                let reason = "no such extension";
                return Err(voice.fault(ResultCode::Extension, "extURI", uri, reason));
            }
        }
    }
    Ok(Terms { lang, objects, extensions })
}
