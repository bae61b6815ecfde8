//! Steers a step towards something that can be done: blind steps meet nothing but refusals. Three in
//! ten are left as they are.

use super::World;
use crate::book::{Book, Contact, Domain, Life, Name};
use crate::law::LAWS;
use crate::objects::superordinate;
use crate::step::{Answer, Deed, Given, Step};

impl World {
    /// The step that is taken, and by whom: mostly one that befits the state of things.
    pub(super) fn befitting(&self, step: &Step) -> (Step, usize) {
        let mut seen: Book = self.book.clone();
        let names: Vec<Name> = seen.names.keys().copied().collect();
        for name in names {
            seen.settle(name);
        }
        let mut step = *step;
        let odd = step.who.checked_sub(7);
        if odd.is_none() {
            steer(&mut step, &seen);
        }
        if !LAWS[step.zone].hosts && needs_objects(step.deed) {
            step.deed = Deed::Tick;
        }
        (step, odd.unwrap_or_else(|| befits(&step, &seen)))
    }
}

/// Turns a step to a name that it fits, or into one that comes before it.
fn steer(step: &mut Step, seen: &Book) {
    for _ in 0..3 {
        if turn(step, seen) {
            return;
        }
        step.deed = match step.deed {
            Deed::Approve | Deed::Reject | Deed::Cancel => Deed::Request(Given::Good),
            Deed::Request(_) => Deed::SetCode,
            Deed::RestoreReport => Deed::RestoreRequest,
            Deed::RestoreRequest => Deed::Delete,
            Deed::Link { .. } if step.who.is_multiple_of(2) => Deed::Request(Given::Good),
            Deed::HolderAgrees(_)
            | Deed::HolderRefuses(_)
            | Deed::HolderCancel
            | Deed::Link { .. } => Deed::Holder(step.label % 2),
            _ => Deed::Create {
                years: 1,
                contact: 0,
                server: None,
                claim: true,
                code: true,
                token: None,
            },
        };
    }
    let _ = turn(step, seen);
}

/// Turns a step to a name that it fits; says whether there is one.
fn turn(step: &mut Step, seen: &Book) -> bool {
    if let Deed::Create { contact, server, code, token, .. } = &mut step.deed {
        *code &= LAWS[step.zone].code_days.is_some();
        let there = |place: &usize| seen.contacts.contains_key(&(step.zone, *place));
        *contact = [*contact, 0, 1, 2].into_iter().find(there).unwrap_or(0);
        *server = server.filter(|place| seen.hosts.contains_key(&(step.zone, *place)));
        *token = token.filter(|place| seen.tokens.contains_key(&(step.zone, *place)));
        let known = token.and_then(|place| seen.tokens.get(&(step.zone, place)));
        step.label = known
            .and_then(|token| token.terms.label)
            .unwrap_or(step.label);
        return true;
    }
    let fits = |name: &Name| {
        let domain = seen.names.get(name);
        domain.is_some_and(|domain| fits(step.deed, *name, domain, seen))
    };
    let here = (step.zone, step.label);
    let zones = (0..LAWS.len()).map(|more| (step.zone + more) % LAWS.len());
    let all = zones.flat_map(|zone| (0..5).map(move |label| (zone, label)));
    if !is_about_a_name(step.deed) {
        return true;
    }
    let Some((zone, label)) = std::iter::once(here).chain(all).find(fits) else { return false };
    (step.zone, step.label) = (zone, label);
    if let (None, Deed::Request(given @ Given::Good)) = (LAWS[zone].code_days, &mut step.deed) {
        *given = Given::Nothing;
    }
    if let (Some(handing), Deed::HolderAgrees(party) | Deed::HolderRefuses(party)) =
        (seen.names[&(zone, label)].handing, &mut step.deed)
    {
        *party = if handing.agreed { handing.to } else { seen.names[&(zone, label)].holder };
    }
    true
}

const fn is_about_a_name(deed: Deed) -> bool {
    !needs_objects(deed) || matches!(deed, Deed::Server { .. })
}

fn fits(deed: Deed, name: Name, domain: &Domain, seen: &Book) -> bool {
    let law = &LAWS[name.0];
    match deed {
        Deed::Approve | Deed::Reject | Deed::Cancel => domain.moving.is_some(),
        Deed::HolderAgrees(_) | Deed::HolderRefuses(_) | Deed::HolderCancel => {
            domain.handing.is_some()
        }
        Deed::Link { .. } => seen.opens(name, 0),
        Deed::RestoreRequest => matches!(domain.life, Life::Redemption(_)),
        Deed::RestoreReport => matches!(domain.life, Life::PendingRestore { .. }),
        Deed::Request(_) => {
            let opens = domain
                .code
                .is_some_and(|code| !code.used && seen.now < code.expires);
            let ready = opens || !law.code_needed;
            ready && domain.life == Life::Registered && domain.moving.is_none()
        }
        Deed::SetCode => law.code_days.is_some() && !domain.is_leaving(),
        Deed::Wish(_) => law.zone == "pt" && !domain.is_leaving(),
        Deed::Holder(_) => !domain.is_leaving(),
        Deed::Server { .. } => law.hosts && !domain.is_leaving(),
        _ => true,
    }
}

fn befits(step: &Step, seen: &Book) -> usize {
    let domain = seen.names.get(&(step.zone, step.label));
    let sponsor = domain.map_or(step.who % 3, |domain| domain.sponsor);
    let next = |who: usize| (who + 1 + step.who % 2) % 3;
    let host = |place: usize| {
        let known = seen.hosts.get(&(step.zone, place)).map(|host| host.sponsor);
        known.or_else(|| {
            seen.names
                .get(&superordinate((step.zone, place))?)
                .map(|d| d.sponsor)
        })
    };
    let contact = |place: usize| seen.contacts.get(&(step.zone, place));
    match step.deed {
        Deed::Create { token: Some(place), .. } => {
            let known = seen.tokens.get(&(step.zone, place));
            let owner = known.and_then(|token| token.terms.registrar);
            owner.unwrap_or(sponsor)
        }
        Deed::Request(_) => next(sponsor),
        Deed::Cancel => domain
            .and_then(|domain| domain.moving)
            .map_or(sponsor, |moving| moving.gaining),
        Deed::HostCreate(place) | Deed::HostDelete(place) | Deed::HostRename(place, _) => {
            host(place).unwrap_or(sponsor)
        }
        Deed::ContactDelete(place) => contact(place).map_or(sponsor, |known| known.sponsor),
        Deed::ContactRequest { contact: place, .. } => {
            contact(place).map_or(sponsor, |known| next(known.sponsor))
        }
        Deed::ContactAnswer { contact: place, answer } => {
            let asks = |known: &Contact| match answer {
                Answer::Cancel => known.moving.map_or(known.sponsor, |(gaining, _)| gaining),
                Answer::Approve | Answer::Reject => known.sponsor,
            };
            contact(place).map_or(sponsor, asks)
        }
        _ => sponsor,
    }
}

const fn needs_objects(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::HostCreate(_)
            | Deed::HostDelete(_)
            | Deed::HostRename(..)
            | Deed::Server { .. }
            | Deed::ContactCreate(_)
            | Deed::ContactDelete(_)
            | Deed::ContactRequest { .. }
            | Deed::ContactAnswer { .. }
            | Deed::TokenAdd { .. }
    )
}
