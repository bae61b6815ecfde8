//! Domains (RFC 5731): one file per verb.

pub mod check;
pub mod child;
pub mod create;
pub mod delete;
pub mod inspection;
pub mod renew;
pub mod restore;
mod standing;
pub mod transfer;
pub mod update;

use foral_model::command::NationalChange;
use foral_model::domain::{Domain, National};
use foral_model::journal::{Deed, Event, Subject};

/// A line of a domain's history, at the time of the commit.
pub(crate) fn event(domain: &Domain, deed: Deed) -> Event {
    Event { subject: Subject::Domain(domain.id, domain.name.clone()), deed, at: None, billed: None }
}

/// Whether a command changes the extension's data, or only says which process it is about.
pub(crate) fn changes_anything(said: &NationalChange) -> bool {
    let process_id = said.process_id.clone();
    *said != NationalChange { process_id, ..NationalChange::default() }
}

/// What the extension's data is after a command said something about it.
pub(crate) fn national_after(mut kept: National, said: &NationalChange) -> National {
    kept.auto_renew = said.auto_renew.unwrap_or(kept.auto_renew);
    kept.arbitration = said.arbitration.unwrap_or(kept.arbitration);
    kept.owner_confidential = said.owner_confidential.or(kept.owner_confidential);
    kept.legitimacy = said.legitimacy.clone().or(kept.legitimacy);
    kept.registration_basis = said.registration_basis.clone().or(kept.registration_basis);
    kept
}
