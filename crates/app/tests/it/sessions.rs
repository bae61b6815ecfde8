//! Sessions of registrars: pipelining, frames that are no EPP, and logins that are refused.

use foral_epp_wire::frame::frame;

use crate::commands::{command, domain_check, domain_info};
use crate::stage::{expect, ok, on_both, valid};

/// Commands that are under way at the same time.
const PIPELINED: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn pipelined_commands_are_answered_in_order() {
    on_both(async |place| {
        let mut client = place.session("ALFA").await;
        let references: Vec<_> = (0..PIPELINED)
            .map(|number| format!("check-{number}"))
            .collect();
        let bytes: Vec<u8> = references
            .iter()
            .flat_map(|reference| frame(domain_check("exemplo.pt", reference).as_bytes()))
            .collect();
        client.send_bytes(&bytes).await.unwrap();
        for reference in &references {
            let answer = client.answer().await.unwrap();
            assert_eq!((answer.code, answer.client_trid.as_ref()), (1000, Some(reference)));
        }
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_is_no_epp_gets_2001_and_the_connection_lives_on() {
    on_both(async |place| {
        let mut client = place.session("ALFA").await;
        let malformed = [
            "this is no XML".to_owned(),
            "<epp><command>".to_owned(),
            "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"/>".to_owned(),
            "<!DOCTYPE epp [<!ENTITY a \"b\">]><epp>&a;</epp>".to_owned(),
            domain_info("exemplo.pt").replace("domain:name", "domain:nome"),
            domain_check("exemplo.pt", "ab"),
        ];
        for xml in malformed {
            let refused = expect(&mut client, &xml, 2001).await;
            let fault = refused.values.first().unwrap();
            assert!(!fault.reason.is_empty(), "{refused:?}");
        }
        expect(&mut client, &command("<delete/>", "nothing"), 2001).await;
        ok(&mut client, &domain_check("exemplo.pt", "after")).await;
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_needs_the_password_and_the_registrars_own_certificate() {
    on_both(async |place| {
        let (alfa, beta) = (place.registrar("ALFA"), place.registrar("BETA"));
        let attempts = [
            ("a wrong password", Some(alfa), "not the password"),
            ("no certificate", None, alfa.password.as_str()),
            ("the certificate of another", Some(beta), alfa.password.as_str()),
        ];
        for (what, certificate_of, password) in attempts {
            let mut client = place.connect(certificate_of).await;
            let answer = client.login("ALFA", password).await.unwrap();
            assert_eq!(answer.code, 2200, "{what}: {answer:?}");
            valid(&[&client]);
        }
        let mut early = place.connect(Some(alfa)).await;
        early.greeting().await.unwrap();
        expect(&mut early, &domain_check("exemplo.pt", "early"), 2002).await;
        valid(&[&early, &place.session("ALFA").await]);
    })
    .await;
}
