//! The rules that most commands about an existing domain stand on, each written once for all of
//! their tables.

use foral_model::command::{
    DomainDelete, DomainRenew, DomainRestore, DomainTransfer, DomainUpdate, NationalChange, Terms,
};
use foral_model::name::DomainName;
use foral_model::registrar::Registrar;

use super::transfer::PROHIBITIONS;
use super::{delete, renew, restore, transfer, update};
use crate::case::{self, Case};
use crate::rule::Rule;
use crate::terms;

/// A registrar's command about a domain that exists.
pub(crate) trait Names {
    /// The domain that it names.
    fn name(&self) -> &DomainName;
    /// What it says of extensions and fees.
    fn terms(&self) -> &Terms;
    /// What it says in the national extension, if it can and does.
    fn national(&self) -> Option<&NationalChange>;
}

/// The facts that such a command is judged by.
pub(crate) trait Stands {
    /// Who asks.
    fn registrar(&self) -> &Registrar;
    /// The domain, if it is there.
    fn case(&self) -> Option<&Case>;
}

/// Refuses a suspended account.
pub(crate) const fn registrar_may_work<C, F: Stands>() -> Rule<C, F> {
    Rule { name: "the registrar may work", check: |_, f, _| case::is_active(f.registrar()) }
}

/// Refuses a domain that is not there.
pub(crate) const fn domain_exists<C: Names, F: Stands>() -> Rule<C, F> {
    Rule { name: "the domain exists", check: |c, f, _| case::known(f.case(), c.name()).map(|_| ()) }
}

/// Refuses another registrar's domain.
pub(crate) const fn registrar_sponsors_it<C, F: Stands>() -> Rule<C, F> {
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| {
            let asker = &f.registrar().id;
            case::on(f.case(), |case| case::is_sponsored_by(&case.domain, asker))
        },
    }
}

/// Refuses extensions that the domain's own zone does not offer, and a process ID that is another's.
pub(crate) const fn extensions_are_offered<C: Names, F: Stands>() -> Rule<C, F> {
    Rule {
        name: "the extensions are offered in this zone, and fit",
        check: |c, f, _| {
            case::on(f.case(), |case| {
                terms::offers(&case.zone, c.terms().uses)?;
                case::national_fits(c.national(), case)
            })
        },
    }
}

/// Refuses what is on its way out.
pub(crate) const fn is_not_leaving<C, F: Stands>() -> Rule<C, F> {
    Rule {
        name: "it is not leaving",
        check: |_, f, _| case::on(f.case(), |case| case::is_not_leaving(&case.domain)),
    }
}

/// Refuses what a dispute freezes.
pub(crate) const fn no_dispute_freezes_it<C, F: Stands>() -> Rule<C, F> {
    Rule {
        name: "no dispute freezes it",
        check: |_, f, _| case::on(f.case(), |case| case::is_not_disputed(&case.domain)),
    }
}

/// Refuses while a transfer or a change of holder waits.
pub(crate) const fn nothing_waits<C, F: Stands>() -> Rule<C, F> {
    Rule {
        name: "nothing waits for an answer",
        check: |_, f, _| case::on(f.case(), |case| case::nothing_waits(&case.domain)),
    }
}

/// Refuses what must not move.
pub(crate) const fn no_status_forbids_transfer<C, F: Stands>() -> Rule<C, F> {
    Rule {
        name: "no status forbids a transfer",
        check: |_, f, _| case::on(f.case(), |case| case::permits(&case.domain, PROHIBITIONS)),
    }
}

/// A command with a field for the national extension, and one without.
macro_rules! names {
    ($command:ty) => {
        names!($command, |_| None);
    };
    ($command:ty, $national:expr) => {
        impl Names for $command {
            fn name(&self) -> &DomainName {
                &self.name
            }

            fn terms(&self) -> &Terms {
                &self.terms
            }

            fn national(&self) -> Option<&NationalChange> {
                let national: fn(&Self) -> Option<&NationalChange> = $national;
                national(self)
            }
        }
    };
}

macro_rules! stands {
    ($facts:ty) => {
        impl Stands for $facts {
            fn registrar(&self) -> &Registrar {
                &self.registrar
            }

            fn case(&self) -> Option<&Case> {
                self.case.as_ref()
            }
        }
    };
}

names!(DomainDelete);
names!(DomainRestore);
names!(DomainRenew, |renew| renew.national.as_ref());
names!(DomainUpdate, |update| update.national.as_ref());
names!(DomainTransfer, |transfer| transfer.national.as_ref());
stands!(delete::Facts);
stands!(renew::Facts);
stands!(restore::Facts);
stands!(transfer::Facts);
stands!(update::Facts);
