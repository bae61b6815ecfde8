//! Organisations that many change at once.

use foral_model::command::{
    Command, OrganisationCreate, OrganisationSide, OrganisationUpdate, ReachedChange,
};
use foral_model::extension::Extensions;
use foral_model::organisation::{OrganisationId, OrganisationRole, Reached, RoleHeld};
use foral_model::outcome::Outcome;
use foral_model::refusal::Refusal;

use crate::world::{PT, World, ask, on_both};

/// How often it is tried.
const ROUNDS: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn two_commands_at_once_make_no_circle() {
    on_both(async |world: World| {
        let with_organisations = PT.replacen("extensions = [", "extensions = [\"orgext\", ", 1);
        world.staff(Command::ZonePut(with_organisations)).await;
        let other = world.elsewhere().await;
        for round in 0..ROUNDS {
            let (one, two) = (id(&format!("UM-{round}")), id(&format!("DOIS-{round}")));
            for id in [&one, &two] {
                ask(&world.registry, "ALFA", create(id)).await.unwrap();
            }
            let (registry, another) = (world.registry.clone(), other.clone());
            let (up, down) = (below(&one, &two), below(&two, &one));
            let up = tokio::spawn(async move { ask(&registry, "ALFA", up).await });
            let down = tokio::spawn(async move { ask(&another, "ALFA", down).await });
            let told = [up.await.unwrap(), down.await.unwrap()];
            let done = told
                .iter()
                .filter(|told| **told == Ok(Outcome::Done))
                .count();
            let circle = |told: &&Result<Outcome, Refusal>| {
                matches!(told, Err(Refusal::OrganisationLoop(_)))
            };
            assert_eq!((done, told.iter().filter(circle).count()), (1, 1), "{told:?}");
        }
    })
    .await;
}

pub(crate) fn id(text: &str) -> OrganisationId {
    OrganisationId::parse(text).unwrap()
}

pub(crate) fn create(id: &OrganisationId) -> Command {
    let role = OrganisationRole::parse("reseller").unwrap();
    Command::OrganisationCreate(Box::new(OrganisationCreate {
        id: id.clone(),
        roles: vec![RoleHeld { role, statuses: Vec::new(), id: None }],
        statuses: Vec::new(),
        parent: None,
        postal: Vec::new(),
        reached: Reached::default(),
        contacts: Vec::new(),
        uses: Extensions::NONE,
    }))
}

pub(crate) fn below(id: &OrganisationId, parent: &OrganisationId) -> Command {
    Command::OrganisationUpdate(Box::new(OrganisationUpdate {
        id: id.clone(),
        add: OrganisationSide::default(),
        remove: OrganisationSide::default(),
        parent: Some(parent.clone()),
        postal: Vec::new(),
        reached: ReachedChange::default(),
        uses: Extensions::NONE,
    }))
}
