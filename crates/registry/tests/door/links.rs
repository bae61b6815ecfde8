//! What time has done to names counts at once for the contacts and hosts around them, although no
//! ticker has come by.

use foral_model::command::{Command, HostCreate, HostUpdate, LinkChange};
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_model::status::Status;
use foral_registry::Registry;

use crate::world::{World, ask, create, name, on_both, transfer, visitor};

/// A code that a registrar may set here.
const CODE: &str = "uma-boa-palavra-7391";

#[tokio::test(flavor = "multi_thread")]
async fn a_released_name_holds_neither_contact_nor_host() {
    on_both(async |world: World| {
        let (registry, holder) = (&world.registry, world.contact("ALFA", "PT123456789").await);
        host(registry, "ALFA", "ns1.exemplo.net", &[])
            .await
            .unwrap();
        served(registry, &holder, "exemplo.pt", "ns1.exemplo.net").await;
        assert!(is_linked(registry, &holder, "ns1.exemplo.net").await);
        let contact = Command::ContactDelete(holder.clone());
        let server = Command::HostDelete(name("ns1.exemplo.net"));
        let refused = ask(registry, "ALFA", contact.clone()).await;
        assert_eq!(refused, Err(Refusal::ContactIsLinked(holder.to_string())));
        let refused = ask(registry, "ALFA", server.clone()).await;
        assert_eq!(refused, Err(Refusal::HostIsLinked(name("ns1.exemplo.net"))));

        // A year, and 30 days in which it could be renewed: it is being deleted.
        let leaving = world.days_later(365 + 31).await;
        assert!(is_linked(&leaving, &holder, "ns1.exemplo.net").await);
        assert!(ask(&leaving, "ALFA", server.clone()).await.is_err());
        // Five more, and it is gone, though nobody has asked for it.
        let gone = world.days_later(365 + 37).await;
        assert!(!is_linked(&gone, &holder, "ns1.exemplo.net").await);
        ask(&gone, "ALFA", server).await.unwrap();
        ask(&gone, "ALFA", contact).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_below_a_released_name_goes_with_it() {
    on_both(async |world: World| {
        let (registry, holder) = (&world.registry, world.contact("ALFA", "PT123456789").await);
        let above = create("exemplo.pt", &holder);
        ask(registry, "ALFA", Command::DomainCreate(above))
            .await
            .unwrap();
        host(registry, "ALFA", "ns1.exemplo.pt", &["192.0.2.1"])
            .await
            .unwrap();
        let gone = world.days_later(365 + 37).await;
        let (alfa, server) = (visitor("ALFA"), name("ns1.exemplo.pt"));
        assert!(gone.host_info(&alfa, &server).await.is_err());
        assert_eq!(
            gone.hosts_check(&alfa, std::slice::from_ref(&server))
                .await
                .unwrap(),
            [None]
        );
        let mut other = create("outro.pt", &holder);
        other.name_servers = vec![NameServer::Object(server.clone())];
        let refused = ask(&gone, "BETA", Command::DomainCreate(other)).await;
        assert_eq!(refused, Err(Refusal::HostUnknown(server.clone())));
        let refused = ask(&gone, "ALFA", Command::HostDelete(server.clone())).await;
        assert_eq!(refused, Err(Refusal::HostUnknown(server)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_follows_its_domain_although_nobody_answered() {
    on_both(async |world: World| {
        let waits = crate::world::PT
            .replace("approval = \"nobody\"", "approval = \"losing-registrar\"\napproval_days = 5");
        world.staff(Command::ZonePut(waits)).await;
        let (registry, holder) = (&world.registry, world.contact("ALFA", "PT123456789").await);
        let mut above = create("exemplo.pt", &holder);
        above.auth_info = Secret::new(CODE);
        ask(registry, "ALFA", Command::DomainCreate(above))
            .await
            .unwrap();
        host(registry, "ALFA", "ns1.exemplo.pt", &["192.0.2.1"])
            .await
            .unwrap();
        ask(registry, "BETA", transfer("exemplo.pt", CODE))
            .await
            .unwrap();
        let later = world.days_later(6).await;
        let server = name("ns1.exemplo.pt");
        let shown = later.host_info(&visitor("BETA"), &server).await.unwrap();
        assert_eq!(shown.host.sponsor.as_str(), "BETA");
        assert!(shown.host.transferred.is_some());
        let refused = ask(&later, "ALFA", locked("ns1.exemplo.pt")).await;
        assert_eq!(refused, Err(Refusal::NotSponsor));
        ask(&later, "BETA", locked("ns1.exemplo.pt")).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_another_registrars_name_keeps_a_hosts_name() {
    on_both(async |world: World| {
        let (registry, holder) = (&world.registry, world.contact("ALFA", "PT123456789").await);
        host(registry, "ALFA", "ns1.exemplo.net", &[])
            .await
            .unwrap();
        served(registry, &holder, "meu.pt", "ns1.exemplo.net").await;
        ask(registry, "ALFA", renamed("ns1.exemplo.net", "ns2.exemplo.net"))
            .await
            .unwrap();
        let mut theirs = create("deles.pt", &holder);
        theirs.name_servers = vec![NameServer::Object(name("ns2.exemplo.net"))];
        theirs.auth_info = Secret::new(CODE);
        ask(registry, "BETA", Command::DomainCreate(theirs))
            .await
            .unwrap();
        let back = renamed("ns2.exemplo.net", "ns1.exemplo.net");
        let refused = ask(registry, "ALFA", back.clone()).await;
        assert_eq!(refused, Err(Refusal::HostIsLinkedElsewhere(name("ns2.exemplo.net"))));
        // The link follows the domain to its new sponsor.
        ask(registry, "ALFA", transfer("deles.pt", CODE))
            .await
            .unwrap();
        ask(registry, "ALFA", back).await.unwrap();
    })
    .await;
}

pub(crate) async fn host(
    registry: &Registry,
    registrar: &str,
    text: &str,
    addresses: &[&str],
) -> Result<(), Refusal> {
    let addresses = addresses.iter().map(|text| text.parse().unwrap()).collect();
    let host =
        HostCreate { organisations: Vec::new(), name: name(text), addresses, ttls: Vec::new() };
    ask(registry, registrar, Command::HostCreate(host))
        .await
        .map(drop)
}

pub(crate) async fn served(registry: &Registry, holder: &Handle, domain: &str, server: &str) {
    let mut domain = create(domain, holder);
    domain.name_servers = vec![NameServer::Object(name(server))];
    ask(registry, "ALFA", Command::DomainCreate(domain))
        .await
        .unwrap();
}

/// Whether contact and host are shown as linked; both always agree here.
async fn is_linked(registry: &Registry, holder: &Handle, server: &str) -> bool {
    let alfa = visitor("ALFA");
    let contact = registry.contact_info(&alfa, holder, None).await.unwrap();
    let host = registry.host_info(&alfa, &name(server)).await.unwrap();
    let linked = contact.statuses.has(Status::Linked);
    assert_eq!(linked, host.statuses.has(Status::Linked));
    linked
}

fn locked(text: &str) -> Command {
    let mut update = update(text);
    update.add_statuses = vec![Status::ClientDeleteProhibited];
    Command::HostUpdate(update)
}

fn renamed(text: &str, to: &str) -> Command {
    let mut update = update(text);
    update.rename = Some(name(to));
    Command::HostUpdate(update)
}

pub(crate) fn update(text: &str) -> HostUpdate {
    HostUpdate {
        organisations: LinkChange::default(),
        name: name(text),
        add_addresses: Vec::new(),
        remove_addresses: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        rename: None,
        ttls: Vec::new(),
    }
}
