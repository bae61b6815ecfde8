//! The formats of WHOIS and RDAP, each held against a golden file. `UPDATE_GOLDEN=1` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod rdap;
mod things;

use std::path::Path;

use foral_model::domain::Lifecycle;
use foral_rdds::whois;
use foral_registry::directory::{Field, Unpublished};
use things::{closed, generic, host, national, open, registrar, reseller};

/// Compares with a golden file, whose lines end as files' do.
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("golden")
        .join(name);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "CRLF everywhere");
    let text = text.replace("\r\n", "\n");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, kept, "{name}");
}

#[test]
fn the_format_of_pt() {
    golden("pt-body.txt", &whois::pt_domain(&national(open())));
    golden("pt-person.txt", &whois::pt_domain(&national(closed())));
    let mut reserved = national(closed());
    reserved.name_servers.clear();
    reserved.public_status = foral_model::domain::PublicStatus::Reserved;
    reserved.contacts[0].city = Field::Absent;
    golden("pt-reserved.txt", &whois::pt_domain(&reserved));
    let mut unseen = national(open());
    unseen.unpublished = Some(Unpublished::ServersNotSeen);
    golden("pt-unseen.txt", &whois::pt_domain(&unseen));
    unseen.unpublished = Some(Unpublished::ZoneUnpublished);
    assert_eq!(whois::pt_domain(&unseen), whois::pt_domain(&national(open())));
}

#[test]
fn the_format_of_icann() {
    golden("icann-body.txt", &whois::icann_domain(&generic(open())));
    let mut person = generic(closed());
    person.lifecycle = Lifecycle::Redemption { until: person.as_of };
    person.rgp = vec![foral_model::domain::RgpStatus::Redemption];
    person.signers.clear();
    golden("icann-person.txt", &whois::icann_domain(&person));
    let mut unseen = generic(open());
    unseen.unpublished = Some(Unpublished::ServersNotSeen);
    unseen.reseller = Some(reseller().into());
    golden("icann-unseen.txt", &whois::icann_domain(&unseen));
    golden("icann-server.txt", &whois::icann_server(&host()));
    golden("icann-registrar.txt", &whois::icann_registrar(&registrar(), things::at()));
}

#[test]
fn nobody_writes_a_line_of_their_own() {
    let mut domain = national(open());
    domain.contacts[0].name = Field::Shown("Ana\r\nDomain: forged.pt".to_owned());
    domain.contacts[0].organisation = Field::Absent;
    let text = whois::pt_domain(&domain);
    assert!(text.contains("Owner Name: Ana  Domain: forged.pt\r\n"), "{text}");
    let text = whois::icann_domain(&domain);
    assert!(text.contains("Registrant Name: Ana  Domain: forged.pt\r\n"), "{text}");
}
