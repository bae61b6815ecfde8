//! Contacts: what is refused, what is kept, who may see and change it.

use foral_testkit::epp::EppClient;

use super::frames::{Name, Person};
use super::{CODE, fresh, fresh_handle, seen, session, somebody};
use crate::commands::contact;
use crate::stage::{expect, ok, on_both, refused, valid};

/// What is no telephone number (E.164, as RFC 5733 writes it).
const NO_NUMBERS: [&str; 8] =
    ["", "+12345", "+1111.1", "55", "+1.", "+1.123456789012345", "+1.abc", "telefone"];
/// What is no e-mail address.
const NO_ADDRESSES: [&str; 10] = [
    "",
    "ana",
    "ana@",
    "@correio.example",
    "ana prado@correio.example",
    "ana@prado@correio.example",
    "ana@correio..example",
    ".ana@correio.example",
    "ana@-correio.example",
    "ana@correio.example.",
];
const NO_COUNTRIES: [&str; 4] = ["", "XX", "U", "USA"];

#[tokio::test(flavor = "multi_thread")]
async fn wrong_values_are_refused() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let long = "o".repeat(256);
        let good = Person::new;
        let seventeen = "A".repeat(17);
        let mut wrong = vec![
            Person { handle: "", ..good("AB") },
            Person { handle: &seventeen, ..good("AB") },
            good("AB"),
            Person { form: "tni", ..good("NUNCA") },
            Person { form: "", ..good("NUNCA") },
            Person { name: "", ..good("NUNCA") },
            Person { name: &long, ..good("NUNCA") },
            Person { organisation: &long, ..good("NUNCA") },
            Person { street: &long, ..good("NUNCA") },
            Person { city: "", ..good("NUNCA") },
            Person { city: &long, ..good("NUNCA") },
            Person { code: "fraco", ..good("NUNCA") },
        ];
        wrong.extend(NO_COUNTRIES.map(|country| Person { country, ..good("NUNCA") }));
        wrong.extend(NO_NUMBERS.map(|voice| Person { voice, ..good("NUNCA") }));
        wrong.extend(NO_NUMBERS.map(|fax| Person { fax, ..good("NUNCA") }));
        wrong.extend(NO_ADDRESSES.map(|email| Person { email, ..good("NUNCA") }));
        for person in &wrong {
            let frame = contact("create", &person.create());
            let code = alfa.exchange(&frame).await.unwrap().code;
            assert!([2001, 2003, 2005, 2306].contains(&code), "{code} to {frame}");
        }
        expect(&mut alfa, &contact("info", "<contact:id>NUNCA</contact:id>"), 2303).await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_is_what_is_shown() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let handle = fresh_handle();
        let person = contact("create", &Person::new(&handle).create());
        ok(&mut alfa, &person).await;
        refused(&mut alfa, &person, 2302, "contact-taken").await;
        refused(&mut beta, &person, 2302, "contact-taken").await;
        let id = format!("<contact:id>{handle}</contact:id>");
        let shown = ok(&mut alfa, &contact("info", &id)).await;
        for (path, value) in [
            ("id", handle.as_str()),
            ("postalInfo/name", "Ana Prado"),
            ("postalInfo/org", "Prado Lda"),
            ("postalInfo/addr/street", "Rua Um 1"),
            ("postalInfo/addr/city", "Lisboa"),
            ("postalInfo/addr/sp", "Lisboa"),
            ("postalInfo/addr/pc", "1000-001"),
            ("postalInfo/addr/cc", "PT"),
            ("voice", "+351.210000000"),
            ("fax", "+351.210000001"),
            ("email", "ana@correio.example"),
            ("clID", "ALFA"),
            ("crID", "ALFA"),
        ] {
            assert_eq!(shown.text(path), Some(value), "{path}");
        }
        let voice = shown.data.as_ref().unwrap().find("voice").unwrap();
        assert_eq!(voice.attribute("x"), Some("12"));
        assert_eq!(seen::statuses(&shown), ["ok"]);
        assert!(shown.text("roid").unwrap().ends_with("-ICANNRST"));

        expect(&mut beta, &contact("info", &id), 2201).await;
        let change = "<contact:chg><contact:email>b@correio.example</contact:email></contact:chg>";
        expect(&mut beta, &contact("update", &format!("{id}{change}")), 2201).await;
        expect(&mut beta, &contact("delete", &id), 2201).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_obey_the_same_rules() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let changed = |what: &str| change(&handle, &format!("<contact:chg>{what}</contact:chg>"));
        for number in &NO_NUMBERS[1..] {
            // An empty one takes the number away.
            for tag in ["voice", "fax"] {
                let frame = changed(&format!("<contact:{tag}>{number}</contact:{tag}>"));
                expect(&mut alfa, &frame, 2001).await;
            }
        }
        for email in NO_ADDRESSES {
            let frame = changed(&format!("<contact:email>{email}</contact:email>"));
            let code = alfa.exchange(&frame).await.unwrap().code;
            assert!([2001, 2005].contains(&code), "{code} to {frame}");
        }
        for country in NO_COUNTRIES {
            let frame = changed(&format!(
                "<contact:postalInfo type=\"int\"><contact:addr><contact:city>Braga</contact:city>\
                 <contact:cc>{country}</contact:cc></contact:addr></contact:postalInfo>"
            ));
            let code = alfa.exchange(&frame).await.unwrap().code;
            assert!([2001, 2005].contains(&code), "{code} to {frame}");
        }
        let moved = "<contact:postalInfo type=\"int\"><contact:addr><contact:city>Braga\
            </contact:city><contact:cc>PT</contact:cc></contact:addr></contact:postalInfo>\
            <contact:voice/>";
        ok(&mut alfa, &changed(moved)).await;
        let id = format!("<contact:id>{handle}</contact:id>");
        let shown = ok(&mut alfa, &contact("info", &id)).await;
        assert_eq!(shown.text("postalInfo/addr/city"), Some("Braga"));
        assert_eq!(shown.text("postalInfo/name"), Some("Ana Prado"), "as it was");
        assert_eq!((shown.text("voice"), shown.text("upID")), (None, Some("ALFA")));
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_are_a_set() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        for set in ["clientDeleteProhibited", "clientTransferProhibited"] {
            expect(&mut alfa, &status(&handle, "rem", set), 2306).await;
            ok(&mut alfa, &status(&handle, "add", set)).await;
            expect(&mut alfa, &status(&handle, "add", set), 2306).await;
        }
        let id = format!("<contact:id>{handle}</contact:id>");
        expect(&mut alfa, &contact("delete", &id), 2304).await;
        ok(&mut alfa, &status(&handle, "add", "clientUpdateProhibited")).await;
        let email = "<contact:chg><contact:email>c@correio.example</contact:email></contact:chg>";
        expect(&mut alfa, &change(&handle, email), 2304).await;
        for set in ["clientUpdateProhibited", "clientDeleteProhibited", "clientTransferProhibited"]
        {
            ok(&mut alfa, &status(&handle, "rem", set)).await;
            expect(&mut alfa, &status(&handle, "rem", set), 2306).await;
        }
        for other in [
            "ok",
            "linked",
            "pendingDelete",
            "pendingTransfer",
            "serverUpdateProhibited",
            "serverDeleteProhibited",
            "clientHold",
            "unknown",
        ] {
            for step in ["add", "rem"] {
                let answer = alfa.exchange(&status(&handle, step, other)).await.unwrap();
                assert!([2001, 2306].contains(&answer.code), "{other}: {answer:?}");
            }
        }
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_goes_when_nothing_refers_to_it() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let id = format!("<contact:id>{handle}</contact:id>");
        let name = fresh("ligado");
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        assert_eq!(shown(&mut alfa, &id).await, ["linked", "ok"]);
        refused(&mut alfa, &contact("delete", &id), 2305, "contact-is-linked").await;
        ok(&mut alfa, &super::frames::delete(&name)).await;
        ok(&mut alfa, &contact("delete", &id)).await;
        refused(&mut alfa, &contact("info", &id), 2303, "contact-unknown").await;
        let again = Person { code: CODE, ..Person::new(&handle) };
        ok(&mut alfa, &contact("create", &again.create())).await;
        valid(&[&alfa]);
    })
    .await;
}

async fn shown(client: &mut EppClient, id: &str) -> Vec<String> {
    let answer = ok(client, &contact("info", id)).await;
    let statuses = seen::statuses(&answer);
    let mut statuses: Vec<_> = statuses.into_iter().map(str::to_owned).collect();
    statuses.sort_unstable();
    statuses
}

fn change(handle: &str, change: &str) -> String {
    contact("update", &format!("<contact:id>{handle}</contact:id>{change}"))
}

fn status(handle: &str, step: &str, status: &str) -> String {
    change(handle, &format!("<contact:{step}><contact:status s=\"{status}\"/></contact:{step}>"))
}
