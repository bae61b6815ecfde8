//! Delegation signers of a domain (RFC 5910): set, seen, changed, taken away.

use foral_epp_wire::answer::Answer;

use crate::commands::{domain_and, domain_create, domain_info};
use crate::stage::{fresh, ok, on_both, refused, registered, somebody, valid};

const SHA256: &str = "5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A";

#[tokio::test(flavor = "multi_thread")]
async fn signers_are_set_seen_changed_and_taken_away() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (handle, _) = somebody(&mut alfa, "Otília Reis").await;
        let name = fresh("assinado");
        let create = domain_create(&name, &handle);
        let signed =
            format!("</create><extension>{}</extension>", create_with(&ds(1, 13, 2, SHA256)));
        ok(&mut alfa, &create.replacen("</create>", &signed, 1)).await;
        assert_eq!(tags(&ok(&mut alfa, &domain_info(&name)).await), ["1"]);
        let both = format!(
            "<secDNS:rem>{}</secDNS:rem><secDNS:add>{}{}</secDNS:add>",
            ds(1, 13, 2, SHA256),
            ds(2, 13, 2, SHA256),
            ds(3, 8, 2, SHA256)
        );
        ok(&mut alfa, &update(&name, &both)).await;
        assert_eq!(tags(&ok(&mut alfa, &domain_info(&name)).await), ["2", "3"]);
        let again = format!("<secDNS:add>{}</secDNS:add>", ds(2, 13, 2, SHA256));
        refused(&mut alfa, &update(&name, &again), 2306, "change-has-no-effect").await;
        ok(&mut alfa, &update(&name, "<secDNS:rem><secDNS:all>true</secDNS:all></secDNS:rem>"))
            .await;
        let bare = ok(&mut alfa, &domain_info(&name)).await;
        assert!(bare.extension("secDNS:infData").is_none(), "{bare:?}");
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signers_that_no_resolver_could_use_are_refused() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (name, ..) = registered(&mut alfa, "sem-uso").await;
        let add = |signer: String| update(&name, &format!("<secDNS:add>{signer}</secDNS:add>"));
        let unusable =
            [ds(1, 5, 2, SHA256), ds(1, 13, 1, &SHA256[..40]), ds(1, 13, 2, &SHA256[..62])];
        for signer in unusable {
            refused(&mut alfa, &add(signer), 2306, "signer-invalid").await;
        }
        let (mut beta, other) = (place.session("BETA").await, add(ds(1, 13, 2, SHA256)));
        refused(&mut beta, &other, 2201, "not-sponsor").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

pub(crate) fn ds(tag: u16, algorithm: u8, digest_type: u8, digest: &str) -> String {
    format!(
        "<secDNS:dsData><secDNS:keyTag>{tag}</secDNS:keyTag><secDNS:alg>{algorithm}</secDNS:alg>\
         <secDNS:digestType>{digest_type}</secDNS:digestType><secDNS:digest>{digest}\
         </secDNS:digest></secDNS:dsData>"
    )
}

pub(crate) fn create_with(signers: &str) -> String {
    format!(
        "<secDNS:create xmlns:secDNS=\"urn:ietf:params:xml:ns:secDNS-1.1\">{signers}</secDNS:create>"
    )
}

fn update(name: &str, change: &str) -> String {
    let extension = format!(
        "<secDNS:update xmlns:secDNS=\"urn:ietf:params:xml:ns:secDNS-1.1\">{change}</secDNS:update>"
    );
    domain_and("update", &format!("<domain:name>{name}</domain:name>"), &extension)
}

/// The key tags that an answer shows.
pub(crate) fn tags(answer: &Answer) -> Vec<&str> {
    let shown = answer.extension("secDNS:infData").unwrap();
    let tags = shown
        .all("dsData")
        .filter_map(|signer| signer.find("keyTag"));
    tags.map(|tag| tag.text.as_str()).collect()
}
