//! Commands that change nothing: check, info, transfer query, poll (RFC 5730, section 2.9.2).

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::{Check, CheckName, DomainInfo, Info, TransferQuery};
use foral_epp_wire::namespace::Object;
use foral_epp_wire::reply::{Data, PendingResult, Queue, TransactionIds};
use foral_epp_wire::{contact, domain, host, reason_of_bad_name};
use foral_model::name::DomainName;
use foral_model::poll::{Notice, PollMessage};
use foral_model::refusal::Refusal;
use foral_registry::Registry;
use foral_registry::error::Incident;
use foral_registry::view::{Sight, TransferInfo};

use crate::login::LoggedIn;
use crate::reply::{Voice, code_of};

/// Objects of one check, at most.
const CHECK_MAX: usize = 50;

/// Answers whether objects can be created.
pub(crate) async fn check(
    registry: &Registry,
    session: &LoggedIn,
    check: &Check,
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
        Check::Domain(names) => {
            let answers = registry
                .domains_check(&session.registrar, &parsed(names))
                .await;
            names_checked(Object::Domain, names, answers, voice)
        }
        Check::Host(names) => {
            let answers = registry.hosts_check(&parsed(names)).await;
            names_checked(Object::Host, names, answers, voice)
        }
        Check::Contact(handles) => match registry.contacts_check(handles).await {
            Ok(free) => {
                let taken = voice.words().result(ResultCode::Exists.number());
                let asked = handles.iter().cloned().zip(free);
                let lines: Vec<_> = asked
                    .map(|(asked, free)| (asked, (!free).then(|| taken.clone())))
                    .collect();
                voice.checked(Object::Contact, &lines)
            }
            Err(incident) => voice.failed(&incident),
        },
        Check::Organisation(_) => not_offered(Object::Organisation, voice),
    }
}

/// The endpoint does not offer this service, so reading has refused it before.
fn not_offered(object: Object, voice: &mut Voice<'_>) -> ResultCode {
    voice.fault(ResultCode::ObjectService, "objURI", object.uri(), "no such object service")
}

/// The names among what was typed.
fn parsed(names: &[CheckName]) -> Vec<DomainName> {
    names
        .iter()
        .filter_map(|name| name.parsed.clone().ok())
        .collect()
}

/// What is no name is answered by us, the rest by the registry, in the order of the question.
fn names_checked(
    object: Object,
    names: &[CheckName],
    answers: Result<Vec<Option<Refusal>>, Incident>,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let mut answers = match answers {
        Ok(answers) => answers.into_iter(),
        Err(incident) => return voice.failed(&incident),
    };
    let words = voice.words();
    // 32 characters are too few for the sentence of a refusal; the code's message fits.
    let short = |refusal: &Refusal| words.result(code_of(refusal).number());
    let lines: Vec<_> = names
        .iter()
        .map(|name| {
            let obstacle = match name.parsed {
                Ok(_) => answers.next().flatten().as_ref().map(short),
                Err(why) => Some(reason_of_bad_name(why).to_owned()),
            };
            (name.text.clone(), obstacle)
        })
        .collect();
    voice.checked(object, &lines)
}

/// Answers what is known of an object.
pub(crate) async fn info(
    registry: &Registry,
    session: &LoggedIn,
    info: &Info,
    process_id: Option<&str>,
    voice: &mut Voice<'_>,
) -> ResultCode {
    match info {
        Info::Domain(asked) => domain_info(registry, session, asked, process_id, voice).await,
        Info::Contact(asked) => {
            let code = asked.auth_info.as_ref();
            match registry
                .contact_info(&session.registrar, &asked.handle, code)
                .await
            {
                Ok(found) => voice.data(Data::ContactInfo(contact::info::Shown {
                    contact: &found.contact,
                    statuses: found.statuses,
                    suffix: &found.suffix,
                })),
                Err(error) => voice.error(&error),
            }
        }
        Info::Host(name) => match registry.host_info(name).await {
            Ok(found) => voice.data(Data::HostInfo(host::info::Shown {
                host: &found.host,
                statuses: found.statuses,
                suffix: &found.suffix,
            })),
            Err(error) => voice.error(&error),
        },
        Info::Organisation(_) => not_offered(Object::Organisation, voice),
        Info::Maintenance(_) => not_offered(Object::Maintenance, voice),
        Info::Balance => not_offered(Object::Balance, voice),
    }
}

async fn domain_info(
    registry: &Registry,
    session: &LoggedIn,
    asked: &DomainInfo,
    process_id: Option<&str>,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let code = asked.auth_info.as_ref();
    let found = registry
        .domain_info(&session.registrar, &asked.name, code, process_id)
        .await;
    match found {
        Ok(found) => voice.data(Data::DomainInfo(domain::info::Shown {
            domain: &found.domain,
            statuses: found.statuses,
            hosts: &found.hosts,
            suffix: &found.suffix,
            filter: asked.hosts,
            view: match found.sight {
                Sight::Full => domain::info::View::Full,
                Sight::Limited => domain::info::View::Limited,
            },
            signers: domain::info::Signers::Shown,
            national: domain::info::NationalData::Shown,
        })),
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
    let asker = &session.registrar;
    match query {
        TransferQuery::Domain { name, auth_info } => {
            let code = auth_info.as_ref();
            let found = registry
                .domain_transfer_query(asker, name, code, process_id)
                .await;
            match found {
                Ok(TransferInfo { transfer, .. }) => {
                    voice.data(Data::DomainTransfer { name, transfer: &transfer })
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

/// Answers with the head of the queue (RFC 5730, section 2.9.2.3).
pub(crate) async fn poll(
    registry: &Registry,
    session: &LoggedIn,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let queue = match registry.queue(&session.registrar).await {
        Ok(queue) => queue,
        Err(incident) => return voice.failed(&incident),
    };
    let Some(message) = queue.first else { return voice.code(ResultCode::NoMessages) };
    let words = voice.words().notice(&message.notice);
    // The head is there, whatever a count of another instant says.
    let count = u64::try_from(queue.count).unwrap_or(0).max(1);
    let head = Queue { count, id: message.id.0, message: Some((message.at, &words)) };
    // The registry of these notices has no command to refer to: its own reference stands in.
    let reference = format!("notice-{}", message.id.0);
    voice.queue(ResultCode::Message, head, data_of(&message, session, &reference))
}

/// The data of a notice, if it has any in a namespace that the session announced.
fn data_of<'m>(
    message: &'m PollMessage,
    session: &LoggedIn,
    reference: &'m str,
) -> Option<Data<'m>> {
    let (object, data) = match &message.notice {
        Notice::DomainTransferred { name, transfer } => {
            (Object::Domain, Data::DomainTransfer { name, transfer })
        }
        Notice::ContactTransferred { handle, transfer } => {
            (Object::Contact, Data::ContactTransfer { handle, transfer })
        }
        Notice::Purged { name, at, .. } => {
            let ids = TransactionIds { client: None, server: reference };
            let result = PendingResult::Done;
            (Object::Domain, Data::DomainPending { name, result, ids, at: *at })
        }
        Notice::CodeCreated { .. }
        | Notice::CodeRevoked { .. }
        | Notice::AutoRenewed { .. }
        | Notice::Expired { .. }
        | Notice::PendingDelete { .. }
        | Notice::ChangedByRegistry { .. }
        | Notice::LowBalance { .. } => return None,
    };
    session.objects.contains(&object).then_some(data)
}
