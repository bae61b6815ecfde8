//! Whatever the policy is, and whatever happens: the books balance, time runs forward, and it does
//! not matter when anybody looks. The world proves that after each step.

use foral_model::command::{Agent, Freeze, HolderStep, RestoreStep, TransferStep};
use foral_model::ledger::Account;
use foral_model::zone::{
    Approval, AtExpiry, GraceDays, HolderChange, LifePolicy, Offer, RestorePolicy, Zone,
};
use proptest::prelude::*;

use crate::fixture::world::World;
use crate::fixture::{self, contact};

/// None, a few, or more than a year.
fn days() -> impl Strategy<Value = u16> {
    prop_oneof![2 => Just(0u16), 5 => 1u16..50, 1 => 360u16..800]
}

fn few_days() -> impl Strategy<Value = u16> {
    prop_oneof![2 => Just(0u16), 5 => 1u16..50]
}

prop_compose! {
    fn graces()(add in days(), renew in days(), auto_renew in days(), transfer in days()) -> GraceDays {
        GraceDays { add, renew, auto_renew, transfer }
    }
}

prop_compose! {
    fn lives()(
        at_expiry in prop_oneof![
            (1u8..3).prop_map(|years| AtExpiry::Renew { years }),
            (1u8..3).prop_map(|years| AtExpiry::AsWished { years }),
        ],
        renewable_days in few_days(),
        grace in graces(),
        redemption_days in few_days(),
        restore in prop_oneof![
            Just(RestorePolicy::AtOnce),
            few_days().prop_map(|days| RestorePolicy::ByReport { days }),
        ],
        pending_delete_days in few_days(),
    ) -> LifePolicy {
        LifePolicy { at_expiry, renewable_days, grace, redemption_days, restore, pending_delete_days }
    }
}

fn approvals() -> impl Strategy<Value = Approval> {
    prop_oneof![
        Just(Approval::Nobody),
        few_days().prop_map(|days| Approval::LosingRegistrar { days }),
        few_days().prop_map(|days| Approval::AdministrativeContact { days }),
    ]
}

prop_compose! {
    fn zones()(
        base in prop_oneof![Just(fixture::zone()), Just(fixture::gtld()), Just(fixture::es())],
        life in prop_oneof![2 => lives().prop_map(Some), 1 => Just(None)],
        approval in prop_oneof![2 => approvals().prop_map(Some), 1 => Just(None)],
        years in 0u8..3,
        agreement in any::<bool>(),
        (present_days, new_days) in (few_days(), few_days()),
        tax in prop_oneof![Just(0u32), Just(2_300)],
        free in proptest::bool::weighted(0.1),
    ) -> Zone {
        let mut zone = base;
        zone.life = life.unwrap_or(zone.life);
        zone.transfer.approval = approval.unwrap_or(zone.transfer.approval);
        zone.transfer.years = years;
        zone.transfer.expired = Offer::Offered;
        if agreement {
            zone.holder_change = HolderChange::ByAgreement { present_days, new_days };
        }
        zone.prices.tax_basis_points = tax;
        if free {
            zone.prices.list.clear();
        }
        zone
    }
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Create(u8),
    Renew(u8),
    Wish(bool),
    Delete,
    Restore,
    Report,
    Transfer(TransferStep),
    Renounce,
    AskHolder,
    Agree(u8),
    Refuse,
    Withdraw,
    Dispute(bool),
    Wait(i64),
}

fn acts() -> impl Strategy<Value = Act> {
    use TransferStep::{Approve, Cancel, Reject, Request};
    prop_oneof![
        3 => (1u8..6).prop_map(Act::Create),
        3 => (1u8..4).prop_map(Act::Renew),
        1 => any::<bool>().prop_map(Act::Wish),
        2 => Just(Act::Delete),
        2 => Just(Act::Restore),
        2 => Just(Act::Report),
        6 => prop_oneof![4 => Just(Request), 1 => Just(Approve), 1 => Just(Reject), 1 => Just(Cancel)]
            .prop_map(Act::Transfer),
        1 => Just(Act::Renounce),
        1 => Just(Act::AskHolder),
        3 => (0u8..3).prop_map(Act::Agree),
        1 => Just(Act::Refuse),
        1 => Just(Act::Withdraw),
        1 => any::<bool>().prop_map(Act::Dispute),
        8 => prop_oneof![0i64..12, 0i64..500].prop_map(Act::Wait),
    ]
}

/// Does it, or is refused; either is right here.
fn perform(world: &mut World, act: Act) {
    let sponsor = world
        .domain
        .as_ref()
        .map_or("ALFA", |d| d.sponsor.as_str())
        .to_owned();
    let other = if sponsor == "ALFA" { "BETA" } else { "ALFA" };
    let _ = match act {
        Act::Create(years) => world.create("ALFA", years),
        Act::Renew(years) => world.renew(years),
        Act::Delete => world.delete(),
        Act::Restore => world.restore(RestoreStep::Request),
        Act::Report => world.report(),
        Act::Transfer(step @ (TransferStep::Request | TransferStep::Cancel)) => {
            world.transfer(other, step)
        }
        Act::Transfer(step) => world.transfer(&sponsor, step),
        Act::Renounce => world.renounce(),
        Act::AskHolder => world.holder(Ok("ANA-1"), HolderStep::Ask(contact("RUI-1").handle)),
        Act::Agree(who) => {
            let agent =
                [Agent::Keep, Agent::Nobody, Agent::Registrar(fixture::registrar("BETA").id)];
            world.holder(Ok("RUI-1"), HolderStep::Agree(agent[usize::from(who)].clone()))
        }
        Act::Refuse => world.holder(Ok("RUI-1"), HolderStep::Refuse),
        Act::Withdraw => world.holder(Ok("ANA-1"), HolderStep::Cancel),
        Act::Wish(_) | Act::Dispute(_) | Act::Wait(_) => {
            match (act, &mut world.domain) {
                (Act::Wish(wished), Some(domain)) => domain.national.auto_renew = wished,
                (Act::Dispute(disputed), Some(_)) => dispute(world, disputed),
                (Act::Wait(days), _) => world.wait(days),
                _ => {}
            }
            return;
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn money_is_conserved_whatever_happens(
        zone in zones(),
        acts in proptest::collection::vec(acts(), 1..40),
    ) {
        let mut world = World::of(zone);
        world.create("ALFA", 1).or_else(|_| world.create("ALFA", 3)).unwrap();
        for act in acts {
            perform(&mut world, act);
        }
        end(&mut world);
        prop_assert_eq!(world.gained(&Account::Grace), 0);
        let revenue = world.gained(&Account::Revenue);
        let tax = world.gained(&Account::Tax);
        let paid: i64 = ["ALFA", "BETA", "DIRECT"].map(|id| world.paid(id)).iter().sum();
        prop_assert_eq!(paid, revenue + tax, "what is not earned has gone back");
    }
}

fn dispute(world: &mut World, disputed: bool) {
    let Some(case) = world.case() else { return };
    let freeze = if disputed { Freeze::Begin } else { Freeze::End };
    let _ = world.carry_out(crate::staff::dispute(&case, freeze, world.now));
}

/// Gives the name up and waits until it is gone.
fn end(world: &mut World) {
    world.wait(60);
    for _ in 0..2 {
        dispute(world, false);
        if let Some(domain) = &mut world.domain {
            domain.national.auto_renew = false;
            let _ = world.delete();
            world.wait(900);
        }
    }
    assert_eq!(world.domain, None);
}
