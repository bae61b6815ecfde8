//! The life of a host object: glue belongs below a domain, and follows it.

use crate::commands::{domain, host};
use crate::holder::Holder;
use crate::stage::{fresh, ok, on_both, refused, registered, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_host_has_glue_below_a_domain_and_nowhere_else() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, ..) = registered(&mut alfa, "raiz").await;
        let below = format!("ns1.{name}");
        refused(&mut alfa, &create(&below, ""), 2003, "address-missing").await;
        refused(&mut alfa, &create(&below, &v4("127.0.0.1")), 2004, "address-not-routable").await;
        refused(&mut beta, &create(&below, &v4("192.0.2.1")), 2201, "superordinate-not-yours")
            .await;
        let nowhere = format!("ns1.{}", fresh("ninguem"));
        refused(&mut alfa, &create(&nowhere, &v4("192.0.2.1")), 2303, "superordinate-unknown")
            .await;
        let made = ok(&mut alfa, &create(&below, &v4("192.0.2.1"))).await;
        assert_eq!(made.text("name"), Some(below.as_str()));
        refused(&mut alfa, &create(&below, &v4("192.0.2.1")), 2302, "host-taken").await;
        let outside = format!("ns.{}.example", name.trim_end_matches(".pt"));
        refused(&mut alfa, &create(&outside, &v4("192.0.2.1")), 2004, "address-unwanted").await;
        ok(&mut alfa, &create(&outside, "")).await;
        let seen = ok(&mut beta, &info(&below)).await;
        assert_eq!((seen.text("clID"), seen.text("addr")), (Some("ALFA"), Some("192.0.2.1")));
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_changed_renamed_and_deleted_by_its_sponsor() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, ..) = registered(&mut alfa, "casa").await;
        let (old, new) = (format!("ns1.{name}"), format!("ns2.{name}"));
        ok(&mut alfa, &create(&old, &v4("192.0.2.1"))).await;
        let more =
            format!("<host:add>{}</host:add>", "<host:addr ip=\"v6\">2001:db8::1</host:addr>");
        refused(&mut beta, &update(&old, &more), 2201, "not-sponsor").await;
        ok(&mut alfa, &update(&old, &more)).await;
        assert_eq!(ok(&mut alfa, &info(&old)).await.texts("addr").len(), 2);
        let none = format!(
            "<host:rem>{}<host:addr ip=\"v6\">2001:db8::1</host:addr></host:rem>",
            v4("192.0.2.1")
        );
        refused(&mut alfa, &update(&old, &none), 2003, "address-missing").await;
        ok(&mut alfa, &serve(&name, "add", &old)).await;
        let rename = format!("<host:chg><host:name>{new}</host:name></host:chg>");
        ok(&mut alfa, &update(&old, &rename)).await;
        refused(&mut alfa, &info(&old), 2303, "host-unknown").await;
        let seen = ok(&mut alfa, &about(&name)).await;
        assert_eq!(seen.text("ns/hostObj"), Some(new.as_str()), "the delegation follows the name");
        let delete = host("delete", &format!("<host:name>{new}</host:name>"));
        refused(&mut alfa, &delete, 2305, "host-is-linked").await;
        let gone = domain("delete", &format!("<domain:name>{name}</domain:name>"));
        refused(&mut alfa, &gone, 2305, "domain-has-hosts").await;
        ok(&mut alfa, &serve(&name, "rem", &new)).await;
        refused(&mut beta, &delete, 2201, "not-sponsor").await;
        ok(&mut alfa, &delete).await;
        refused(&mut alfa, &info(&new), 2303, "host-unknown").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_below_a_domain_follow_it_to_another_registrar() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, handle, _) = registered(&mut alfa, "muda").await;
        let below = format!("ns1.{name}");
        ok(&mut alfa, &create(&below, &v4("192.0.2.53"))).await;
        let code = Holder::sign_in(place, &handle).await.code(&name).await.code;
        ok(&mut beta, &crate::commands::domain_transfer(&name, &code, None)).await;
        let seen = ok(&mut beta, &info(&below)).await;
        assert_eq!(seen.text("clID"), Some("BETA"));
        assert!(seen.text("trDate").is_some());
        let more = format!("<host:add>{}</host:add>", v4("192.0.2.54"));
        refused(&mut alfa, &update(&below, &more), 2201, "not-sponsor").await;
        ok(&mut beta, &update(&below, &more)).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

fn create(name: &str, addresses: &str) -> String {
    host("create", &format!("<host:name>{name}</host:name>{addresses}"))
}

fn info(name: &str) -> String {
    host("info", &format!("<host:name>{name}</host:name>"))
}

fn update(name: &str, change: &str) -> String {
    host("update", &format!("<host:name>{name}</host:name>{change}"))
}

fn v4(address: &str) -> String {
    format!("<host:addr ip=\"v4\">{address}</host:addr>")
}

fn about(name: &str) -> String {
    domain("info", &format!("<domain:name>{name}</domain:name>"))
}

/// Makes a host object the domain's only name server, or takes it away.
fn serve(name: &str, verb: &str, server: &str) -> String {
    let servers = format!("<domain:ns><domain:hostObj>{server}</domain:hostObj></domain:ns>");
    let before = ["ns1.dns.example", "ns2.dns.example"].map(|name| {
        format!("<domain:hostAttr><domain:hostName>{name}</domain:hostName></domain:hostAttr>")
    });
    let before = format!("<domain:rem><domain:ns>{}</domain:ns></domain:rem>", before.concat());
    let change = match verb {
        "add" => format!("<domain:add>{servers}</domain:add>{before}"),
        _ => format!("<domain:rem>{servers}</domain:rem>"),
    };
    domain("update", &format!("<domain:name>{name}</domain:name>{change}"))
}
