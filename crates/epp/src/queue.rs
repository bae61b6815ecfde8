//! The queue of messages (RFC 5730, section 2.9.2.3).

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::HostFilter;
use foral_epp_wire::ext::change_poll::{Change, Operation, State};
use foral_epp_wire::namespace::Extension;
use foral_epp_wire::reply::{Data, PendingResult, Queue, TransactionIds};
use foral_epp_wire::told::Told;
use foral_model::actor::Reference;
use foral_model::command::Verdict;
use foral_model::launch::application::{ApplicationNotice, ApplicationState};
use foral_model::name::DomainName;
use foral_model::poll::{Notice, PollMessage};
use foral_registry::Registry;
use foral_words::Clocks;

use crate::launched::Launched;
use crate::login::LoggedIn;
use crate::maintenance;
use crate::picture::Picture;
use crate::reply::Voice;

/// Answers with the head of the queue.
pub(crate) async fn poll(
    registry: &Registry,
    session: &LoggedIn,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let queue = match registry.queue(&session.visitor).await {
        Ok(queue) => queue,
        Err(incident) => return voice.failed(&incident),
    };
    let Some(message) = queue.first else { return voice.code(ResultCode::NoMessages) };
    // A message about a name goes by the clocks of its zone, whichever others the endpoint serves.
    let zone = subject_of(&message.notice).and_then(|name| registry.zone_of(name));
    let words = match &zone {
        Some(zone) => voice.words().by(Clocks::of(&zone.time_zone)),
        None => voice.words(),
    };
    let words = words.notice(&message.notice);
    // The head is there, whatever a count of another instant says.
    let count = u64::try_from(queue.count).unwrap_or(0).max(1);
    let head = Queue { count, id: message.id.0, message: Some((message.at, &words)) };
    // The registry of these notices has no command to refer to: its own reference stands in.
    let reference = format!("notice-{}", message.id.0);
    if let Some((name, operation)) = change_of(&message.notice)
        && shows_changes(session)
        && let Ok(found) = registry
            .domain_info(&session.visitor, name, None, None)
            .await
    {
        let zone = registry.zone(&found.domain.zone);
        let picture = Picture::of(&found, zone.as_deref(), None);
        let change = Change {
            state: State::After,
            operation,
            detail: None,
            at: message.at,
            server_trid: &reference,
            who: "registry",
            case: None,
            reason: None,
        };
        let lang = voice.lang.tag();
        return picture.tell(lang, HostFilter::All, |data, told| {
            let told: Vec<Told<'_>> = told.iter().copied().chain([Told::Change(change)]).collect();
            voice.queue(ResultCode::Message, head, Some(data), &told)
        });
    }
    if let Notice::Maintenance { occasion, maintenance } = &message.notice {
        return maintenance::tell(maintenance, Some(*occasion), |data| {
            voice.queue(ResultCode::Message, head, Some(data), &[])
        });
    }
    if let Notice::Application(notice) = &message.notice {
        return applied(registry, notice, head, voice).await;
    }
    voice.queue(ResultCode::Message, head, data_of(&message, &reference), &[])
}

/// Tells how an application stands: with the domain that it asks for while it waits, and with what
/// became of its command at its end (RFC 8334, section 2.5).
async fn applied(
    registry: &Registry,
    notice: &ApplicationNotice,
    head: Queue<'_>,
    voice: &mut Voice<'_>,
) -> ResultCode {
    let lang = voice.lang.tag();
    let launched = Launched::told(notice);
    let result = match notice.standing.state {
        ApplicationState::Allocated => Some(PendingResult::Done),
        ApplicationState::Rejected => Some(PendingResult::Refused),
        _ => None,
    };
    if let Some(result) = result {
        let Reference { client, server } = &notice.reference;
        let ids = TransactionIds { client: client.as_deref(), server };
        let (name, at) = (&notice.name, notice.standing.since);
        let data = Data::DomainPending { name, result, ids, at };
        let told = [Told::Launch(launched.shown(lang))];
        return voice.queue(ResultCode::Message, head, Some(data), &told);
    }
    match registry.applied_for(&notice.id).await {
        Ok(Some(found)) => {
            let zone = registry.zone(&found.domain.zone);
            let picture = Picture::of(&found, zone.as_deref(), None);
            picture
                .launched(Some(&launched))
                .tell(lang, HostFilter::All, |data, told| {
                    voice.queue(ResultCode::Message, head, Some(data), told)
                })
        }
        Ok(None) => {
            let told = [Told::Launch(launched.shown(lang))];
            voice.queue(ResultCode::Message, head, None, &told)
        }
        Err(incident) => voice.failed(&incident),
    }
}

/// The domain that a message is about.
fn subject_of(notice: &Notice) -> Option<&DomainName> {
    match notice {
        Notice::DomainTransferred { name, .. }
        | Notice::CodeCreated { name, .. }
        | Notice::CodeRevoked { name }
        | Notice::AutoRenewed { name, .. }
        | Notice::Expired { name, .. }
        | Notice::PendingDelete { name, .. }
        | Notice::Purged { name, .. }
        | Notice::Redemption { name, .. }
        | Notice::RestoreLapsed { name, .. }
        | Notice::UpdateDecided { name, .. }
        | Notice::DelegationHeld { name, .. }
        | Notice::DelegationReleased { name }
        | Notice::ChangedByRegistry { name, .. } => Some(name),
        Notice::Application(told) => Some(&told.name),
        Notice::ContactTransferred { .. }
        | Notice::Maintenance { .. }
        | Notice::LowBalance { .. } => None,
    }
}

/// Whether the client takes changes: as what they are, or as what it does not know (RFC 9038).
fn shows_changes(session: &LoggedIn) -> bool {
    let announced = |extension| session.extensions.contains(&extension);
    announced(Extension::ChangePoll) || announced(Extension::UnhandledNamespaces)
}

/// What the registry changed of a domain that is still there (RFC 8590, section 2.1).
const fn change_of(notice: &Notice) -> Option<(&DomainName, Operation)> {
    match notice {
        Notice::AutoRenewed { name, .. } => Some((name, Operation::AutoRenew)),
        Notice::ChangedByRegistry { name, .. }
        | Notice::DelegationHeld { name, .. }
        | Notice::DelegationReleased { name }
        | Notice::Expired { name, .. } => Some((name, Operation::Update)),
        Notice::Redemption { name, .. }
        | Notice::RestoreLapsed { name, .. }
        | Notice::PendingDelete { name, .. } => Some((name, Operation::AutoDelete)),
        _ => None,
    }
}

/// The references of the command that a notice tells the end of; the notice's own number where no
/// command began it.
fn ids_of<'m>(command: Option<&'m Reference>, notice: &'m str) -> TransactionIds<'m> {
    match command {
        Some(Reference { client, server }) => TransactionIds { client: client.as_deref(), server },
        None => TransactionIds { client: None, server: notice },
    }
}

/// The data of a notice, if it has any.
fn data_of<'m>(message: &'m PollMessage, reference: &'m str) -> Option<Data<'m>> {
    match &message.notice {
        Notice::DomainTransferred { name, transfer } => {
            Some(Data::DomainTransfer { name, transfer })
        }
        Notice::ContactTransferred { handle, transfer } => {
            Some(Data::ContactTransfer { handle, transfer })
        }
        Notice::Purged { name, at, reference: command, .. } => {
            let (result, ids) = (PendingResult::Done, ids_of(command.as_ref(), reference));
            Some(Data::DomainPending { name, result, ids, at: *at })
        }
        Notice::UpdateDecided { name, verdict, at, reference: command, .. } => {
            let ids = ids_of(command.as_ref(), reference);
            let result = match verdict {
                Verdict::Agree => PendingResult::Done,
                Verdict::Refuse => PendingResult::Refused,
            };
            Some(Data::DomainPending { name, result, ids, at: *at })
        }
        _ => None,
    }
}
