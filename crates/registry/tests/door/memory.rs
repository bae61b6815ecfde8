//! What the directory remembers is never older than what was acknowledged.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_model::command::{Command, ContactUpdate, LinkChange, RegistrarUpdate};
use foral_model::extension::Extensions;
use foral_model::host::NameServer;
use foral_model::id::{Handle, RegistrarId};
use foral_model::inspection::{Inspection, InspectionState, Shown};
use foral_model::money::{Currency, Money};
use foral_model::organisation::{OrganisationId, OrganisationLink, OrganisationRole};
use foral_registry::Registry;
use foral_registry::directory::{Asker, DirectoryDomain, Onlooker, Unpublished};

use crate::links::{host, served, update};
use crate::organisations::{below, create as organisation, id};
use crate::world::{PT, World, ask, create, delete, name, on_both};

/// Longer than another process may be unheard.
const LEASE: Duration = Duration::from_millis(150);

async fn look(registry: &Registry, text: &str) -> Option<DirectoryDomain> {
    let staff = Onlooker { asker: Asker::Staff("clara".to_owned()), from: None };
    registry
        .directory_domain(&staff, &name(text))
        .await
        .unwrap()
}

async fn holder_of(registry: &Registry, text: &str) -> String {
    let seen = look(registry, text).await.unwrap();
    seen.contacts[0].email.shown().unwrap().clone()
}

async fn addresses(registry: &Registry, text: &str) -> Vec<IpAddr> {
    let seen = look(registry, text).await.unwrap();
    seen.name_servers
        .iter()
        .flat_map(|(_, addresses)| addresses.clone())
        .collect()
}

fn writes_to(handle: &Handle, email: &str) -> Command {
    Command::ContactUpdate(ContactUpdate {
        handle: handle.clone(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        postal: Vec::new(),
        voice: None,
        fax: None,
        mobile: None,
        email: Some(email.to_owned()),
        additional_email: None,
        identity: None,
        auth_info: None,
        disclose: None,
        verification: None,
        organisations: LinkChange::default(),
        uses: Extensions::NONE,
    })
}

fn hears_of_abuse(email: &str) -> RegistrarUpdate {
    RegistrarUpdate {
        id: RegistrarId::parse("ALFA").unwrap(),
        state: None,
        billing: None,
        taxation: None,
        credit_limit: None,
        low_balance: None,
        retry_minutes: None,
        password_days: None,
        zones: None,
        iana_id: None,
        abuse_email: Some(Some(email.to_owned())),
        abuse_phone: None,
    }
}

fn moves_to(text: &str, address: &str) -> Command {
    let mut update = update(text);
    update.add_addresses = vec![address.parse().unwrap()];
    Command::HostUpdate(update)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_this_process_did_is_shown_at_once_and_what_another_did_after_a_moment() {
    on_both(async |world: World| {
        let (here, elsewhere) = (&world.registry, world.elsewhere().await);
        let holder = world.contact("ALFA", "PT123456789").await;
        ask(here, "ALFA", Command::DomainCreate(create("servidor.pt", &holder)))
            .await
            .unwrap();
        host(here, "ALFA", "ns1.servidor.pt", &["192.0.2.1"])
            .await
            .unwrap();
        served(here, &holder, "exemplo.pt", "ns1.servidor.pt").await;
        for registry in [here, &elsewhere] {
            assert_eq!(holder_of(registry, "exemplo.pt").await, "ana@exemplo.pt");
            assert_eq!(addresses(registry, "exemplo.pt").await.len(), 1);
        }

        ask(here, "ALFA", writes_to(&holder, "nova@exemplo.pt"))
            .await
            .unwrap();
        assert_eq!(holder_of(here, "exemplo.pt").await, "nova@exemplo.pt");
        ask(here, "ALFA", moves_to("ns1.servidor.pt", "192.0.2.2"))
            .await
            .unwrap();
        assert_eq!(addresses(here, "exemplo.pt").await.len(), 2);
        tokio::time::sleep(LEASE).await;
        assert_eq!(holder_of(&elsewhere, "exemplo.pt").await, "nova@exemplo.pt");
        assert_eq!(addresses(&elsewhere, "exemplo.pt").await.len(), 2);

        world
            .staff(Command::RegistrarUpdate(hears_of_abuse("abuso@alfa.example")))
            .await;
        let seen = look(here, "exemplo.pt").await.unwrap();
        assert_eq!(seen.registrar.abuse_email.as_deref(), Some("abuso@alfa.example"));

        let before = look(here, "exemplo.pt").await.unwrap().public_status;
        ask(here, "ALFA", delete("exemplo.pt")).await.unwrap();
        let after = look(here, "exemplo.pt")
            .await
            .map(|domain| domain.public_status);
        assert_ne!(after, Some(before));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_is_the_one_of_now() {
    on_both(async |world: World| {
        let with_organisations = PT.replacen("extensions = [", "extensions = [\"orgext\", ", 1);
        world.staff(Command::ZonePut(with_organisations)).await;
        let (here, elsewhere) = (&world.registry, world.elsewhere().await);
        let (shop, holder) = (id("LOJA-1"), world.contact("ALFA", "PT123456789").await);
        ask(here, "ALFA", organisation(&shop)).await.unwrap();
        let mut command = create("exemplo.pt", &holder);
        let role = OrganisationRole::parse("reseller").unwrap();
        command.organisations = vec![OrganisationLink { role, id: shop.clone() }];
        ask(here, "ALFA", Command::DomainCreate(command))
            .await
            .unwrap();
        for registry in [here, &elsewhere] {
            for _ in 0..2 {
                let seen = look(registry, "exemplo.pt")
                    .await
                    .unwrap()
                    .reseller
                    .unwrap();
                assert_eq!((seen.name.as_str(), seen.website.as_ref()), ("LOJA-1", None));
            }
        }
        ask(here, "ALFA", opens_a_site(&shop, "https://loja.example"))
            .await
            .unwrap();
        let site = async |registry: &Registry| {
            let seen = look(registry, "exemplo.pt").await.unwrap();
            seen.reseller.unwrap().website.clone()
        };
        assert_eq!(site(here).await.as_deref(), Some("https://loja.example"));
        tokio::time::sleep(LEASE).await;
        assert_eq!(site(&elsewhere).await.as_deref(), Some("https://loja.example"));
    })
    .await;
}

fn opens_a_site(shop: &OrganisationId, url: &str) -> Command {
    let Command::OrganisationUpdate(mut update) = below(shop, shop) else {
        panic!("an update of an organisation")
    };
    update.parent = None;
    update.reached.url = Some(Some(url.to_owned()));
    Command::OrganisationUpdate(update)
}

/// A wait for the first look at a name's servers.
fn wait(domain: &DirectoryDomain) -> Inspection {
    let now = domain.as_of;
    Inspection {
        domain: domain.id,
        name: domain.name.clone(),
        zone: domain.zone.name.clone(),
        wanted: Shown::default(),
        before: None,
        since: now,
        attempts: 0,
        looked: None,
        state: InspectionState::Waiting { next: now },
        findings: Vec::new(),
        version: 0,
    }
}

/// Until the directory says so, which is after a lease, or later on a busy machine.
async fn becomes(registry: &Registry, text: &str, wanted: Option<Unpublished>) {
    let told = async || look(registry, text).await.unwrap().unpublished;
    let deadline = Instant::now() + Duration::from_secs(20);
    while told().await != wanted {
        assert!(Instant::now() < deadline, "{text} never becomes {wanted:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_whose_servers_were_not_seen_says_so_in_each_process() {
    on_both(async |world: World| {
        let (here, elsewhere) = (&world.registry, world.elsewhere().await);
        let holder = world.contact("ALFA", "PT123456789").await;
        let servers = ["ns1.provedor.example", "ns2.provedor.example"];
        for server in servers {
            host(here, "ALFA", server, &[]).await.unwrap();
        }
        for text in ["espera.pt", "exemplo.pt"] {
            let mut command = create(text, &holder);
            command.name_servers = servers
                .map(|server| NameServer::Object(name(server)))
                .into();
            ask(here, "ALFA", Command::DomainCreate(command))
                .await
                .unwrap();
            for registry in [here, &elsewhere] {
                assert_eq!(look(registry, text).await.unwrap().unpublished, None);
            }
        }
        let mut waiting = wait(&look(here, "espera.pt").await.unwrap());
        let mut stays = wait(&look(here, "exemplo.pt").await.unwrap());
        stays.before = Some(Shown::default());
        let begun = [waiting.clone(), stays];
        here.inspections_put(&begun, &[]).await.unwrap();
        for registry in [here, &elsewhere] {
            becomes(registry, "espera.pt", Some(Unpublished::ServersNotSeen)).await;
            let other = look(registry, "exemplo.pt").await.unwrap();
            assert_eq!(other.unpublished, None, "what was published before stays");
        }
        waiting.version = 1;
        here.inspections_put(&[], &[waiting]).await.unwrap();
        for registry in [here, &elsewhere] {
            becomes(registry, "espera.pt", None).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_read_ahead_and_what_changes_meanwhile_is_shown() {
    on_both(async |world: World| {
        let here = &world.registry;
        let holder = world.contact("ALFA", "PT123456789").await;
        let alfa = RegistrarId::parse("ALFA").unwrap();
        let amount = Money::new(100_000, Currency::EUR);
        world.staff(Command::Deposit(alfa, amount)).await;
        for number in 0..100 {
            let name = format!("nome-{number}.pt");
            ask(here, "ALFA", Command::DomainCreate(create(&name, &holder)))
                .await
                .unwrap();
        }
        let elsewhere = world.elsewhere().await;
        let (end, shutdown) = tokio::sync::watch::channel(false);
        let reading = tokio::spawn(Arc::clone(&elsewhere).read_ahead_until(shutdown));
        // What changes while names are read is never shown as it was.
        for round in 0..20 {
            let email = format!("nova-{round}@exemplo.pt");
            ask(&elsewhere, "ALFA", writes_to(&holder, &email))
                .await
                .unwrap();
            let name = format!("nome-{round}.pt");
            assert_eq!(holder_of(&elsewhere, &name).await, email);
        }
        let deadline = Instant::now() + Duration::from_secs(60);
        while elsewhere.names_remembered() < 100 {
            assert!(Instant::now() < deadline, "{} names", elsewhere.names_remembered());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        ask(&elsewhere, "ALFA", writes_to(&holder, "fim@exemplo.pt"))
            .await
            .unwrap();
        ask(here, "ALFA", delete("nome-7.pt")).await.unwrap();
        tokio::time::sleep(LEASE).await;
        for number in [0, 50, 99] {
            let name = format!("nome-{number}.pt");
            assert_eq!(holder_of(&elsewhere, &name).await, "fim@exemplo.pt");
        }
        let fresh = look(here, "nome-7.pt").await.map(|seen| seen.public_status);
        let seen = look(&elsewhere, "nome-7.pt").await;
        assert_eq!(seen.map(|seen| seen.public_status), fresh);
        end.send(true).unwrap();
        reading.await.unwrap();
    })
    .await;
}
