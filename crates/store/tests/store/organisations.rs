//! Organisations and their links: what reads back, and what the database itself refuses.

use foral_model::contact::{Phone, PostalForm};
use foral_model::identity::Country;
use foral_model::organisation::{
    Address, LinkedObject, Organisation, OrganisationContact, OrganisationContactKind,
    OrganisationId, OrganisationNumber, OrganisationPostal, OrganisationRole, OrganisationStatus,
    OrganisationTie, Reached, RoleHeld, RoleStatus,
};
use foral_model::plan::Change;
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    an_organisation_reads_back,
    what_is_referred_to_stays,
    links_are_of_what_was_read,
    links_go_with_their_object,
}

fn id(text: &str) -> OrganisationId {
    OrganisationId::parse(text).unwrap()
}

fn reseller() -> OrganisationRole {
    OrganisationRole::parse("reseller").unwrap()
}

fn plain(number: i64, text: &str) -> Organisation {
    Organisation {
        id: id(text),
        number: OrganisationNumber(number),
        repository: repository("pt"),
        sponsor: registrar_id("ALFA"),
        created_by: registrar_id("ALFA"),
        created: NOW,
        updated_by: None,
        updated: None,
        roles: vec![RoleHeld { role: reseller(), statuses: Vec::new(), id: None }],
        statuses: Vec::new(),
        parent: None,
        postal: Vec::new(),
        reached: Reached::default(),
        contacts: Vec::new(),
        version: 0,
    }
}

fn full(number: i64, text: &str, parent: &str, handle: &str) -> Organisation {
    let phone = |extension: Option<&str>| Phone {
        number: "+351.210000000".to_owned(),
        extension: extension.map(str::to_owned),
    };
    let address = Address {
        street: vec!["Rua «1»".to_owned()],
        city: "Évora".to_owned(),
        province: Some("Alentejo".to_owned()),
        postal_code: Some("7000-001".to_owned()),
        country: Country::PT,
    };
    let postal = |form, address| OrganisationPostal { form, name: "Çá, Lda".to_owned(), address };
    let contact = |kind, name: Option<&str>| OrganisationContact {
        kind,
        name: name.map(str::to_owned),
        handle: crate::things::handle(handle),
    };
    Organisation {
        updated_by: Some(registrar_id("BETA")),
        updated: Some(NOW),
        roles: vec![RoleHeld {
            role: reseller(),
            statuses: vec![RoleStatus::ClientLinkProhibited],
            id: Some("1362".to_owned()),
        }],
        statuses: vec![OrganisationStatus::Hold, OrganisationStatus::ClientDeleteProhibited],
        parent: Some(id(parent)),
        postal: vec![
            postal(PostalForm::International, Some(address)),
            postal(PostalForm::Local, None),
        ],
        reached: Reached {
            voice: Some(phone(Some("12"))),
            fax: Some(phone(None)),
            email: Some("a@b.example".to_owned()),
            additional_email: Some("á@b.example".to_owned()),
            url: Some("https://b.example".to_owned()),
        },
        contacts: vec![
            contact(OrganisationContactKind::Custom, Some("nis2")),
            contact(OrganisationContactKind::Admin, None),
        ],
        ..plain(number, text)
    }
}

fn insert(it: &Organisation) -> Change {
    Change::OrganisationInsert(Box::new(it.clone()))
}

fn tie(it: &Organisation) -> OrganisationTie {
    OrganisationTie { role: reseller(), number: it.number, version: it.version }
}

async fn commit(engine: &Engine, changes: Vec<Change>) -> Result<(), Failure> {
    engine.store.commit(&[plan(changes)], &record("org")).await
}

async fn an_organisation_reads_back(engine: Engine) {
    let store = &engine.store;
    let speaker = contact("SPEAKER");
    let (above, below) = (plain(1, "REV-1"), full(2, "REV-2", "REV-1", "SPEAKER"));
    commit(&engine, vec![insert_contact(&speaker), insert(&above), insert(&below)])
        .await
        .unwrap();
    let pt = &repository("pt");
    assert_eq!(ask!(store, organisation(pt, &above.id)), Some(above.clone()));
    assert_eq!(ask!(store, organisation(pt, &below.id)), Some(below.clone()));
    assert_eq!(ask!(store, organisation(&repository("gtld"), &above.id)), None);
    assert_eq!(ask!(store, organisation_below(pt, &above.id)), Some(below.id.clone()));
    let mut changed = Organisation { contacts: Vec::new(), parent: None, ..below };
    commit(&engine, vec![Change::OrganisationUpdate(Box::new(changed.clone()))])
        .await
        .unwrap();
    changed.version += 1;
    assert_eq!(ask!(store, organisation(pt, &changed.id)), Some(changed.clone()));
    assert_eq!(ask!(store, organisation_below(pt, &above.id)), None);
    let late = vec![Change::OrganisationUpdate(Box::new(Organisation { version: 0, ..changed }))];
    assert_eq!(commit(&engine, late).await, Err(Failure::Conflict));
    let twice = vec![insert(&Organisation { number: OrganisationNumber(3), ..above })];
    assert_eq!(commit(&engine, twice).await, Err(Failure::Conflict));
}

async fn what_is_referred_to_stays(engine: Engine) {
    let speaker = contact("SPEAKER");
    let (above, below) = (plain(1, "REV-1"), full(2, "REV-2", "REV-1", "SPEAKER"));
    commit(&engine, vec![insert_contact(&speaker), insert(&above), insert(&below)])
        .await
        .unwrap();
    let gone = |it: &Organisation| vec![Change::OrganisationRemove(it.number, 0)];
    assert_eq!(commit(&engine, gone(&above)).await, Err(Failure::Conflict), "one is below");
    let speaker = vec![Change::ContactRemove(speaker.handle.clone(), 0)];
    assert_eq!(commit(&engine, speaker.clone()).await, Err(Failure::Conflict), "it speaks");
    commit(&engine, gone(&below)).await.unwrap();
    let link = Change::OrganisationLinks(
        LinkedObject::Domain(foral_model::id::DomainId(1)),
        vec![tie(&above)],
    );
    commit(&engine, vec![link]).await.unwrap();
    assert_eq!(commit(&engine, gone(&above)).await, Err(Failure::Conflict), "it is linked");
    let unlink =
        Change::OrganisationLinks(LinkedObject::Domain(foral_model::id::DomainId(1)), Vec::new());
    commit(&engine, vec![unlink]).await.unwrap();
    commit(&engine, gone(&above)).await.unwrap();
    commit(&engine, speaker).await.unwrap();
}

async fn links_are_of_what_was_read(engine: Engine) {
    let it = plain(1, "REV-1");
    commit(&engine, vec![insert(&it)]).await.unwrap();
    let object = || LinkedObject::Contact(handle("ALGUEM"));
    let link = |it: &Organisation| vec![Change::OrganisationLinks(object(), vec![tie(it)])];
    commit(&engine, vec![Change::OrganisationStands(it.number, 0)])
        .await
        .unwrap();
    let unlinked = || vec![Change::OrganisationUnlinked(it.number, vec![reseller()])];
    commit(&engine, unlinked()).await.unwrap();
    commit(&engine, link(&it)).await.unwrap();
    assert_eq!(commit(&engine, unlinked()).await, Err(Failure::Conflict), "one came meanwhile");
    let rows = ask!(engine.store, organisations_of(&object()));
    assert_eq!((rows.len(), &rows[0].tie, &rows[0].link.id), (1, &tie(&it), &it.id));
    commit(&engine, vec![Change::OrganisationUpdate(Box::new(it.clone()))])
        .await
        .unwrap();
    assert_eq!(commit(&engine, link(&it)).await, Err(Failure::Conflict));
    let stands = vec![Change::OrganisationStands(it.number, 0)];
    assert_eq!(commit(&engine, stands).await, Err(Failure::Conflict));
}

async fn links_go_with_their_object(engine: Engine) {
    let (it, domain, host) = (plain(1, "REV-1"), domain(1, "a.pt"), host(7, "ns1.a.pt"));
    let mut changes = surroundings();
    changes.extend([insert(&it), insert_domain(&domain), insert_host(&host)]);
    let domains = LinkedObject::Domain(domain.id);
    for object in [domains.clone(), LinkedObject::Host(host.id)] {
        changes.push(Change::OrganisationLinks(object, vec![tie(&it)]));
    }
    commit(&engine, changes).await.unwrap();
    let store = &engine.store;
    assert!(ask!(store, organisation_linked(it.number, &reseller(), NOW)));
    assert_eq!(ask!(store, organisations_of_name(&domain.name)).len(), 1);
    let whole = ask!(store, whole_domain(&domain.name)).unwrap();
    assert_eq!(whole.reseller.as_ref(), Some(&it));
    commit(&engine, vec![Change::HostRemove(host.id, 0)])
        .await
        .unwrap();
    commit(&engine, vec![Change::DomainRemove(domain.id, 0)])
        .await
        .unwrap();
    assert!(!ask!(store, organisation_linked(it.number, &reseller(), NOW)));
    commit(&engine, vec![Change::OrganisationRemove(it.number, 0)])
        .await
        .unwrap();
}
