//! What one endpoint offers: the objects and extensions that the zones behind it use.

use foral_epp_wire::command::Envelope;
use foral_epp_wire::namespace::{Extension, Object};
use foral_model::extension::{self, Extensions};
use foral_model::repository::Scope;
use foral_registry::Registry;
use foral_words::Clocks;

/// What greeting, login and reading go by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Offer {
    /// Object services.
    pub(crate) objects: Vec<Object>,
    /// Extensions.
    pub(crate) extensions: Vec<Extension>,
    /// The clocks of the first zone, which what is about no zone goes by.
    pub(crate) clocks: Clocks,
}

impl Offer {
    /// What the zones of a scope offer between them.
    pub(crate) fn of(registry: &Registry, scope: Option<&Scope>) -> Self {
        let zones = registry.zones();
        let served = zones
            .iter()
            .filter(|zone| scope.is_none_or(|scope| scope.serves(zone)));
        let first = served.clone().next();
        let clocks = first.map(|zone| Clocks::of(&zone.time_zone));
        let all = served.fold(Extensions::NONE, |all, zone| all.or(zone.extensions));
        let mut objects = Object::CORE.to_vec();
        if all.has(extension::Extension::OrgLinks) {
            objects.push(Object::Organisation);
        }
        if all.has(extension::Extension::Maintenance) {
            objects.push(Object::Maintenance);
        }
        if all.has(extension::Extension::Balance) {
            objects.push(Object::Balance);
        }
        let mut extensions: Vec<Extension> = all.iter().filter_map(on_the_wire).collect();
        extensions.sort_unstable();
        Self { objects, extensions, clocks: clocks.unwrap_or_default() }
    }
}

/// The extensions that a command uses, in the words of a zone's policy.
pub(crate) fn uses(envelope: &Envelope) -> Extensions {
    let used = envelope.extensions.iter();
    used.filter_map(|used| {
        extension::Extension::ALL
            .iter()
            .copied()
            .find(|known| on_the_wire(*known) == Some(*used))
    })
    .collect()
}

/// The namespace of an extension, if there is one that this server speaks.
const fn on_the_wire(known: extension::Extension) -> Option<Extension> {
    use extension::Extension as Known;
    Some(match known {
        Known::SecDns => Extension::SecDns,
        Known::Rgp => Extension::Rgp,
        Known::Fee => Extension::Fee,
        Known::Launch => Extension::Launch,
        Known::AllocationToken => Extension::AllocationToken,
        Known::ChangePoll => Extension::ChangePoll,
        Known::LoginSec => Extension::LoginSec,
        Known::SecureAuthInfo => Extension::SecureAuthInfo,
        Known::UnhandledNamespaces => Extension::UnhandledNamespaces,
        Known::Ttl => Extension::Ttl,
        Known::Idn => Extension::Idn,
        Known::OrgLinks => Extension::OrgExt,
        Known::AdditionalEmail => Extension::AddlEmail,
        Known::PtDomain => Extension::PtDomain,
        Known::PtContact => Extension::PtContact,
        Known::PtNis2 => Extension::PtNis2,
        Known::DryRun => Extension::DryRun,
        Known::Retry => Extension::Retry,
        // Balances and maintenances are objects.
        Known::Balance | Known::Maintenance => return None,
    })
}
