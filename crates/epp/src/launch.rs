//! What registrars say about the launch of a zone, and what they hear (RFC 8334).

use foral_epp_wire::beside::{Beside, Launch};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::CheckName;
use foral_epp_wire::ext::launch::check::{Check, Checked, ClaimKey, Form};
use foral_epp_wire::ext::launch::create::{self, Create};
use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_epp_wire::reason_of_bad_name;
use foral_epp_wire::told::Told;
use foral_model::launch::{CLEARING_HOUSE, LaunchCreate, LaunchTerms, Phase, Proof};
use foral_model::name::DomainName;
use foral_registry::Registry;
use foral_registry::trademark::ClaimsQuestion;

use crate::login::LoggedIn;
use crate::reply::Voice;

/// What a command that changes something says.
pub(crate) fn terms(said: &Launch) -> Option<LaunchTerms> {
    match said {
        Launch::Create(create) => Some(LaunchTerms::Create(Box::new(creation(create)))),
        Launch::Update(application) | Launch::Delete(application) => {
            Some(LaunchTerms::Application(application.clone()))
        }
        Launch::Check(_) | Launch::Info(_) => None,
    }
}

/// The phase that a question about a name is about.
pub(crate) const fn asked_phase(beside: &Beside) -> Option<&Phase> {
    match &beside.launch {
        Some(Launch::Info(info)) => Some(&info.phase),
        _ => None,
    }
}

/// The application that a question about a name is about.
pub(crate) fn asked_application(beside: &Beside) -> Option<&str> {
    match &beside.launch {
        Some(Launch::Info(info)) => info.application.as_deref(),
        _ => None,
    }
}

fn creation(create: &Create) -> LaunchCreate {
    LaunchCreate {
        phase: create.phase.clone(),
        kind: create.kind,
        proof: match &create.proof {
            create::Proof::None => Proof::None,
            create::Proof::Codes(_) => Proof::Codes,
            create::Proof::Signed(all) | create::Proof::Encoded(all) => {
                Proof::Signed(all.iter().map(SignedMark::proof).collect())
            }
        },
        notices: create.notices.clone(),
    }
}

/// Answers which names have claims, or marks (section 3.1). Nothing else is told: whether a name is
/// free is another question.
pub(crate) async fn claims(
    registry: &Registry,
    session: &LoggedIn,
    names: &[CheckName],
    asked: &Check,
    voice: &mut Voice<'_>,
) -> ResultCode {
    if asked.form == Form::Trademark && !registry.trademarks().knows_claims() {
        let reason = "no list of marks is kept here";
        return voice.fault(ResultCode::ObjectService, "launch:check", "trademark", reason);
    }
    let mut parsed = Vec::with_capacity(names.len());
    for name in names {
        match &name.parsed {
            Ok(name) => parsed.push(name.clone()),
            Err(why) => {
                let reason = reason_of_bad_name(*why);
                return voice.fault(ResultCode::ValueSyntax, "domain:name", &name.text, reason);
            }
        }
    }
    let question = match asked.form {
        Form::Trademark => ClaimsQuestion::Trademark,
        Form::Claims | Form::Availability => ClaimsQuestion::Claims(asked.phase.as_ref()),
    };
    let keys = registry
        .claims_check(&session.visitor, &parsed, question)
        .await;
    let keys = match keys {
        Ok(keys) => keys,
        Err(error) => return voice.error(&error),
    };
    let keys: Vec<Vec<ClaimKey<'_>>> = keys
        .iter()
        .map(|key| key.iter().map(|key| claim_key(key)).collect())
        .collect();
    let all: Vec<Checked<'_>> = names
        .iter()
        .zip(&keys)
        .map(|(name, keys)| Checked { asked: &name.text, keys })
        .collect();
    voice.told(&[Told::Claims(asked.phase.as_ref(), &all)])
}

const fn claim_key(key: &str) -> ClaimKey<'_> {
    ClaimKey { key, validator: Some(CLEARING_HOUSE) }
}

/// Refuses a question about the availability of names in a phase that is not open.
pub(crate) async fn phase_is_open(
    registry: &Registry,
    session: &LoggedIn,
    names: &[DomainName],
    asked: &Check,
    voice: &mut Voice<'_>,
) -> Option<ResultCode> {
    let phase = asked.phase.as_ref();
    let open = registry.phase_is_open(&session.visitor, names, phase).await;
    open.err().map(|error| voice.error(&error))
}
