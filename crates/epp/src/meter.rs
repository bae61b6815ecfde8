//! What sessions count, for whoever watches the registry run.

use std::sync::Arc;

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::Body;
use foral_epp_wire::namespace::Object;
use foral_model::command::{Command, TransferStep};
use foral_registry::Registry;
use foral_registry::meter::Series;

/// A connection that is open, for as long as this lives.
pub(crate) struct Open {
    registry: Arc<Registry>,
}

impl Open {
    /// One more.
    pub(crate) fn of(registry: &Arc<Registry>) -> Self {
        registry.meter().shift(connections(), 1);
        Self { registry: Arc::clone(registry) }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.registry.meter().shift(connections(), -1);
    }
}

fn connections() -> Series {
    Series::of("foral_epp_connections", [])
}

/// A command was answered.
pub(crate) fn answered(registry: &Registry, body: &Body, code: ResultCode) {
    let code = code.number().to_string();
    let object = body.object().map_or("none", Object::prefix);
    let labels = [("object", object), ("verb", verb(body)), ("code", &*code)];
    registry
        .meter()
        .count(Series::of("foral_epp_commands_total", labels));
}

/// A login was refused.
pub(crate) fn login_refused(registry: &Registry, code: ResultCode) {
    let code = code.number().to_string();
    let series = Series::of("foral_epp_logins_refused_total", [("code", &*code)]);
    registry.meter().count(series);
}

/// RFC 5730's word for a command.
const fn verb(body: &Body) -> &'static str {
    match body {
        Body::Login(_) => "login",
        Body::Logout => "logout",
        Body::PollRequest | Body::PollAck(_) | Body::Do(Command::PollAck(_)) => "poll",
        Body::Check(_) => "check",
        Body::Info(_) => "info",
        Body::TransferQuery(_) => "transfer",
        Body::Do(command) => match command {
            Command::ContactCreate(_)
            | Command::DomainCreate(_)
            | Command::HostCreate(_)
            | Command::OrganisationCreate(_) => "create",
            Command::ContactUpdate(_)
            | Command::DomainUpdate(_)
            | Command::HostUpdate(_)
            | Command::OrganisationUpdate(_) => "update",
            Command::ContactDelete(_)
            | Command::DomainDelete(_)
            | Command::HostDelete(_)
            | Command::OrganisationDelete(_) => "delete",
            Command::DomainRenew(_) => "renew",
            Command::DomainRestore(_) => "restore",
            Command::DomainTransfer(transfer) if matches!(transfer.step, TransferStep::Request) => {
                "transfer-request"
            }
            Command::ContactTransfer(_) | Command::DomainTransfer(_) => "transfer",
            _ => "other",
        },
    }
}
