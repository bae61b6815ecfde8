//! Looks at what is not public: who sees how much, and what the journal keeps of it.

use std::sync::Arc;

use foral_model::actor::Who;
use foral_model::command::{AuthorityAdd, Command};
use foral_model::disclosure::{Authority, AuthorityId, LegalGround};
use foral_model::id::{Handle, RegistrarId};
use foral_model::refusal::Refusal;
use foral_model::secret::{Digest, Secret};
use foral_model::zone::Offer;
use foral_registry::Registry;
use foral_registry::directory::{Asker, DomainSearch, Order, Pattern, Reason, Sight, Window};

use crate::world::{World, answer, ask, create, name, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sees_more_than_the_public_leaves_a_line() {
    on_both(looks).await;
}

async fn looks(world: World) {
    let registry = &world.registry;
    let holder = world.contact("ALFA", "PT123456789").await;
    ask(registry, "ALFA", Command::DomainCreate(create("exemplo.pt", &holder)))
        .await
        .unwrap();
    world
        .staff(Command::AuthorityAdd(admission("tribunal", "pt")))
        .await;
    let again = answer(
        registry,
        Who::Staff("test".to_owned()),
        Command::AuthorityAdd(admission("tribunal", "pt")),
    );
    assert_eq!(again.await, Err(Refusal::Duplicate("tribunal".to_owned())));
    let token = Secret::new("token of tribunal");
    let tribunal = registry.authority_of(&token).await.unwrap().unwrap();
    each_sees_its_share(registry, &tribunal).await;
    let asker = Asker::Authorised(tribunal);
    let alone = registry.directory_contact(&asker, &holder).await;
    assert!(alone.unwrap().unwrap().unlisted.is_some());
    registry.write_looks().await.unwrap();
    looks_are_journaled(&world, &holder).await;

    let id = AuthorityId::parse("tribunal").unwrap();
    world.staff(Command::AuthorityRevoke(id)).await;
    assert_eq!(registry.authority_of(&token).await.unwrap(), None, "a token ends at once");
}

async fn each_sees_its_share(registry: &Registry, tribunal: &Arc<Authority>) {
    assert_eq!(
        registry
            .authority_of(&Secret::new("another"))
            .await
            .unwrap(),
        None
    );
    let registrar = |id: &str| Asker::Registrar(RegistrarId::parse(id).unwrap());
    let table = [
        (Asker::Public, Sight::Public),
        (registrar("BETA"), Sight::Public),
        (registrar("ALFA"), Sight::Full),
        (Asker::Staff("clara".to_owned()), Sight::Full),
        (Asker::Authorised(Arc::clone(tribunal)), Sight::Full),
    ];
    for (asker, sight) in table {
        let seen = registry.directory_domain(&asker, &name("exemplo.pt")).await;
        let seen = seen.unwrap().unwrap();
        assert_eq!(seen.sight, sight, "{asker:?}");
        let email = &seen.contacts[0].email;
        match sight {
            Sight::Full => assert_eq!(email.shown().unwrap(), "ana@exemplo.pt"),
            Sight::Public => assert_eq!(email.reason(), Some(Reason::NoConsent)),
        }
    }
}

async fn looks_are_journaled(world: &World, holder: &Handle) {
    let mut flight = world.store.flight();
    let domain = flight.domain_by_name(&name("exemplo.pt"));
    let id = flight
        .send()
        .await
        .unwrap()
        .take(domain)
        .unwrap()
        .unwrap()
        .id;
    let mut flight = world.store.flight();
    let of_domain = flight.history("directory", &id.to_string(), 10);
    let of_contact = flight.history("directory", holder.as_str(), 10);
    let in_history = flight.history("domain", &id.to_string(), 10);
    let landing = flight.send().await.unwrap();
    let lines = landing.take(of_domain).unwrap();
    let mut who: Vec<_> = lines
        .iter()
        .map(|line| (line.actor_kind.as_str(), line.actor_id.as_str(), line.deed.as_str()))
        .collect();
    who.sort_unstable();
    assert_eq!(
        who,
        [
            ("authority", "tribunal", "seen"),
            ("registrar", "ALFA", "seen"),
            ("staff", "clara", "seen")
        ]
    );
    let by_tribunal = lines
        .iter()
        .find(|line| line.actor_kind == "authority")
        .unwrap();
    assert_eq!(by_tribunal.data, [("ground".to_owned(), "court-order".to_owned())]);
    assert_eq!(landing.take(of_contact).unwrap().len(), 1);
    let history = landing.take(in_history).unwrap();
    assert!(history.iter().all(|line| line.deed != "seen"), "no holder is warned: {history:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_by_their_beginning_a_window_at_a_time() {
    on_both(windows).await;
}

async fn windows(world: World) {
    let registry = &world.registry;
    let holder = world.contact("ALFA", "PT123456789").await;
    for label in ["casa", "casal", "casas", "outro"] {
        let command = Command::DomainCreate(create(&format!("{label}.pt"), &holder));
        ask(registry, "ALFA", command).await.unwrap();
    }
    let search = DomainSearch::Name(Pattern::parse("CAS*.pt").unwrap());
    let found = async |order, offset, limit| {
        let window = Window { offset, limit };
        let found = registry
            .directory_domains(&Asker::Public, &search, order, window)
            .await
            .unwrap();
        let names: Vec<_> = found.rows.iter().map(|row| row.name.to_string()).collect();
        (names, found.more, found.total)
    };
    let text = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let all = (text(&["casa.pt", "casal.pt"]), true, Some(3));
    assert_eq!(found(Order::Name, 0, 2).await, all);
    assert_eq!(found(Order::Name, 2, 2).await, (text(&["casas.pt"]), false, Some(3)));
    assert_eq!(found(Order::NameDescending, 0, 1).await, (text(&["casas.pt"]), true, Some(3)));
    assert_eq!(found(Order::CreatedDescending, 0, 1).await.0, text(&["casas.pt"]));
    let search = DomainSearch::Contact(holder, None);
    let window = Window { offset: 0, limit: 10 };
    let of_holder = registry.directory_domains(&Asker::Public, &search, Order::Name, window);
    assert_eq!(of_holder.await.unwrap().rows.len(), 4);
}

fn admission(id: &str, zone: &str) -> AuthorityAdd {
    let now = foral_model::time::Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
    AuthorityAdd {
        token: Secret::new(format!("token of {id}")),
        authority: Authority {
            id: AuthorityId::parse(id).unwrap(),
            name: "Tribunal".to_owned(),
            token: Digest(String::new()),
            ground: LegalGround::CourtOrder,
            zones: vec![name(zone)],
            reverse_search: Offer::Absent,
            created: now,
            expires: now.plus_years(50),
            revoked: None,
            version: 0,
        },
    }
}
