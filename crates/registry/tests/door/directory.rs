//! Looks at what is not public: who sees how much, and what the journal keeps of it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use foral_model::actor::Who;
use foral_model::command::{AuthorityAdd, Command};
use foral_model::disclosure::{Authority, AuthorityId, LegalGround};
use foral_model::host::NameServer;
use foral_model::id::{Handle, RegistrarId};
use foral_model::refusal::Refusal;
use foral_model::secret::{Digest, Secret};
use foral_model::zone::Offer;
use foral_registry::Registry;
use foral_registry::directory::{
    Asker, Count, Direction, DomainSearch, HostSearch, Name, Onlooker, Order, Pattern, Person,
    Reason, Sight, Window,
};

use crate::world::{World, answer, ask, create, name, on_both};

const FROM: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));

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
    assert_eq!(again.await, Err(Refusal::AuthorityTaken("tribunal".to_owned())));
    let token = Secret::new("token of tribunal");
    let tribunal = registry.authority_of(&token).await.unwrap().unwrap();
    each_sees_its_share(registry, &tribunal).await;
    let alone = registry
        .directory_contact(&onlooker(Asker::Authorised(tribunal)), &holder)
        .await;
    assert!(alone.unwrap().unwrap().unlisted.is_some());
    registry.write_looks().await.unwrap();
    looks_are_journaled(&world, &holder).await;

    let id = AuthorityId::parse("tribunal").unwrap();
    world.staff(Command::AuthorityRevoke(id)).await;
    assert_eq!(registry.authority_of(&token).await.unwrap(), None, "a token ends at once");
}

fn onlooker(asker: Asker) -> Onlooker {
    Onlooker { asker, from: Some(FROM) }
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
        let onlooker = onlooker(asker);
        let seen = registry
            .directory_domain(&onlooker, &name("exemplo.pt"))
            .await;
        let seen = seen.unwrap().unwrap();
        assert_eq!(seen.sight, sight, "{onlooker:?}");
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
    let journal = world.store.journal_after(0, 1000).await.unwrap();
    let mut looks = journal.iter().filter(|line| line.deed == "seen");
    assert!(looks.all(|line| line.address.as_deref() == Some("192.0.2.7")));
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
            .directory_domains(&Onlooker::PUBLIC, &search, order, window)
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

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_by_who_serves_them_and_by_whom_they_belong_to() {
    on_both(searches).await;
}

async fn searches(world: World) {
    let registry = &world.registry;
    let holder = world.contact("ALFA", "PT123456789").await;
    let mut served = create("servido.pt", &holder);
    let glue: IpAddr = "192.0.2.53".parse().unwrap();
    served.name_servers = vec![
        NameServer::Attribute { name: name("ns1.servido.pt"), addresses: vec![glue] },
        NameServer::Attribute { name: name("ns2.dono.example"), addresses: Vec::new() },
    ];
    ask(registry, "ALFA", Command::DomainCreate(served))
        .await
        .unwrap();
    let window = Window { offset: 0, limit: 10 };
    let found = async |asker: Asker, search: DomainSearch| {
        let onlooker = onlooker(asker);
        let found = registry.directory_domains(&onlooker, &search, Order::Name, window);
        let found = found.await.unwrap();
        let (rows, counted) = (found.rows, found.total);
        // What nobody finds is not counted for them either.
        assert!(counted.is_none_or(|total| total == 1 && rows.len() == 1), "{counted:?}");
        rows.iter()
            .map(|row| row.name.to_string())
            .collect::<Vec<_>>()
    };
    let pattern = |text| Pattern::parse(text).unwrap();
    for search in [DomainSearch::Server(pattern("NS2.dono*")), DomainSearch::ServerAddress(glue)] {
        assert_eq!(found(Asker::Public, search).await, ["servido.pt"]);
    }
    let hosts = registry
        .directory_hosts(&HostSearch::Address(glue), Direction::Ascending, window, Count::Wanted)
        .await
        .unwrap();
    assert_eq!(hosts.total, Some(0));
    assert!(hosts.rows.is_empty(), "a name server that is an attribute is no object");
    let email = Some("ANA@exemplo.pt".to_owned());
    let person = DomainSearch::Person(Person { email, ..Person::default() });
    let staff = || Asker::Staff("clara".to_owned());
    assert_eq!(found(staff(), person.clone()).await, ["servido.pt"]);
    let beta = Asker::Registrar(RegistrarId::parse("BETA").unwrap());
    assert!(found(beta, person).await.is_empty(), "nobody finds what they may not see");
    let name = Some(Name::Begins("an".to_owned()));
    let person = DomainSearch::Person(Person { name, ..Person::default() });
    assert_eq!(found(staff(), person).await, ["servido.pt"]);
}
