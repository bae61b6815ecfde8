//! What history says of each deed, and of what became of it in the DNS.

use foral_model::journal::HistoryLine;
use foral_model::lang::Lang;
use foral_model::publication::Receipt;
use foral_model::time::Timestamp;

use super::{all, then};
use crate::Words;

fn line(deed: &str, data: &[(&str, &str)]) -> HistoryLine {
    HistoryLine {
        seq: 1,
        at: then(),
        actor_kind: "registrar".into(),
        actor_id: "alfa".into(),
        deed: deed.into(),
        data: data
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
    }
}

#[test]
fn history_tells_each_deed() {
    let words = Words::of(Lang::En);
    let micros = then().micros().to_string();
    let moved = line("transferred", &[("losing", "alfa"), ("gaining", "beta")]);
    assert_eq!(words.history(&moved), "Transferred from alfa to beta");
    for stored in [micros.as_str(), "2026-12-23T18:04:00.000Z"] {
        let renewed = line("renewed", &[("expires", stored)]);
        assert_eq!(words.history(&renewed), "Renewed until 23 December 2026");
    }
    let updated = line("updated", &[("parts", "name servers, auth code")]);
    assert_eq!(words.history(&updated), "Changed: name servers, transfer code");
    assert_eq!(words.history_actor(&updated), "Registrar alfa");
    let deeds = "created updated renewed auto-renewed transferred code-created code-revoked \
        code-refused expired pending-delete removed recovered password-changed deposited refused \
        transfer-asked transfer-ended holder-change-asked holder-change-ended holder-changed \
        redemption restore-asked restored delegation-held delegation-passed \
        delegation-overruled restore-lapsed grace-ended status-lapsed corrected";
    for words in all() {
        for deed in deeds.split(' ') {
            assert_ne!(words.history(&line(deed, &[])), deed);
            assert_eq!(
                words.history(&line(&deed.replace('-', "_"), &[])),
                words.history(&line(deed, &[]))
            );
        }
    }
}

#[test]
fn a_receipt_tells_the_serial_and_who_had_it_when() {
    let after = |millis: i64| Timestamp::from_micros(then().micros() + millis * 1_000);
    let receipt = Receipt {
        seq: 1,
        serial: 1_796_057_890,
        committed: then(),
        published: after(140),
        served: vec![("named".to_owned(), after(1_260))],
    };
    let told = |lang| Words::of(lang).history_receipt(&receipt);
    assert_eq!(
        told(Lang::En),
        "In the DNS with serial 1796057890 after 0.1 s; at named after 1.3 s"
    );
    for lang in [Lang::Pt, Lang::Es] {
        let text = told(lang);
        assert!(text.contains("1796057890") && text.contains("0,1 s; "), "{text}");
        assert!(text.contains("named") && text.ends_with("1,3 s"), "{text}");
    }
}
