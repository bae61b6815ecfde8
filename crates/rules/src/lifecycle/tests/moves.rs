//! Whole transfers and changes of holder, to the day and the cent.

use foral_model::command::{Agent, HolderStep, TransferStep, Verdict};
use foral_model::contact::ContactRole;
use foral_model::domain::Party;
use foral_model::ledger::Account;
use foral_model::mail::Letter;
use foral_model::outcome::Outcome;
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_model::secret::Digest;
use foral_model::status::Status;
use foral_model::transfer::TransferState;
use foral_model::zone::{HolderChange, Zone};

use crate::domain::transfer;
use crate::fixture::world::World;
use crate::fixture::{self, NOW, contact};

use TransferStep::{Approve, Cancel, Reject, Request};

fn old(zone: Zone, days: i64) -> World {
    let mut world = World::of(zone);
    world.create("ALFA", 1).unwrap();
    world.wait(days);
    world.messages.clear();
    world
}

/// Who was told of which state of a transfer.
fn told(world: &World) -> Vec<(&str, TransferState)> {
    world
        .messages
        .iter()
        .filter_map(|(who, notice)| match notice {
            Notice::DomainTransferred { transfer, .. } => Some((who.as_str(), transfer.state)),
            _ => None,
        })
        .collect()
}

#[test]
fn each_answer_to_a_transfer_has_its_end_and_its_price() {
    let (pending, approved) = (TransferState::Pending, TransferState::ClientApproved);
    let (rejected, cancelled) = (TransferState::ClientRejected, TransferState::ClientCancelled);
    let server = TransferState::ServerApproved;
    for (answer, sponsor, paid, heard) in [
        (Some(("ALFA", Approve)), "BETA", 850, vec![("BETA", approved)]),
        (Some(("ALFA", Reject)), "ALFA", 0, vec![("BETA", rejected)]),
        (Some(("BETA", Cancel)), "ALFA", 0, vec![("ALFA", cancelled)]),
        (None, "BETA", 850, vec![("ALFA", server), ("BETA", server)]),
    ] {
        let mut world = old(fixture::gtld(), 100);
        world.transfer("BETA", Request).unwrap();
        assert_eq!(world.paid("BETA"), 850, "the fee waits with the transfer");
        match answer {
            Some((who, step)) => drop(world.transfer(who, step).unwrap()),
            None => world.wait(5),
        }
        assert_eq!((world.sponsor(), world.paid("BETA")), (sponsor, paid), "{answer:?}");
        assert_eq!(told(&world)[0], ("ALFA", pending));
        assert_eq!(told(&world)[1..], heard);
        let years = if sponsor == "BETA" { 2 } else { 1 };
        assert_eq!(world.expires(), NOW.plus_years(years));
        world.wait(5);
        let earned = world.gained(&Account::Revenue);
        assert_eq!(earned, 800 + paid, "the grace of the transfer is over");
    }
}

#[test]
fn only_the_parties_answer_and_only_once() {
    let mut world = old(fixture::gtld(), 100);
    for (who, step) in [("ALFA", Approve), ("ALFA", Reject), ("BETA", Cancel)] {
        assert_eq!(world.transfer(who, step), Err(Refusal::NotPendingTransfer));
    }
    world.transfer("BETA", Request).unwrap();
    assert_eq!(world.transfer("DIRECT", Request), Err(Refusal::TransferPending));
    for (who, step) in [
        ("DIRECT", Cancel),
        ("ALFA", Cancel),
        ("BETA", Approve),
        ("BETA", Reject),
        ("DIRECT", Approve),
    ] {
        assert_eq!(world.transfer(who, step), Err(Refusal::NotTransferParty), "{who} {step:?}");
    }
    let waits = Err(Refusal::StatusProhibits(Status::PendingTransfer));
    assert_eq!(world.renew(1), waits);
    assert_eq!(world.delete(), waits);
    assert_eq!(world.renounce(), waits);
}

#[test]
fn what_begins_to_forbid_a_transfer_while_it_waits_stops_it() {
    let disputed: fn(&mut foral_model::domain::Domain) = |domain| domain.disputed = true;
    let locked: fn(&mut foral_model::domain::Domain) =
        |domain| domain.statuses = domain.statuses.with(Status::ServerTransferProhibited);
    for freeze in [disputed, locked] {
        let mut world = old(fixture::gtld(), 100);
        world.transfer("BETA", Request).unwrap();
        freeze(world.domain.as_mut().unwrap());
        assert!(world.transfer("ALFA", Approve).is_err());
        world.wait(5);
        assert_eq!((world.sponsor(), world.paid("BETA")), ("ALFA", 0));
        let state = TransferState::ServerCancelled;
        assert_eq!(told(&world)[1..], [("BETA", state), ("ALFA", state)]);
    }
}

#[test]
fn an_automatic_renewal_inside_a_transfer_is_subsumed() {
    let mut world = old(fixture::gtld(), 362);
    world.transfer("BETA", Request).unwrap();
    world.wait(4);
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(2), 1_700));
    world.wait(1);
    assert_eq!((world.sponsor(), world.expires()), ("BETA", NOW.plus_years(2)));
    assert_eq!((world.paid("ALFA"), world.paid("BETA")), (800, 850));
    world.delete().unwrap();
    assert_eq!((world.expires(), world.paid("BETA")), (NOW.plus_years(1), 0));
}

#[test]
fn of_several_automatic_renewals_the_latest_is_subsumed_and_the_others_are_earned() {
    let mut zone = fixture::gtld();
    zone.life.grace.auto_renew = 400;
    let mut world = old(zone, 366 + 366);
    assert_eq!(world.paid("ALFA"), 800 + 900 + 900);
    world.transfer("BETA", Request).unwrap();
    world.transfer("ALFA", Approve).unwrap();
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(3), 800 + 900));
    assert_eq!(world.gained(&Account::Revenue), 800 + 900);
}

#[test]
fn a_name_stays_for_so_many_days_after_its_creation_and_after_a_transfer() {
    let mut zone = fixture::gtld();
    zone.transfer.lock_after_create_days = 60;
    zone.transfer.lock_after_transfer_days = 30;
    let mut world = old(zone, 59);
    let locked = Refusal::TransferLocked(NOW.plus_days(60));
    assert_eq!(world.transfer("BETA", Request), Err(locked));
    world.wait(1);
    world.transfer("BETA", Request).unwrap();
    world.transfer("ALFA", Approve).unwrap();
    world.wait(29);
    let locked = Refusal::TransferLocked(NOW.plus_days(90));
    assert_eq!(world.transfer("ALFA", Request), Err(locked));
    world.wait(1);
    world.transfer("ALFA", Request).unwrap();
}

#[test]
fn an_expired_name_moves_where_the_zone_says_so_and_is_registered_again() {
    let mut zone = fixture::zone();
    zone.transfer.years = 1;
    let mut world = old(zone.clone(), 366);
    let expired = Refusal::DomainExpired(world.name());
    assert_eq!(world.transfer("BETA", Request), Err(expired));
    zone.transfer.expired = foral_model::zone::Offer::Offered;
    let mut world = old(zone, 366);
    world.transfer("BETA", Request).unwrap();
    assert_eq!((world.sponsor(), world.expires()), ("BETA", NOW.plus_years(2)));
    assert_eq!(world.lifecycle(), Some(foral_model::domain::Lifecycle::Registered));
}

#[test]
fn a_name_that_is_given_up_while_a_transfer_waits_for_it_stays_and_pays_back() {
    let mut zone = fixture::es();
    zone.life.renewable_days = 5;
    let mut world = old(zone, 364);
    world.transfer("BETA", Request).unwrap();
    world.wait(7);
    assert!(world.domain.as_ref().unwrap().is_leaving());
    assert_eq!(world.paid("BETA"), 0);
    assert_eq!(told(&world)[1], ("BETA", TransferState::ServerCancelled));
}

#[test]
fn an_administrative_contact_approves_by_link_or_lets_it_lapse() {
    let asked = || {
        let mut world = old(fixture::es(), 100);
        let admin = (ContactRole::Admin, contact("EVA-1").handle);
        world.domain.as_mut().unwrap().contacts.push(admin);
        world.transfer("BETA", Request).unwrap();
        assert!(matches!(
            world.letters.last(),
            Some((to, Letter::TransferAsked { token: Some(_), .. })) if to == "eva-1@exemplo.pt"
        ));
        assert_eq!(world.transfer("ALFA", Approve), Err(Refusal::NotTransferParty));
        world
    };
    let decided = |verdict| {
        let mut world = asked();
        let link = Digest("link".to_owned());
        let plan = transfer::by_link(&world.case().unwrap(), verdict, &link, world.now);
        world.carry_out(plan).unwrap();
        world
    };
    let agreed = decided(Verdict::Agree);
    assert_eq!((agreed.sponsor(), agreed.paid("BETA")), ("BETA", 850));
    let refused = decided(Verdict::Refuse);
    assert_eq!((refused.sponsor(), refused.paid("BETA")), ("ALFA", 0));
    let mut lapsed = asked();
    lapsed.wait(10);
    assert_eq!((lapsed.sponsor(), lapsed.paid("BETA")), ("ALFA", 0));
    let state = TransferState::ServerCancelled;
    assert_eq!(told(&lapsed)[1..], [("BETA", state), ("ALFA", state)]);
}

#[test]
fn a_registrar_that_renounces_leaves_the_name_to_the_registry() {
    let mut world = old(fixture::es(), 100);
    world.renounce().unwrap();
    assert_eq!((world.sponsor(), world.expires()), ("DIRECT", NOW.plus_years(1)));
    assert_eq!(told(&world), [("DIRECT", TransferState::ServerApproved)]);
    let nobody = Refusal::NoDirectManagement(world.zone.name.clone());
    assert_eq!(world.renounce(), Err(nobody));
}

fn change_asked() -> World {
    let mut world = old(fixture::es(), 100);
    let case = world.case().unwrap();
    let (mut plan, mut domain) =
        (foral_model::plan::Plan::answering(Outcome::Done), case.domain.clone());
    let asked_by = Some((case.sponsor.id.clone(), fixture::reference()));
    let (new, now) = (contact("RUI-1"), world.now);
    crate::holder::change::ask(
        &mut plan,
        &case,
        &mut domain,
        (&new, asked_by),
        &fixture::link(),
        now,
    );
    crate::case::put(&mut plan, domain, &case.zone);
    let lapses = now.plus_days(10);
    assert_eq!(world.carry_out(Ok(plan)), Ok(Outcome::UpdatePending { lapses }));
    world
}

fn holder(world: &World) -> String {
    world
        .domain
        .as_ref()
        .unwrap()
        .registrant
        .as_ref()
        .unwrap()
        .to_string()
}

#[test]
fn both_holders_agree_one_after_the_other_and_the_new_one_chooses_who_looks_after_the_name() {
    for (agent, sponsor) in [
        (Agent::Keep, "ALFA"),
        (Agent::Registrar(fixture::registrar("BETA").id), "BETA"),
        (Agent::Nobody, "DIRECT"),
    ] {
        let mut world = change_asked();
        let early = HolderStep::Agree(Agent::Keep);
        assert_eq!(world.holder(Ok("RUI-1"), early.clone()), Err(Refusal::HolderChangeNone));
        world.wait(9);
        world.holder(Ok("ANA-1"), early.clone()).unwrap();
        assert_eq!(holder(&world), "ANA-1", "the new one has not agreed");
        assert_eq!(world.holder(Ok("ANA-1"), early), Err(Refusal::HolderChangeNone));
        let pending = world
            .domain
            .as_ref()
            .unwrap()
            .pending_holder
            .clone()
            .unwrap();
        assert_eq!((pending.awaits, pending.lapses), (Party::New, world.now.plus_days(10)));
        world.wait(9);
        world.holder(Ok("RUI-1"), HolderStep::Agree(agent)).unwrap();
        assert_eq!((holder(&world).as_str(), world.sponsor()), ("RUI-1", sponsor));
        assert!(world.messages.iter().any(|(who, notice)| who == "ALFA"
            && matches!(notice, Notice::UpdateDecided { verdict: Verdict::Agree, .. })));
    }
}

#[test]
fn a_change_of_holder_is_refused_withdrawn_or_lapses() {
    let ends: [fn(&mut World); 4] = [
        |world| drop(world.holder(Ok("ANA-1"), HolderStep::Refuse).unwrap()),
        |world| drop(world.holder(Err("ALFA"), HolderStep::Cancel).unwrap()),
        |world| world.wait(10),
        |world| {
            world
                .holder(Ok("ANA-1"), HolderStep::Agree(Agent::Keep))
                .unwrap();
            world.wait(10);
        },
    ];
    for end in ends {
        let mut world = change_asked();
        assert_eq!(world.holder(Err("BETA"), HolderStep::Cancel), Err(Refusal::HolderChangeNone));
        end(&mut world);
        assert_eq!(holder(&world), "ANA-1");
        assert_eq!(world.domain.as_ref().unwrap().pending_holder, None);
        let (who, notice) = world.messages.last().unwrap();
        assert_eq!(who, "ALFA");
        assert!(matches!(notice, Notice::UpdateDecided { verdict: Verdict::Refuse, .. }));
    }
}

#[test]
fn a_holder_that_asks_has_agreed() {
    let mut world = old(fixture::es(), 100);
    let to = contact("RUI-1").handle;
    world
        .holder(Ok("ANA-1"), HolderStep::Ask(to.clone()))
        .unwrap();
    let waits = Err(Refusal::HolderChangePending(world.name()));
    assert_eq!(world.holder(Ok("ANA-1"), HolderStep::Ask(to)), waits);
    assert_eq!(world.transfer("BETA", Request), waits);
    world
        .holder(Ok("RUI-1"), HolderStep::Agree(Agent::Keep))
        .unwrap();
    assert_eq!(holder(&world), "RUI-1");
}

#[test]
fn each_obstacle_to_a_change_of_holder_has_its_own_refusal() {
    let ask = |change: fn(&mut World), who: &str, to: &str| {
        let mut world = old(fixture::es(), 100);
        change(&mut world);
        world.holder(Ok(who), HolderStep::Ask(contact(to).handle))
    };
    let name = old(fixture::es(), 0).name();
    let domain: fn(&mut World) = |_| ();
    for (decided, refusal) in [
        (ask(domain, "EVA-1", "RUI-1"), Refusal::DomainUnknown(name.clone())),
        (ask(domain, "ANA-1", "ANA-1"), Refusal::HolderUnchanged),
        (
            ask(|w| w.domain.as_mut().unwrap().disputed = true, "ANA-1", "RUI-1"),
            Refusal::DomainInDispute(name.clone()),
        ),
        (ask(|w| drop(w.delete().unwrap()), "ANA-1", "RUI-1"), Refusal::DomainPendingDelete(name)),
        (
            ask(
                |w| {
                    let domain = w.domain.as_mut().unwrap();
                    domain.statuses = domain.statuses.with(Status::ServerUpdateProhibited);
                },
                "ANA-1",
                "RUI-1",
            ),
            Refusal::StatusProhibits(Status::ServerUpdateProhibited),
        ),
        (
            ask(|w| drop(w.transfer("BETA", Request).unwrap()), "ANA-1", "RUI-1"),
            Refusal::StatusProhibits(Status::PendingTransfer),
        ),
        (
            ask(
                |w| {
                    let zone = Zone { holder_change: HolderChange::ByRegistrar, ..fixture::es() };
                    w.zone = std::sync::Arc::new(zone);
                },
                "ANA-1",
                "RUI-1",
            ),
            Refusal::NotOffered("registrant", "RUI-1".to_owned()),
        ),
    ] {
        assert_eq!(decided, Err(refusal));
    }
}
