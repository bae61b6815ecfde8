//! Commands that change nothing: check, info, transfer query (RFC 5730, section 2.9.2).

use foral_epp_wire::balance::Threshold;
use foral_epp_wire::beside::{Beside, Launch};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::{Check, CheckName, DomainInfo, Info, TransferQuery};
use foral_epp_wire::decimal::Decimal;
use foral_epp_wire::ext::addl_email::{AdditionalEmail, Rank};
use foral_epp_wire::ext::launch::check::Form;
use foral_epp_wire::namespace::Object;
use foral_epp_wire::reply::Data;
use foral_epp_wire::told::Told;
use foral_epp_wire::{contact, host, organisation, reason_of_bad_name};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_registry::Registry;
use foral_registry::error::Incident;
use foral_registry::view::{ContactInfo, OrganisationInfo, TransferInfo};

use crate::login::LoggedIn;
use crate::money::Account;
use crate::picture::{Picture, Times};
use crate::reply::{Voice, code_of};
use crate::{launch, maintenance, money};

/// Objects of one check, at most.
const CHECK_MAX: usize = 50;

/// Answers whether objects can be created.
pub(crate) async fn check(
    registry: &Registry,
    session: &LoggedIn,
    check: &Check,
    beside: &Beside,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let count = match check {
        Check::Domain(names) | Check::Host(names) => names.len(),
        Check::Contact(handles) | Check::Organisation(handles) => handles.len(),
    };
    if count > CHECK_MAX {
        let reason = "at most 50 objects can be checked at once";
        return voice.fault(ResultCode::Policy, "check", &count.to_string(), reason);
    }
    match check {
        Check::Domain(names) => domains(registry, session, names, beside, voice).await,
        Check::Host(names) => {
            let answers = registry.hosts_check(&session.visitor, &parsed(names)).await;
            match lines_of(names, answers, voice) {
                Ok(lines) => voice.checked(Object::Host, &lines, &[]),
                Err(code) => code,
            }
        }
        Check::Contact(handles) => match registry.contacts_check(handles).await {
            Ok(free) => {
                let taken = voice.words().result(ResultCode::Exists.number());
                let asked = handles.iter().cloned().zip(free);
                let lines: Vec<_> = asked
                    .map(|(asked, free)| (asked, (!free).then(|| taken.clone())))
                    .collect();
                voice.checked(Object::Contact, &lines, &[])
            }
            Err(incident) => voice.failed(&incident),
        },
        Check::Organisation(ids) => organisations(registry, session, ids, voice).await,
    }
}

async fn organisations(
    registry: &Registry,
    session: &LoggedIn,
    ids: &[String],
    voice: &mut Voice<'_>,
) -> ResultCode {
    match registry.organisations_check(&session.visitor, ids).await {
        Ok(obstacles) => {
            let words = voice.words();
            let asked = ids.iter().cloned().zip(obstacles);
            let lines: Vec<_> = asked
                .map(|(id, obstacle)| {
                    (id, obstacle.map(|why| words.result(code_of(&why).number())))
                })
                .collect();
            voice.checked(Object::Organisation, &lines, &[])
        }
        Err(incident) => voice.failed(&incident),
    }
}

/// The names among what was typed.
fn parsed(names: &[CheckName]) -> Vec<DomainName> {
    names
        .iter()
        .filter_map(|name| name.parsed.clone().ok())
        .collect()
}

/// Whether names can be registered, and what that would cost if it is asked.
async fn domains(
    registry: &Registry,
    session: &LoggedIn,
    names: &[CheckName],
    beside: &Beside,
    voice: &mut Voice<'_>,
) -> ResultCode {
    if let Some(Launch::Check(asked)) = &beside.launch {
        if asked.form != Form::Availability {
            return launch::claims(registry, session, names, asked, voice).await;
        }
        let names = parsed(names);
        if let Some(code) = launch::phase_is_open(registry, session, &names, asked, voice).await {
            return code;
        }
    }
    let answers = registry
        .domains_check(&session.visitor, &parsed(names), beside.token.as_ref())
        .await;
    let lines = match lines_of(names, answers, voice) {
        Ok(lines) => lines,
        Err(code) => return code,
    };
    let Some(asked) = &beside.prices else { return voice.checked(Object::Domain, &lines, &[]) };
    let token = beside.token.as_ref();
    match money::prices(registry, session, names, asked, token, voice).await {
        Ok(prices) => {
            let lang = voice.lang.tag();
            let currency = prices.currency;
            prices.shown(lang, |list| {
                voice.checked(Object::Domain, &lines, &[Told::Prices(currency, list)])
            })
        }
        Err(code) => code,
    }
}

/// What is no name is answered by us, the rest by the registry, in the order of the question.
fn lines_of(
    names: &[CheckName],
    answers: Result<Vec<Option<Refusal>>, Incident>,
    voice: &mut Voice<'_>,
) -> Result<Vec<(String, Option<String>)>, ResultCode> {
    let mut answers = answers
        .map_err(|incident| voice.failed(&incident))?
        .into_iter();
    let words = voice.words();
    // 32 characters are too few for the sentence of a refusal; the code's message fits.
    let short = |refusal: &Refusal| words.result(code_of(refusal).number());
    let line = |name: &CheckName| {
        let obstacle = match name.parsed {
            Ok(_) => answers.next().flatten().as_ref().map(short),
            Err(why) => Some(reason_of_bad_name(why).to_owned()),
        };
        (name.text.clone(), obstacle)
    };
    Ok(names.iter().map(line).collect())
}

/// Answers what is known of an object.
pub(crate) async fn info(
    registry: &Registry,
    session: &LoggedIn,
    info: &Info,
    (process_id, beside): (Option<&str>, &Beside),
    voice: &mut Voice<'_>,
) -> ResultCode {
    match info {
        Info::Domain(asked) => {
            domain_info(registry, session, asked, (process_id, beside), voice).await
        }
        Info::Contact(asked) => {
            let code = asked.auth_info.as_ref();
            match registry
                .contact_info(&session.visitor, &asked.handle, code)
                .await
            {
                Ok(found) => contact_shown(&found, voice),
                Err(error) => voice.error(&error),
            }
        }
        Info::Host(name) => match registry.host_info(&session.visitor, name).await {
            Ok(found) => {
                let times = Times::of(&found.host.ttls, beside.ttl_wanted, None);
                let shown = host::info::Shown {
                    host: &found.host,
                    statuses: found.statuses,
                    suffix: &found.suffix,
                };
                let organisations = Told::Organisations(&found.organisations);
                times.tell(|told| {
                    voice.data_told(Data::HostInfo(shown), &[told, &[organisations]].concat())
                })
            }
            Err(error) => voice.error(&error),
        },
        Info::Organisation(id) => match registry.organisation_info(&session.visitor, id).await {
            Ok(found) => organisation_shown(&found, voice),
            Err(error) => voice.error(&error),
        },
        Info::Maintenance(asked) => maintenance::info(registry, session, asked, voice).await,
        Info::Balance => balance(registry, session, voice).await,
    }
}

fn contact_shown(found: &ContactInfo, voice: &mut Voice<'_>) -> ResultCode {
    let shown = contact::info::Shown {
        contact: &found.contact,
        statuses: found.statuses,
        suffix: &found.suffix,
    };
    let email = second(found.contact.additional_email.as_ref());
    let mut told = vec![Told::Organisations(&found.organisations)];
    told.extend(email.iter().map(Told::Email));
    voice.data_told(Data::ContactInfo(shown), &told)
}

fn organisation_shown(found: &OrganisationInfo, voice: &mut Voice<'_>) -> ResultCode {
    let shown = organisation::Shown {
        organisation: &found.organisation,
        roles: &found.roles,
        statuses: &found.statuses,
        suffix: &found.suffix,
    };
    let email = second(found.organisation.reached.additional_email.as_ref());
    let told: Vec<Told<'_>> = email.iter().map(Told::Email).collect();
    voice.data_told(Data::OrganisationInfo(shown), &told)
}

/// A second e-mail address, if there is one (RFC 9873).
fn second(address: Option<&String>) -> Option<AdditionalEmail> {
    address.map(|address| AdditionalEmail { address: Some(address.clone()), rank: Rank::Alternate })
}

/// What there is to spend (Verisign's mapping).
async fn balance(registry: &Registry, session: &LoggedIn, voice: &mut Voice<'_>) -> ResultCode {
    match registry.account(&session.visitor).await {
        Ok(account) => {
            let threshold = account.low_balance.map_or(0, |least| least.minor);
            voice.data(Data::Balance(foral_epp_wire::balance::Shown {
                credit_limit: Decimal::from_minor(account.credit_limit.minor),
                balance: Decimal::from_minor(account.balance.minor),
                available: Decimal::from_minor(account.available().minor),
                threshold: Threshold::Fixed(Decimal::from_minor(threshold)),
            }))
        }
        Err(error) => voice.error(&error),
    }
}

async fn domain_info(
    registry: &Registry,
    session: &LoggedIn,
    asked: &DomainInfo,
    (process_id, beside): (Option<&str>, &Beside),
    voice: &mut Voice<'_>,
) -> ResultCode {
    let launch = launch::asked(beside);
    if let Some(launch) = launch.filter(|launch| launch.application.is_some()) {
        let times = beside.ttl_wanted;
        return launch::application(registry, session, (asked, launch), times, voice).await;
    }
    let code = asked.auth_info.as_ref();
    let found = registry
        .domain_info(&session.visitor, &asked.name, code, process_id)
        .await;
    match found {
        Ok(found) => {
            let launched = match launch {
                Some(launch) => launch::of_registration(registry, &found, launch)
                    .await
                    .map(Some),
                None => Ok(None),
            };
            let launched = match launched {
                Ok(launched) => launched,
                Err(error) => return voice.error(&error),
            };
            let zone = registry.zone(&found.domain.zone);
            let lang = voice.lang.tag();
            let picture = Picture::of(&found, zone.as_deref(), beside.ttl_wanted);
            let picture = picture.launched(launched.as_ref());
            picture.tell(lang, asked.hosts, |data, told| voice.data_told(data, told))
        }
        Err(error) => voice.error(&error),
    }
}

/// Answers how the latest transfer of an object stands.
pub(crate) async fn transfer(
    registry: &Registry,
    session: &LoggedIn,
    query: &TransferQuery,
    process_id: Option<&str>,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let asker = &session.visitor;
    match query {
        TransferQuery::Domain { name, auth_info } => {
            let code = auth_info.as_ref();
            let found = registry
                .domain_transfer_query(asker, name, code, process_id)
                .await;
            match found {
                Ok(TransferInfo { transfer, fee, .. }) => {
                    let fee = fee.map(|fee| Account::waiting(fee.charge, fee.grace_days));
                    let shown = fee.as_ref().map(|fee| Told::Charged(fee.shown()));
                    let data = Data::DomainTransfer { name, transfer: &transfer };
                    voice.data_told(data, shown.as_slice())
                }
                Err(error) => voice.error(&error),
            }
        }
        TransferQuery::Contact { handle, auth_info } => {
            let code = auth_info.as_ref();
            let found = registry.contact_transfer_query(asker, handle, code).await;
            match found {
                Ok(TransferInfo { transfer, .. }) => {
                    voice.data(Data::ContactTransfer { handle, transfer: &transfer })
                }
                Err(error) => voice.error(&error),
            }
        }
    }
}
