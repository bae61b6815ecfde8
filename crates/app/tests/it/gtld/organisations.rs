//! Organisations (RFC 8543) and their links to domains, contacts and hosts (RFC 8544): the life of a
//! reseller, and every refusal on the way.

use std::sync::atomic::{AtomicU32, Ordering};

use foral_epp_wire::answer::Answer;
use foral_testkit::epp::EppClient;

use super::frames::{Name, Person, delete, name_of, request, step};
use super::{CODE, fresh, fresh_handle, session, somebody};
use crate::commands::{command, contact, domain_and, domain_info, host};
use crate::endpoints::endpoints;
use crate::stage::{expect, ok, on_both, refused, valid};

const ORG: &str = "urn:ietf:params:xml:ns:epp:org-1.0";
const ORGEXT: &str = "urn:ietf:params:xml:ns:epp:orgext-1.0";
const RESELLER: &str = "<org:role><org:type>reseller</org:type></org:role>";

/// Numbers that no two stories share.
static NUMBER: AtomicU32 = AtomicU32::new(1);

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_made_shown_changed_and_removed() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let person = somebody(&mut alfa).await;
        let (above, id) = (fresh_id(), fresh_id());
        assert_eq!(available(&mut alfa, &id).await, "1");
        ok(&mut alfa, &create(&above, RESELLER)).await;
        let made = ok(&mut alfa, &create(&id, &whole(&above, &person))).await;
        assert_eq!(made.text("id"), Some(id.as_str()));
        assert_eq!(available(&mut alfa, &id).await, "0");

        let shown = info(&mut alfa, &id).await;
        assert!(shown.text("roid").unwrap().starts_with('O'), "{shown:?}");
        assert_eq!(shown.text("role/type"), Some("reseller"));
        assert_eq!(shown.text("role/status"), Some("ok"));
        assert_eq!(shown.text("role/roleID"), Some("1362"));
        assert_eq!(shown.texts("status"), ["clientLinkProhibited"]);
        assert_eq!(shown.text("parentId"), Some(above.as_str()));
        assert_eq!(shown.text("postalInfo/name"), Some("Revenda, Lda"));
        assert_eq!(shown.text("postalInfo/addr/city"), Some("Évora"));
        assert_eq!(shown.text("url"), Some("https://revenda.example"));
        assert_eq!(shown.text("contact"), Some(person.as_str()));
        assert_eq!(shown.text("upDate"), None);
        assert_eq!(info(&mut alfa, &above).await.texts("status"), ["ok", "linked"]);

        let change = "<org:rem><org:status>clientLinkProhibited</org:status></org:rem>\
            <org:chg><org:postalInfo type=\"int\"><org:name>Outra, Lda</org:name>\
            </org:postalInfo><org:voice/><org:email>novo@revenda.example</org:email>\
            <org:url/></org:chg>";
        ok(&mut alfa, &update(&id, change)).await;
        let shown = info(&mut alfa, &id).await;
        assert_eq!(shown.texts("status"), ["ok"]);
        assert_eq!(shown.text("postalInfo/name"), Some("Outra, Lda"));
        assert_eq!(shown.text("postalInfo/addr/city"), Some("Évora"), "what is not said stays");
        assert_eq!((shown.text("voice"), shown.text("url")), (None, None));
        assert!(shown.text("upID").is_some() && shown.text("upDate").is_some());

        refused(&mut alfa, &org("delete", &above, ""), 2305, "organisation-is-linked").await;
        let used = contact("delete", &format!("<contact:id>{person}</contact:id>"));
        refused(&mut alfa, &used, 2305, "contact-is-linked").await;
        ok(&mut alfa, &org("delete", &id, "")).await;
        ok(&mut alfa, &used).await;
        ok(&mut alfa, &org("delete", &above, "")).await;
        refused(&mut alfa, &org("info", &id, ""), 2303, "organisation-unknown").await;
        refused(&mut alfa, &org("delete", &id, ""), 2303, "organisation-unknown").await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_of_an_organisation_has_its_reason() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let (id, lower, theirs) = (fresh_id(), fresh_id(), fresh_id());
        ok(&mut alfa, &create(&id, RESELLER)).await;
        ok(&mut alfa, &create(&lower, &format!("{RESELLER}{}", parent(&id)))).await;
        ok(&mut beta, &create(&theirs, RESELLER)).await;
        refused(&mut beta, &create(&id, RESELLER), 2302, "organisation-taken").await;
        for command in [org("info", &id, ""), org("delete", &id, ""), update(&id, &site())] {
            refused(&mut beta, &command, 2201, "not-sponsor").await;
        }
        let fresh = fresh_id();
        let role = "<org:role><org:type>registrar</org:type></org:role>";
        let rule = "organisation-role-not-offered";
        refused(&mut alfa, &create(&fresh, role), 2306, rule).await;
        refused(&mut alfa, &create(&fresh, &RESELLER.repeat(2)), 2306, "duplicate").await;
        let rule = "organisation-status-not-client";
        for status in ["ok", "linked", "serverLinkProhibited", "hold", "pendingDelete"] {
            let inside = format!("{RESELLER}<org:status>{status}</org:status>");
            refused(&mut alfa, &create(&fresh, &inside), 2306, rule).await;
        }
        let unknown = format!("{RESELLER}{}", parent("NINGUEM-1"));
        refused(&mut alfa, &create(&fresh, &unknown), 2303, "organisation-unknown").await;
        let foreign = format!("{RESELLER}{}", parent(&theirs));
        refused(&mut alfa, &create(&fresh, &foreign), 2201, "not-sponsor").await;
        let email = format!("{RESELLER}<org:email>ninguem</org:email>");
        refused(&mut alfa, &create(&fresh, &email), 2005, "email-syntax").await;
        let stranger = format!("{RESELLER}<org:contact type=\"abuse\">NINGUEM-1</org:contact>");
        refused(&mut alfa, &create(&fresh, &stranger), 2303, "contact-unknown").await;

        for above in [&id, &lower] {
            let circle = format!("<org:chg>{}</org:chg>", parent(above));
            refused(&mut alfa, &update(&id, &circle), 2306, "organisation-loop").await;
        }
        refused(&mut alfa, &update(&id, ""), 2003, "change-is-empty").await;
        let none = format!("<org:rem>{RESELLER}</org:rem>");
        refused(&mut alfa, &update(&id, &none), 2003, "required").await;

        ok(&mut alfa, &update(&lower, &added("<org:status>hold</org:status>"))).await;
        let rule = "organisation-status-prohibits";
        refused(&mut alfa, &update(&lower, &site()), 2304, rule).await;
        refused(&mut alfa, &org("delete", &lower, ""), 2304, rule).await;
        let lifted = "<org:rem><org:status>hold</org:status></org:rem>";
        ok(&mut alfa, &update(&lower, lifted)).await;
        ok(&mut alfa, &org("delete", &lower, "")).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_is_linked_to_a_domain_changed_and_taken_away() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let person = somebody(&mut alfa).await;
        let (one, two) = (reseller(&mut alfa).await, reseller(&mut alfa).await);
        let name = fresh("revenda");
        let frame = Name::new(&name, &person).create_and(&links("create", &link(&one)));
        ok(&mut alfa, &frame).await;
        assert_eq!(linked(&ok(&mut alfa, &domain_info(&name)).await), [one.as_str()]);
        let shown = info(&mut alfa, &one).await;
        assert_eq!(shown.texts("status"), ["ok", "linked"]);
        let role = shown.data.as_ref().unwrap().find("role").unwrap();
        let statuses: Vec<_> = role
            .all("status")
            .map(|status| status.text.as_str())
            .collect();
        assert_eq!(statuses, ["ok", "linked"]);
        refused(&mut alfa, &org("delete", &one, ""), 2305, "organisation-is-linked").await;

        let add = |id: &str| relink(&name, &format!("<orgext:add>{}</orgext:add>", link(id)));
        let put = |id: &str| relink(&name, &format!("<orgext:chg>{}</orgext:chg>", link(id)));
        let end = |id: &str| relink(&name, &format!("<orgext:rem>{}</orgext:rem>", link(id)));
        refused(&mut alfa, &add(&two), 2305, "role-filled").await;
        refused(&mut alfa, &end(&two), 2305, "role-vacant").await;
        refused(&mut alfa, &put(&one), 2306, "change-has-no-effect").await;
        ok(&mut alfa, &put(&two)).await;
        assert_eq!(linked(&ok(&mut alfa, &domain_info(&name)).await), [two.as_str()]);
        ok(&mut alfa, &org("delete", &one, "")).await;
        ok(&mut alfa, &end("")).await;
        assert!(linked(&ok(&mut alfa, &domain_info(&name)).await).is_empty());
        refused(&mut alfa, &end(""), 2305, "role-vacant").await;
        refused(&mut alfa, &put(&two), 2305, "role-vacant").await;
        ok(&mut alfa, &add(&two)).await;
        ok(&mut alfa, &delete(&name)).await;
        ok(&mut alfa, &org("delete", &two, "")).await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_of_a_link_has_its_reason() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let person = somebody(&mut alfa).await;
        let (own, theirs) = (reseller(&mut alfa).await, reseller(&mut beta).await);
        let name = fresh("recusada");
        let with = |id: &str, role: &str| {
            let link = format!("<orgext:id role=\"{role}\">{id}</orgext:id>");
            Name::new(&name, &person).create_and(&links("create", &link))
        };
        let rule = "organisation-unknown";
        refused(&mut alfa, &with("NINGUEM-1", "reseller"), 2303, rule).await;
        refused(&mut alfa, &with(&theirs, "reseller"), 2201, "not-sponsor").await;
        let rule = "organisation-role-not-offered";
        refused(&mut alfa, &with(&own, "privacyproxy"), 2306, rule).await;
        expect(&mut alfa, &with(&own, ""), 2005).await;
        expect(&mut alfa, &with("x", "reseller"), 2005).await;
        let rule = "organisation-status-prohibits";
        let closed = "<org:status>clientLinkProhibited</org:status>";
        ok(&mut alfa, &update(&own, &added(closed))).await;
        refused(&mut alfa, &with(&own, "reseller"), 2304, rule).await;
        ok(&mut alfa, &update(&own, &format!("<org:rem>{closed}</org:rem>"))).await;
        let role = "<org:role><org:type>reseller</org:type>\
            <org:status>clientLinkProhibited</org:status></org:role>";
        ok(&mut alfa, &update(&own, &added(role))).await;
        refused(&mut alfa, &with(&own, "reseller"), 2304, rule).await;
        ok(&mut alfa, &update(&own, &format!("<org:rem>{role}</org:rem>"))).await;
        ok(&mut alfa, &with(&own, "reseller")).await;

        let ended = "<org:status>terminated</org:status>";
        let rule = "organisation-status-not-client";
        refused(&mut alfa, &update(&own, &added(ended)), 2306, rule).await;
        let above =
            format!("{}<org:chg>{}</org:chg>", added(ended), parent(&reseller(&mut alfa).await));
        refused(&mut alfa, &update(&own, &above), 2305, "organisation-is-linked").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_and_hosts_have_resellers_too() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let (one, two) = (reseller(&mut alfa).await, reseller(&mut alfa).await);
        let handle = fresh_handle();
        let frame = contact("create", &Person::new(&handle).create());
        ok(&mut alfa, &beside(&frame, &links("create", &link(&one)))).await;
        let asked = contact("info", &format!("<contact:id>{handle}</contact:id>"));
        assert_eq!(linked(&ok(&mut alfa, &asked).await), [one.as_str()]);
        let put = links("update", &format!("<orgext:chg>{}</orgext:chg>", link(&two)));
        let frame = contact("update", &format!("<contact:id>{handle}</contact:id>"));
        ok(&mut alfa, &beside(&frame, &put)).await;
        assert_eq!(linked(&ok(&mut alfa, &asked).await), [two.as_str()]);

        let server = format!("<host:name>ns1.{}.icann</host:name>", one.to_lowercase());
        let frame = host("create", &server);
        ok(&mut alfa, &beside(&frame, &links("create", &link(&one)))).await;
        assert_eq!(linked(&ok(&mut alfa, &host("info", &server)).await), [one.as_str()]);
        ok(&mut alfa, &beside(&host("update", &server), &put)).await;
        assert_eq!(linked(&ok(&mut alfa, &host("info", &server)).await), [two.as_str()]);
        refused(&mut alfa, &org("delete", &two, ""), 2305, "organisation-is-linked").await;
        let end = links("update", &format!("<orgext:rem>{}</orgext:rem>", link("")));
        ok(&mut alfa, &beside(&host("update", &server), &end)).await;
        ok(&mut alfa, &contact("delete", &format!("<contact:id>{handle}</contact:id>"))).await;
        ok(&mut alfa, &host("delete", &server)).await;
        ok(&mut alfa, &org("delete", &one, "")).await;
        ok(&mut alfa, &org("delete", &two, "")).await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_does_not_follow_a_domain_and_is_nobody_elses_to_see() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let person = somebody(&mut alfa).await;
        let own = reseller(&mut alfa).await;
        let name = fresh("parte");
        let plain = Name { code: CODE, ..Name::new(&name, &person) };
        ok(&mut alfa, &plain.create_and(&links("create", &link(&own)))).await;
        assert!(linked(&ok(&mut beta, &domain_info(&name)).await).is_empty());
        expect(&mut beta, &request(&name, CODE), 1001).await;
        ok(&mut alfa, &step("approve", &name)).await;
        assert!(linked(&ok(&mut beta, &domain_info(&name)).await).is_empty());
        let theirs = reseller(&mut beta).await;
        let add = format!("<orgext:add>{}</orgext:add>", link(&theirs));
        ok(&mut beta, &relink(&name, &add)).await;
        assert_eq!(linked(&ok(&mut beta, &domain_info(&name)).await), [theirs.as_str()]);
        ok(&mut alfa, &org("delete", &own, "")).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_zone_has_organisations_there_are_none() {
    on_both(async |place| {
        let [pt, _] = endpoints(place);
        let mut client = pt.session(0).await;
        expect(&mut client, &org("info", "REV-1", ""), 2307).await;
        let frame = domain_and(
            "update",
            &name_of("exemplo.pt"),
            &links("update", &format!("<orgext:add>{}</orgext:add>", link("REV-1"))),
        );
        expect(&mut client, &frame, 2103).await;
        valid(&[&client]);
    })
    .await;
}

fn fresh_id() -> String {
    format!("REV-{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

async fn reseller(client: &mut EppClient) -> String {
    let id = fresh_id();
    ok(client, &create(&id, RESELLER)).await;
    id
}

fn org(verb: &str, id: &str, inside: &str) -> String {
    let body = format!("<org:id>{id}</org:id>{inside}");
    let body = format!("<org:{verb} xmlns:org=\"{ORG}\">{body}</org:{verb}>");
    command(&format!("<{verb}>{body}</{verb}>"), verb)
}

fn create(id: &str, inside: &str) -> String {
    org("create", id, inside)
}

fn update(id: &str, inside: &str) -> String {
    org("update", id, inside)
}

fn added(inside: &str) -> String {
    format!("<org:add>{inside}</org:add>")
}

fn parent(id: &str) -> String {
    format!("<org:parentId>{id}</org:parentId>")
}

fn site() -> String {
    "<org:chg><org:url>https://outra.example</org:url></org:chg>".to_owned()
}

/// Everything that an organisation may have.
fn whole(above: &str, contact: &str) -> String {
    format!(
        "<org:role><org:type>reseller</org:type><org:roleID>1362</org:roleID></org:role>\
         <org:status>clientLinkProhibited</org:status>{}\
         <org:postalInfo type=\"int\"><org:name>Revenda, Lda</org:name><org:addr>\
         <org:street>Rua do Forno 1</org:street><org:city>Évora</org:city>\
         <org:pc>7000-001</org:pc><org:cc>PT</org:cc></org:addr></org:postalInfo>\
         <org:voice x=\"12\">+351.211583341</org:voice><org:fax>+351.211583342</org:fax>\
         <org:email>geral@revenda.example</org:email><org:url>https://revenda.example</org:url>\
         <org:contact type=\"abuse\">{contact}</org:contact>",
        parent(above)
    )
}

async fn info(client: &mut EppClient, id: &str) -> Answer {
    ok(client, &org("info", id, "")).await
}

async fn available(client: &mut EppClient, id: &str) -> String {
    let seen = ok(client, &org("check", id, "")).await;
    let data = seen.data.as_ref().unwrap();
    let shown = data.find("cd/id").unwrap().attribute("avail");
    shown.unwrap().to_owned()
}

fn link(id: &str) -> String {
    format!("<orgext:id role=\"reseller\">{id}</orgext:id>")
}

fn links(verb: &str, inside: &str) -> String {
    format!("<orgext:{verb} xmlns:orgext=\"{ORGEXT}\">{inside}</orgext:{verb}>")
}

fn relink(name: &str, inside: &str) -> String {
    domain_and("update", &name_of(name), &links("update", inside))
}

/// A command with an extension beside it.
fn beside(frame: &str, extension: &str) -> String {
    frame.replacen("<clTRID>", &format!("<extension>{extension}</extension><clTRID>"), 1)
}

/// The organisations that an answer's extension names.
fn linked(answer: &Answer) -> Vec<&str> {
    answer
        .extension("orgext:infData")
        .map_or_else(Vec::new, |data| data.all("id").map(|one| one.text.as_str()).collect())
}
