//! From a command to a frame's octets: the client's half, for tests and measurements.

use foral_model::command::{Command, TransferStep};

use crate::command::{Body, Check, Envelope, Info, TransferQuery};
use crate::xml::Xml;
use crate::{check, contact, domain, host, login, poll};

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
    let process_id = envelope.process_id.as_deref();
    match &envelope.body {
        Body::Login(login) => login::write(xml, login),
        Body::Logout => xml.empty("logout"),
        Body::PollRequest => poll::write_request(xml),
        Body::PollAck(message) => poll::write_ack(xml, message.as_deref()),
        Body::Check(check @ (Check::Domain(_) | Check::Host(_) | Check::Contact(_))) => {
            check::write(xml, check);
        }
        Body::Info(Info::Domain(info)) => domain::info::write(xml, info, process_id),
        Body::Info(Info::Contact(info)) => contact::info::write(xml, info),
        Body::Info(Info::Host(name)) => host::info::write(xml, name),
        Body::TransferQuery(TransferQuery::Domain { name, auth_info }) => {
            domain::transfer::write_query(xml, name, auth_info.as_ref(), process_id);
        }
        Body::TransferQuery(TransferQuery::Contact { handle, auth_info }) => {
            contact::transfer::write_query(xml, handle, auth_info.as_ref());
        }
        Body::Do(command) => write_change(xml, command, process_id),
    }
}

fn write_change(xml: &mut Xml<'_>, command: &Command, process_id: Option<&str>) {
    match command {
        Command::ContactCreate(create) => contact::create::write(xml, create),
        Command::ContactUpdate(update) => contact::update::write(xml, update),
        Command::ContactDelete(handle) => contact::delete::write(xml, handle),
        Command::ContactTransfer(transfer) => contact::transfer::write(xml, transfer),
        Command::DomainCreate(create) => domain::create::write(xml, create),
        Command::DomainUpdate(update) => domain::update::write(xml, update),
        Command::DomainDelete(name) => domain::delete::write(xml, name, process_id),
        Command::DomainRenew(renew) => domain::renew::write(xml, renew),
        Command::DomainTransfer(transfer) => domain::transfer::write(xml, transfer),
        Command::HostCreate(create) => host::create::write(xml, create),
        Command::HostUpdate(update) => host::update::write(xml, update),
        Command::HostDelete(name) => host::delete::write(xml, name),
        Command::PollAck(id) => poll::write_ack(xml, Some(&id.0.to_string())),
        // `has_wire_form` has sent these away.
        _ => {}
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
