//! What registrars say about the launch of a zone, and what they hear (RFC 8334).

use foral_epp_wire::beside::{Beside, Launch};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::{CheckName, DomainInfo as AskedDomain};
use foral_epp_wire::ext::launch::check::{Check, Checked, ClaimKey, Form};
use foral_epp_wire::ext::launch::create::{self, Create};
use foral_epp_wire::ext::launch::info::Info;
use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_epp_wire::ext::ttl::Wanted;
use foral_epp_wire::reason_of_bad_name;
use foral_epp_wire::told::Told;
use foral_model::launch::{ApplicationAt, CLEARING_HOUSE, LaunchCreate, LaunchTerms, Proof};
use foral_model::name::DomainName;
use foral_registry::Registry;
use foral_registry::error::Error;
use foral_registry::trademark::ClaimsQuestion;
use foral_registry::view::DomainInfo;

use crate::launched::Launched;
use crate::login::LoggedIn;
use crate::picture::Picture;
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

/// What a question about a name asks of its launch.
pub(crate) const fn asked(beside: &Beside) -> Option<&Info> {
    match &beside.launch {
        Some(Launch::Info(info)) => Some(info),
        _ => None,
    }
}

/// What the launch says of a domain that is there.
///
/// # Errors
/// If the phase is another than the one that it was registered in, or if the store does not answer.
pub(crate) async fn of_registration(
    registry: &Registry,
    found: &DomainInfo,
    asked: &Info,
) -> Result<Launched, Error> {
    let record = registry.launch_record(&found.domain, &asked.phase).await?;
    Ok(match record {
        Some(record) => Launched::recorded(&record, asked.marks, found.sight),
        None => Launched::registered(asked.phase.clone()),
    })
}

/// Answers how an application stands (section 3.2).
pub(crate) async fn application(
    registry: &Registry,
    session: &LoggedIn,
    (domain, asked): (&AskedDomain, &Info),
    wanted_times: Option<Wanted>,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let id = asked.application.clone().unwrap_or_default();
    let at = ApplicationAt { phase: asked.phase.clone(), id };
    let code = domain.auth_info.as_ref();
    let found = registry
        .application_info(&session.visitor, &domain.name, &at, code)
        .await;
    match found {
        Ok(found) => {
            let launched = Launched::applied(&found.application, asked.marks);
            let zone = registry.zone(&found.domain.domain.zone);
            let lang = voice.lang.tag();
            let picture = Picture::of(&found.domain, zone.as_deref(), wanted_times);
            picture
                .launched(Some(&launched))
                .tell(lang, domain.hosts, |data, told| voice.data_told(data, told))
        }
        Err(error) => voice.error(&error),
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
