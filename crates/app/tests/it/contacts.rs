//! The life of a contact: one person is one handle, and its sponsor looks after it.

use crate::commands::{contact, contact_create, contact_transfer, domain_create};
use crate::mailbox::letter;
use crate::stage::{
    expect, fresh, fresh_nif, messages, newcomer, ok, on_both, refused, somebody, speaking_of,
    valid,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_one_contact_whoever_brings_them() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let nif = fresh_nif();
        let email = format!("{nif}@correio.example");
        let first = ok(&mut alfa, &contact_create("Rui Tavares Pinto", &email, &nif)).await;
        let handle = first.text("id").unwrap();
        for client in [&mut alfa, &mut beta] {
            let other = contact_create("Rui T. Pinto", "outro@correio.example", &nif);
            let again = ok(client, &other).await;
            assert_eq!(again.text("id"), Some(handle));
            assert_eq!(again.text("crDate"), first.text("crDate"), "nothing new was made");
        }
        let seen = ok(&mut alfa, &info(handle, "")).await;
        assert_eq!(seen.text("postalInfo/name"), Some("Rui Tavares Pinto"), "what is on file wins");
        assert_eq!(seen.text("email"), Some(email.as_str()));
        let number = seen.extension("ptcontact:infData").unwrap();
        assert_eq!(number.find("vat").unwrap().text, format!("PT{nif}"));
        let wrong = format!("{}0", &nif[..8]);
        if wrong != nif {
            let create = contact_create("Rui", &email, &wrong);
            refused(&mut alfa, &create, 2005, "identity-invalid").await;
        }
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_read_and_changed_by_its_sponsor_alone() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (handle, email) = somebody(&mut alfa, "Clara Mourão").await;
        refused(&mut beta, &info(&handle, ""), 2201, "not-sponsor").await;
        refused(&mut beta, &info(&handle, &pw("wrong")), 2202, "code-wrong").await;
        ok(&mut beta, &info(&handle, &pw("Contacto-1"))).await;
        let new = format!("nova-{email}");
        let change = format!("<contact:chg><contact:email>{new}</contact:email></contact:chg>");
        refused(&mut beta, &update(&handle, &change), 2201, "not-sponsor").await;
        ok(&mut alfa, &update(&handle, &change)).await;
        let seen = ok(&mut alfa, &info(&handle, "")).await;
        assert_eq!(seen.text("email"), Some(new.as_str()));
        assert_eq!(seen.text("upID"), Some("ALFA"));
        for address in [&email, &new] {
            letter(place.letters(), address, |text| text.contains(&handle)).await;
        }
        let renamed = "<contact:chg><contact:postalInfo type=\"int\"><contact:name>Outra Pessoa\
                       </contact:name></contact:postalInfo></contact:chg>";
        refused(&mut alfa, &update(&handle, renamed), 2308, "identity-frozen").await;
        let lock = "<contact:add><contact:status s=\"clientUpdateProhibited\"/></contact:add>";
        ok(&mut alfa, &update(&handle, lock)).await;
        refused(&mut alfa, &update(&handle, &change), 2304, "status-prohibits").await;
        let unlock = lock.replace("contact:add", "contact:rem");
        ok(&mut alfa, &update(&handle, &unlock)).await;
        refused(&mut alfa, &update(&handle, &unlock), 2306, "change-has-no-effect").await;
        refused(&mut alfa, &update("XXXX-000000-PT", &change), 2303, "contact-unknown").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_moves_to_another_registrar_with_its_code() {
    on_both(async |place| {
        let (mut alfa, _) = newcomer(place).await;
        let mut gama = place.session("GAMA").await;
        let (handle, _) = somebody(&mut alfa, "Duarte Nobre").await;
        let query = contact_transfer("query", &handle, None);
        refused(&mut alfa, &query, 2301, "transfer-none").await;
        for step in ["approve", "reject", "cancel"] {
            let step = contact_transfer(step, &handle, Some("Contacto-1"));
            refused(&mut alfa, &step, 2301, "not-pending-transfer").await;
        }
        let request = |code| contact_transfer("request", &handle, code);
        refused(&mut alfa, &request(Some("Contacto-1")), 2002, "transfer-to-self").await;
        refused(&mut gama, &request(Some("Contacto-2")), 2202, "code-wrong").await;
        expect(&mut gama, &request(None), 2003).await;
        let done = ok(&mut gama, &request(Some("Contacto-1"))).await;
        assert_eq!(done.text("trStatus"), Some("serverApproved"));
        assert_eq!(done.text("reID"), Some("GAMA"));
        for client in [&mut alfa, &mut gama] {
            let seen = ok(client, &query).await;
            assert_eq!(seen.text("trStatus"), Some("serverApproved"));
        }
        let seen = ok(&mut gama, &info(&handle, "")).await;
        assert_eq!(seen.text("clID"), Some("GAMA"));
        refused(&mut alfa, &info(&handle, ""), 2201, "not-sponsor").await;
        let back = request(Some("Contacto-1"));
        refused(&mut alfa, &back, 2202, "code-wrong").await;
        assert_eq!(speaking_of(&messages(&mut alfa).await, &handle).len(), 1, "the loser is told");
        valid(&[&alfa, &gama]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_a_domain_has_is_not_deleted() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (handle, _) = somebody(&mut alfa, "Noémia Castro").await;
        let (other, _) = somebody(&mut alfa, "Abel Castro").await;
        let name = fresh("ligado");
        ok(&mut alfa, &domain_create(&name, &handle)).await;
        let seen = ok(&mut alfa, &info(&handle, "")).await;
        assert!(statuses(&seen).contains(&"linked".to_owned()), "{seen:?}");
        let delete =
            |handle: &str| contact("delete", &format!("<contact:id>{handle}</contact:id>"));
        refused(&mut alfa, &delete(&handle), 2305, "contact-is-linked").await;
        let seen = ok(&mut alfa, &info(&other, "")).await;
        assert_eq!(statuses(&seen), ["ok"]);
        ok(&mut alfa, &delete(&other)).await;
        refused(&mut alfa, &info(&other, ""), 2303, "contact-unknown").await;
        refused(&mut alfa, &delete(&other), 2303, "contact-unknown").await;
        valid(&[&alfa]);
    })
    .await;
}

fn info(handle: &str, code: &str) -> String {
    contact("info", &format!("<contact:id>{handle}</contact:id>{code}"))
}

fn pw(code: &str) -> String {
    format!("<contact:authInfo><contact:pw>{code}</contact:pw></contact:authInfo>")
}

fn update(handle: &str, change: &str) -> String {
    contact("update", &format!("<contact:id>{handle}</contact:id>{change}"))
}

fn statuses(answer: &foral_epp_wire::answer::Answer) -> Vec<String> {
    let all = answer.data.as_ref().unwrap().all("status");
    all.filter_map(|status| status.attribute("s").map(str::to_owned))
        .collect()
}
