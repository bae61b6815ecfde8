//! Everything that is stored reads back as it was, with odd values in it.

use foral_model::contact::ContactRole;
use foral_model::domain::{GraceKind, Lifecycle, Party, RecordType, Silence};
use foral_model::host::NameServer;
use foral_model::id::{DomainId, HostId};
use foral_model::identity::{Country, Identity};
use foral_model::plan::{Attempts, Change};
use foral_model::registrar::{Billing, RegistrarState, Taxation};
use foral_model::status::{Status, Statuses};
use foral_model::transfer::TransferState;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    migrations_are_applied_once,
    a_contact_reads_back,
    a_domain_reads_back,
    a_domain_reads_back_in_every_state,
    a_renamed_host_shows_in_its_domains,
    links_follow_a_change_and_stay_without_one,
    a_host_reads_back,
    a_registrar_reads_back,
    transfers_and_attempts_read_back,
    a_flight_answers_many_questions_at_once,
}

async fn migrations_are_applied_once(engine: Engine) {
    engine.store.migrate().await.unwrap();
    assert_eq!(engine.store.pending_migrations().await.unwrap(), Vec::<String>::new());
    assert_eq!(ask!(engine.store, domain_count()), 0);
}

async fn a_contact_reads_back(engine: Engine) {
    let store = &engine.store;
    let (plain, mut full) = (contact("PLAIN"), full_contact("FULL"));
    let changes = vec![insert_contact(&plain), insert_contact(&full)];
    store
        .commit(&[plan(changes)], &record("contact:create"))
        .await
        .unwrap();
    assert_eq!(ask!(store, contact(&plain.handle)), Some(plain));
    assert_eq!(ask!(store, contact(&full.handle)), Some(full.clone()));
    let identity = full.identity.clone().unwrap();
    assert_eq!(ask!(store, contact_by_identity(&full.repository, &identity)), Some(full.clone()));
    let other = Identity::parse(Country::PT, "123456789").unwrap();
    assert_eq!(ask!(store, contact_by_identity(&full.repository, &other)), None);

    full.email = "nova@exemplo.pt".to_owned();
    full.identity = None;
    let changed = plan(vec![Change::ContactUpdate(Box::new(full.clone()))]);
    store
        .commit(&[changed], &record("contact:update"))
        .await
        .unwrap();
    full.version += 1;
    assert_eq!(ask!(store, contact(&full.handle)), Some(full.clone()));
    assert_eq!(ask!(store, contact_by_identity(&full.repository, &identity)), None);
}

async fn a_domain_reads_back(engine: Engine) {
    let store = &engine.store;
    let (plain, full) = (domain(1, "a.pt"), full_domain(2, "açúcar.pt"));
    let mut changes = surroundings();
    changes.extend([insert_domain(&plain), insert_domain(&full)]);
    store
        .commit(&[plan(changes)], &record("domain:create"))
        .await
        .unwrap();
    assert_eq!(ask!(store, domain_by_name(&plain.name)), Some(plain.clone()));
    assert_eq!(ask!(store, domain_by_id(full.id)), Some(full.clone()));
    assert_eq!(ask!(store, domain_by_name(&full.name)), Some(full.clone()));
    assert_eq!(ask!(store, domain_by_name(&name("b.pt"))), None);
    let presence = ask!(store, domain_presence(&full.name));
    assert_eq!(presence, Some((full.id, Some(full.expires))));
    assert_eq!(ask!(store, domain_count()), 2);
    let whole = ask!(store, whole_domain(&full.name)).unwrap();
    assert_eq!(whole.domain, full);
    let sponsor = ask!(store, registrar(&full.sponsor));
    assert_eq!(whole.sponsor_version, sponsor.map(|registrar| registrar.version));
    let objects = full.name_servers.iter().filter_map(|server| match server {
        NameServer::Object(name) => Some(name),
        NameServer::Attribute { .. } => None,
    });
    let hosts = whole.hosts.iter().map(|host| &host.name);
    assert!(hosts.eq(objects), "{:?}", whole.hosts);
    for contact in &whole.contacts {
        assert_eq!(ask!(store, contact(&contact.handle)).as_ref(), Some(contact));
    }
    let others = full.contacts.iter().map(|(_, handle)| handle);
    let mut named: Vec<_> = full.registrant.iter().chain(others).collect();
    named.sort_by_key(|handle| handle.as_str());
    named.dedup();
    assert_eq!(whole.contacts.len(), named.len());
    assert_eq!(whole.reseller, None);
    assert_eq!(ask!(store, whole_domain(&name("b.pt"))), None);
}

async fn a_domain_reads_back_in_every_state(engine: Engine) {
    let store = &engine.store;
    let all: Statuses = Status::ALL.iter().copied().collect();
    for (id, lifecycle) in [
        (1, Lifecycle::Registered),
        (2, Lifecycle::Expired { renewable_until: NOW }),
        (3, Lifecycle::PendingDelete { purge: NOW.plus_days(5) }),
        (4, Lifecycle::Redemption { until: NOW }),
        (5, Lifecycle::PendingRestore { report_by: NOW, redemption_until: NOW.plus_days(23) }),
    ] {
        let mut domain = domain(id, &format!("d{id}.pt"));
        domain.lifecycle = lifecycle;
        domain.statuses = all;
        domain.graces = GraceKind::ALL.map(|kind| grace(kind, charge(id, 0))).into();
        domain.pending_transfer = Some(pending_transfer(Silence::Cancels));
        domain.pending_holder = Some(pending_holder(Party::Present));
        let insert = Change::DomainInsert(Box::new(domain.clone()), None);
        store
            .commit(&[plan(vec![insert])], &record("domain:create"))
            .await
            .unwrap();
        assert_eq!(ask!(store, domain_presence(&domain.name)), Some((domain.id, None)));
        assert_eq!(ask!(store, domain_by_id(domain.id)), Some(domain));
    }
}

async fn a_renamed_host_shows_in_its_domains(engine: Engine) {
    let store = &engine.store;
    let mut domain = full_domain(2, "a.pt");
    let mut changes = surroundings();
    changes.push(insert_domain(&domain));
    let mut renamed = host(2, "ns2.exemplo.net");
    renamed.name = name("outro.exemplo.org");
    changes.push(Change::HostUpdate(Box::new(renamed)));
    store
        .commit(&[plan(changes)], &record("host:update"))
        .await
        .unwrap();
    domain.name_servers[0] = NameServer::Object(name("outro.exemplo.org"));
    assert_eq!(ask!(store, domain_by_id(domain.id)), Some(domain));
}

async fn links_follow_a_change_and_stay_without_one(engine: Engine) {
    let store = &engine.store;
    let mut domain = full_domain(2, "a.pt");
    let mut changes = surroundings();
    changes.push(insert_domain(&domain));
    store
        .commit(&[plan(changes)], &record("domain:create"))
        .await
        .unwrap();

    domain.sponsor = registrar_id("BRAVO");
    store
        .commit(&[plan(vec![update_domain(&domain)])], &record("transfer"))
        .await
        .unwrap();
    domain.version += 1;
    assert_eq!(ask!(store, domain_by_id(domain.id)), Some(domain.clone()));
    assert!(ask!(store, host_linked(HostId(1), NOW)));

    // Twice in one commit: the second change rests on what the first leaves behind.
    domain.name_servers.remove(0);
    domain
        .contacts
        .retain(|(role, _)| *role != ContactRole::Tech);
    let first = update_domain(&domain);
    domain.version += 1;
    domain
        .name_servers
        .push(NameServer::Object(name("ns2.exemplo.net")));
    domain.name_servers.remove(1);
    let second = update_domain(&domain);
    domain.version += 1;
    let plans = [plan(vec![first]), plan(vec![second])];
    store
        .commit(&plans, &record("domain:update"))
        .await
        .unwrap();
    assert_eq!(ask!(store, domain_by_id(domain.id)), Some(domain.clone()));
    assert!(!ask!(store, host_linked(HostId(1), NOW)));
    assert!(ask!(store, host_linked(HostId(2), NOW)));
    assert!(!ask!(store, contact_linked(&handle("TECH"), NOW)));
    assert!(ask!(store, contact_linked(&handle("HOLDER"), NOW)));

    domain.name_servers.clear();
    domain.contacts.clear();
    domain.registrant = None;
    store
        .commit(&[plan(vec![update_domain(&domain)])], &record("domain:update"))
        .await
        .unwrap();
    assert!(!ask!(store, host_linked(HostId(2), NOW)));
    assert!(!ask!(store, contact_linked(&handle("HOLDER"), NOW)));
}

async fn a_host_reads_back(engine: Engine) {
    let store = &engine.store;
    let mut host = host(9, "ns.açúcar.pt");
    host.superordinate = Some(DomainId(4));
    host.updated_by = Some(registrar_id("BRAVO"));
    host.updated = Some(NOW);
    host.addresses = vec!["192.0.2.1".parse().unwrap(), "::ffff:192.0.2.1".parse().unwrap()];
    host.ttls = vec![(RecordType::A, 300)];
    host.statuses = Statuses::NONE.with(Status::ClientUpdateProhibited);
    store
        .commit(&[plan(vec![insert_host(&host)])], &record("host:create"))
        .await
        .unwrap();
    assert_eq!(ask!(store, host_by_name(&host.repository, &host.name)), Some(host.clone()));
    assert_eq!(ask!(store, domain_hosts_below(DomainId(4))), [host.name.clone()]);

    let sponsor = registrar_id("BRAVO");
    let follow = Change::HostsFollow { superordinate: DomainId(4), sponsor, at: NOW };
    store
        .commit(&[plan(vec![follow])], &record("domain:transfer"))
        .await
        .unwrap();
    host.sponsor = registrar_id("BRAVO");
    host.transferred = Some(NOW);
    host.version += 1;
    assert_eq!(ask!(store, host_by_name(&host.repository, &host.name)), Some(host));
}

async fn a_registrar_reads_back(engine: Engine) {
    let store = &engine.store;
    let mut first = registrar("ALFA");
    let second = registrar("BRAVO");
    let insert = |registrar: &foral_model::registrar::Registrar| {
        Change::RegistrarInsert(Box::new(registrar.clone()))
    };
    let both = plan(vec![insert(&second), insert(&first)]);
    store
        .commit(&[both], &record("registrar:create"))
        .await
        .unwrap();
    assert_eq!(ask!(store, registrar(&first.id)), Some(first.clone()));

    // A change does not touch the balance, whatever it says.
    first.state = RegistrarState::Suspended;
    first.credit_limit = euros(500);
    first.balance = euros(999);
    first.certificates.clear();
    first.billing = Billing::Prepaid;
    first.taxation = Taxation::Taxed;
    first.low_balance = None;
    first.retry_minutes = None;
    let update = Change::RegistrarUpdate(Box::new(first.clone()));
    store
        .commit(&[plan(vec![update])], &record("registrar:update"))
        .await
        .unwrap();
    first.balance = euros(0);
    first.version += 1;
    assert_eq!(ask!(store, registrars()), [first, second]);
}

async fn transfers_and_attempts_read_back(engine: Engine) {
    let store = &engine.store;
    let alfa = registrar_id("ALFA");
    let mut count = Attempts { domain: DomainId(5), registrar: alfa.clone(), count: 1, last: NOW };
    for state in [TransferState::Pending, TransferState::ServerApproved] {
        let changes = vec![
            Change::DomainTransfer(DomainId(5), transfer(state)),
            Change::ContactTransfer(handle("HOLDER"), transfer(state)),
            Change::AttemptsPut(count.clone()),
        ];
        store
            .commit(&[plan(changes)], &record("domain:transfer"))
            .await
            .unwrap();
        assert_eq!(ask!(store, domain_transfer(DomainId(5))), Some(transfer(state)));
        assert_eq!(ask!(store, contact_transfer(&handle("HOLDER"))), Some(transfer(state)));
        assert_eq!(ask!(store, attempts(DomainId(5), &alfa)), Some(count.clone()));
        count.count += 1;
    }
    assert_eq!(ask!(store, attempts_recent(&alfa, NOW)), 2);
    assert_eq!(ask!(store, attempts_recent(&alfa, NOW.plus_seconds(1))), 0);
    let clear = Change::AttemptsClear(DomainId(5), alfa.clone());
    store
        .commit(&[plan(vec![clear])], &record("domain:transfer"))
        .await
        .unwrap();
    assert_eq!(ask!(store, attempts(DomainId(5), &alfa)), None);
    assert_eq!(ask!(store, attempts_recent(&alfa, NOW)), 0);
}

async fn a_flight_answers_many_questions_at_once(engine: Engine) {
    let store = &engine.store;
    let mut changes = surroundings();
    changes.push(insert_domain(&full_domain(2, "a.pt")));
    store
        .commit(&[plan(changes)], &record("domain:create"))
        .await
        .unwrap();

    let mut flight = store.flight();
    let domain = flight.domain_by_name(&name("a.pt"));
    let missing = flight.domain_by_name(&name("b.pt"));
    let holder = flight.contact(&handle("HOLDER"));
    let zones = flight.zones();
    let nobody = flight.registrar(&registrar_id("NOBODY"));
    let landing = flight.send().await.unwrap();
    assert_eq!(landing.take(nobody).unwrap(), None);
    assert_eq!(landing.take(zones).unwrap(), [(name("pt"), "[zone]".to_owned())]);
    assert_eq!(landing.take(holder).unwrap(), Some(full_contact("HOLDER")));
    assert_eq!(landing.take(missing).unwrap(), None);
    assert_eq!(landing.take(domain).unwrap(), Some(full_domain(2, "a.pt")));
}
