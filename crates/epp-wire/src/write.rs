//! From a command to a frame's octets: the client's half, for tests and measurements.

use foral_model::command::{Command, TransferStep};

use crate::command::{Body, Envelope, Info, TransferQuery};
use crate::ext::{Block, ptdomain};
use crate::xml::Xml;
use crate::{balance, check, contact, domain, host, login, maintenance, organisation, poll};

/// A command that only other doors know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoWireForm;

/// Appends `hello`.
pub fn write_hello(out: &mut Vec<u8>) {
    let mut xml = Xml::frame(out);
    xml.empty("hello");
    xml.finish();
}

/// Appends a command's frame. Extensions follow from what the command says.
///
/// # Errors
/// [`NoWireForm`] if EPP has no such command; nothing is appended then.
pub fn write_command(out: &mut Vec<u8>, envelope: &Envelope) -> Result<(), NoWireForm> {
    if !has_wire_form(&envelope.body) {
        return Err(NoWireForm);
    }
    let mut xml = Xml::frame(out);
    xml.open("command");
    write_body(&mut xml, envelope);
    write_extensions(&mut xml, envelope);
    xml.optional("clTRID", envelope.client_trid.as_deref());
    xml.close("command");
    xml.finish();
    Ok(())
}

const fn has_wire_form(body: &Body) -> bool {
    !matches!(body, Body::Do(_))
        || matches!(body, Body::Do(Command::PollAck(_)))
        || body.object().is_some()
}

fn write_body(xml: &mut Xml<'_>, envelope: &Envelope) {
    match &envelope.body {
        Body::Login(login) => login::write(xml, login, envelope.beside.security.as_ref()),
        Body::Logout => xml.empty("logout"),
        Body::PollRequest => poll::write_request(xml),
        Body::PollAck(message) => poll::write_ack(xml, message.as_deref()),
        Body::Check(check) => check::write(xml, check),
        Body::Info(Info::Domain(info)) => domain::info::write(xml, info),
        Body::Info(Info::Contact(info)) => contact::info::write(xml, info),
        Body::Info(Info::Host(name)) => host::info::write(xml, name),
        Body::Info(Info::Organisation(id)) => organisation::write_id(xml, "info", id),
        Body::Info(Info::Maintenance(asked)) => maintenance::write(xml, asked),
        Body::Info(Info::Balance) => balance::write(xml),
        Body::TransferQuery(TransferQuery::Domain { name, auth_info }) => {
            domain::transfer::write_query(xml, name, auth_info.as_ref());
        }
        Body::TransferQuery(TransferQuery::Contact { handle, auth_info }) => {
            contact::transfer::write_query(xml, handle, auth_info.as_ref());
        }
        Body::Do(command) => write_change(xml, command, envelope.wanted_id.as_deref()),
    }
}

fn write_change(xml: &mut Xml<'_>, command: &Command, wanted_id: Option<&str>) {
    match command {
        Command::ContactCreate(create) => contact::create::write(xml, create, wanted_id),
        Command::ContactUpdate(update) => contact::update::write(xml, update),
        Command::ContactDelete(handle) => contact::delete::write(xml, handle),
        Command::ContactTransfer(transfer) => contact::transfer::write(xml, transfer),
        Command::DomainCreate(create) => domain::create::write(xml, create),
        Command::DomainUpdate(update) => domain::update::write(xml, update),
        Command::DomainDelete(delete) => domain::delete::write(xml, delete),
        Command::DomainRenew(renew) => domain::renew::write(xml, renew),
        Command::DomainTransfer(transfer) => domain::transfer::write(xml, transfer),
        Command::HostCreate(create) => host::create::write(xml, create),
        Command::HostUpdate(update) => host::update::write(xml, update),
        Command::HostDelete(name) => host::delete::write(xml, name),
        Command::OrganisationCreate(create) => organisation::create::write(xml, create),
        Command::OrganisationUpdate(update) => organisation::update::write(xml, update),
        Command::OrganisationDelete(id) => organisation::write_id(xml, "delete", id),
        Command::PollAck(id) => poll::write_ack(xml, Some(&id.0.to_string())),
        // `has_wire_form` has sent these away.
        _ => {}
    }
}

fn write_extensions(xml: &mut Xml<'_>, envelope: &Envelope) {
    let verb = verb_of(&envelope.body);
    let mut block = Block::new(xml);
    match &envelope.body {
        Body::Do(Command::ContactCreate(create)) => {
            contact::create::write_extensions(&mut block, create);
        }
        Body::Do(Command::ContactUpdate(update)) => {
            contact::update::write_extensions(&mut block, update);
        }
        Body::Do(Command::DomainCreate(create)) => {
            domain::create::write_extensions(&mut block, create);
        }
        Body::Do(Command::DomainUpdate(update)) => {
            domain::update::write_extensions(&mut block, update);
        }
        Body::Do(Command::DomainRenew(renew)) => {
            domain::renew::write_extensions(&mut block, renew);
        }
        Body::Do(Command::DomainTransfer(transfer)) => {
            domain::transfer::write_extensions(&mut block, transfer);
        }
        Body::Do(Command::DomainDelete(_))
        | Body::Info(Info::Domain(_))
        | Body::TransferQuery(TransferQuery::Domain { .. }) => {
            if let Some(id) = &envelope.process_id {
                ptdomain::write_process_id(block.inside(), verb, id);
            }
        }
        _ => {}
    }
    envelope.beside.write(&mut block, verb, &envelope.body);
    block.finish();
}

/// The verb under which extensions of a command are written.
const fn verb_of(body: &Body) -> &'static str {
    match body {
        Body::Login(_) => "login",
        Body::Logout => "logout",
        Body::PollRequest | Body::PollAck(_) | Body::Do(Command::PollAck(_)) => "poll",
        Body::Check(_) => "check",
        Body::Info(_) => "info",
        Body::TransferQuery(_)
        | Body::Do(Command::DomainTransfer(_) | Command::ContactTransfer(_)) => "transfer",
        Body::Do(Command::DomainRenew(_)) => "renew",
        Body::Do(
            Command::DomainDelete(_)
            | Command::ContactDelete(_)
            | Command::HostDelete(_)
            | Command::OrganisationDelete(_),
        ) => "delete",
        Body::Do(
            Command::DomainCreate(_)
            | Command::ContactCreate(_)
            | Command::HostCreate(_)
            | Command::OrganisationCreate(_),
        ) => "create",
        Body::Do(_) => "update",
    }
}

/// The attribute of a transfer's step.
pub(crate) const fn op_of(step: TransferStep) -> &'static str {
    match step {
        TransferStep::Request => "request",
        TransferStep::Approve => "approve",
        TransferStep::Reject => "reject",
        TransferStep::Cancel => "cancel",
    }
}
