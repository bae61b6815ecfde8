//! Host objects: names, addresses, parents, and what a rename may do.

use foral_testkit::epp::EppClient;

use super::frames::{Name, below, delete, servers};
use super::{fresh, seen, session, somebody};
use crate::commands::host;
use crate::stage::{expect, ok, on_both, refused, valid};

/// An address of those that tests use.
const FOUR: &str = "<host:addr ip=\"v4\">208.77.190.193</host:addr>";
const SIX: &str = "<host:addr ip=\"v6\">2602:800:900e:1257::1</host:addr>";

/// Kinds and texts that no name server has as an address.
const NO_ADDRESSES: [(&str, &str); 16] = [
    ("v4", "2602:800:900e:1257::1"),
    ("v4", ""),
    ("v4", "192.0.2"),
    ("v4", "abc"),
    ("v4", "256.1.1.1"),
    ("v4", "1.2.3.4.5"),
    ("v4", "127.0.0.1"),
    ("v4", "0.0.0.0"),
    ("v4", "224.0.0.1"),
    ("v6", "::"),
    ("v6", "::1"),
    ("v6", "fe80::1"),
    ("v6", "NOT::HEX::"),
    ("v6", "192.0.2.1"),
    ("v5", "192.0.2.1"),
    ("", "192.0.2.1"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_host_lies_elsewhere_without_an_address_or_below_an_own_name_with_one() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let (own, others) = (registered(&mut alfa).await, registered(&mut beta).await);
        let outside = elsewhere("ns1");
        ok(&mut alfa, &create(&outside, "")).await;
        refused(&mut beta, &create(&outside, ""), 2302, "host-taken").await;
        expect(&mut alfa, &create(&elsewhere("ns2"), FOUR), 2004).await;
        for bad in ["-ns.outro.icann", "a..b.icann", "ns_1.outro.icann", &"l".repeat(64)] {
            let answer = alfa.exchange(&create(bad, "")).await.unwrap();
            assert!([2005, 2306].contains(&answer.code), "{bad}: {answer:?}");
        }
        let ours = format!("ns1.{own}");
        ok(&mut alfa, &create(&ours, &format!("{FOUR}{SIX}"))).await;
        let shown = ok(&mut alfa, &info(&ours)).await;
        assert_eq!(shown.texts("addr"), ["208.77.190.193", "2602:800:900e:1257::1"]);
        assert_eq!(seen::statuses(&shown), ["ok"]);
        assert!(shown.text("roid").unwrap().ends_with("-ICANNRST"));
        expect(&mut alfa, &create(&format!("ns2.{own}"), ""), 2003).await;
        expect(&mut alfa, &create(&format!("ns1.{}", below("nao-existe")), FOUR), 2303).await;
        expect(&mut alfa, &create("ns1.nao-existe.zz--main-1234", FOUR), 2303).await;
        expect(&mut alfa, &create(&format!("ns1.{others}"), FOUR), 2201).await;
        expect(&mut alfa, &create(&format!("ns1.{others}"), ""), 2201).await;
        for (kind, address) in NO_ADDRESSES {
            let addresses = format!("<host:addr ip=\"{kind}\">{address}</host:addr>");
            let answer = alfa
                .exchange(&create(&format!("ns3.{own}"), &addresses))
                .await
                .unwrap();
            assert!([2001, 2004, 2005].contains(&answer.code), "{address}: {answer:?}");
        }
        expect(&mut alfa, &info(&format!("ns3.{own}")), 2303).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_statuses_are_sets_and_the_sponsors() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = format!("ns1.{}", registered(&mut alfa).await);
        ok(&mut alfa, &create(&name, FOUR)).await;
        expect(&mut beta, &change(&name, "add", SIX), 2201).await;
        expect(&mut beta, &host("delete", &name_of(&name)), 2201).await;
        expect(&mut alfa, &change(&name, "add", FOUR), 2306).await;
        expect(&mut alfa, &change(&name, "rem", SIX), 2306).await;
        expect(&mut alfa, &change(&name, "rem", FOUR), 2003).await;
        ok(&mut alfa, &change(&name, "add", SIX)).await;
        ok(&mut alfa, &change(&name, "rem", FOUR)).await;
        let shown = ok(&mut alfa, &info(&name)).await;
        assert_eq!(shown.texts("addr"), ["2602:800:900e:1257::1"]);
        for (kind, address) in NO_ADDRESSES {
            let bad = format!("<host:addr ip=\"{kind}\">{address}</host:addr>");
            let answer = alfa.exchange(&change(&name, "add", &bad)).await.unwrap();
            assert!([2001, 2004, 2005].contains(&answer.code), "{address}: {answer:?}");
        }
        let status = |status: &str| format!("<host:status s=\"{status}\"/>");
        let kept = status("clientDeleteProhibited");
        expect(&mut alfa, &change(&name, "rem", &kept), 2306).await;
        ok(&mut alfa, &change(&name, "add", &kept)).await;
        expect(&mut alfa, &change(&name, "add", &kept), 2306).await;
        expect(&mut alfa, &host("delete", &name_of(&name)), 2304).await;
        ok(&mut alfa, &change(&name, "rem", &kept)).await;
        let fixed = status("clientUpdateProhibited");
        ok(&mut alfa, &change(&name, "add", &fixed)).await;
        expect(&mut alfa, &change(&name, "add", FOUR), 2304).await;
        ok(&mut alfa, &change(&name, "rem", &fixed)).await;
        for other in ["ok", "linked", "pendingDelete", "serverUpdateProhibited", "clientHold"] {
            let answer = alfa
                .exchange(&change(&name, "add", &status(other)))
                .await
                .unwrap();
            assert!([2001, 2306].contains(&answer.code), "{other}: {answer:?}");
        }
        ok(&mut alfa, &host("delete", &name_of(&name))).await;
        expect(&mut alfa, &info(&name), 2303).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_renamed_within_its_sponsors_reach() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let (own, others) = (registered(&mut alfa).await, registered(&mut beta).await);
        let from = elsewhere("mudar");
        ok(&mut alfa, &create(&from, "")).await;
        let to = elsewhere("mudado");
        ok(&mut alfa, &rename(&from, &to, "")).await;
        expect(&mut alfa, &info(&from), 2303).await;
        let absent = format!("ns1.{}", below("nao-existe"));
        expect(&mut alfa, &rename(&to, &absent, &added(FOUR)), 2303).await;
        expect(&mut alfa, &rename(&to, &format!("ns1.{others}"), &added(FOUR)), 2201).await;
        expect(&mut alfa, &rename(&to, "-x.icann", ""), 2005).await;
        let inside = format!("ns1.{own}");
        expect(&mut alfa, &rename(&to, &inside, ""), 2003).await;
        let user = registered_with(&mut alfa, &to).await;
        ok(&mut alfa, &rename(&to, &inside, &added(FOUR))).await;
        let shown = seen::domain(&mut alfa, &user).await;
        assert_eq!(shown.text("ns/hostObj"), Some(inside.as_str()), "links follow");
        refused(&mut alfa, &delete(&own), 2305, "domain-has-hosts").await;

        let shared = elsewhere("partilhado");
        ok(&mut alfa, &create(&shared, "")).await;
        registered_with(&mut beta, &shared).await;
        expect(&mut alfa, &rename(&shared, &elsewhere("nunca"), ""), 2305).await;
        expect(&mut alfa, &host("delete", &name_of(&shared)), 2305).await;
        let shown = ok(&mut alfa, &info(&shared)).await;
        assert!(seen::statuses(&shown).contains(&"linked"), "{shown:?}");
        valid(&[&alfa, &beta]);
    })
    .await;
}

fn elsewhere(label: &str) -> String {
    fresh(label).replace(".feira.example", ".outro.icann")
}

async fn registered(client: &mut EppClient) -> String {
    registered_with(client, super::SERVER).await
}

async fn registered_with(client: &mut EppClient, server: &str) -> String {
    let (handle, name) = (somebody(client).await, fresh("casa-mae"));
    let domain = Name { servers: servers(&[server]), ..Name::new(&name, &handle) };
    ok(client, &domain.create()).await;
    name
}

fn name_of(name: &str) -> String {
    format!("<host:name>{name}</host:name>")
}

fn create(name: &str, addresses: &str) -> String {
    host("create", &format!("{}{addresses}", name_of(name)))
}

fn info(name: &str) -> String {
    host("info", &name_of(name))
}

fn change(name: &str, step: &str, what: &str) -> String {
    host("update", &format!("{}<host:{step}>{what}</host:{step}>", name_of(name)))
}

fn added(what: &str) -> String {
    format!("<host:add>{what}</host:add>")
}

fn rename(from: &str, to: &str, beside: &str) -> String {
    let chg = format!("<host:chg>{}</host:chg>", name_of(to));
    host("update", &format!("{}{beside}{chg}", name_of(from)))
}
