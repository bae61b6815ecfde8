//! Registration: names, periods, contacts, servers and codes that are taken or refused.

use super::frames::{Name, Person, role, servers};
use super::{CODE, SERVER, fresh, fresh_handle, seen, session, somebody, spent};
use crate::commands::contact;
use crate::stage::{expect, ok, on_both, refused, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_shown_as_it_was_made() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let name = fresh("novo");
        let made = ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        assert_eq!(seen::amounts(&made, "fee:creData", "fee"), ["8.00"]);
        let shown = seen::domain(&mut alfa, &name).await;
        for (path, value) in [
            ("name", name.as_str()),
            ("registrant", &handle),
            ("ns/hostObj", SERVER),
            ("clID", "ALFA"),
            ("crID", "ALFA"),
        ] {
            assert_eq!(shown.text(path), Some(value), "{path}");
        }
        assert_eq!(shown.texts("contact"), [handle.as_str(), handle.as_str()]);
        assert_eq!(shown.text("exDate"), made.text("exDate"));
        assert_eq!(made.text("exDate"), Some(&*seen::later(made.text("crDate").unwrap(), 1)));
        assert!(shown.text("roid").unwrap().ends_with("-ICANNRST"), "{shown:?}");
        assert_eq!((seen::statuses(&shown), seen::graces(&shown)), (vec!["ok"], vec!["addPeriod"]));
        refused(&mut alfa, &Name::new(&name, &handle).create(), 2302, "name-taken").await;
        let bare = fresh("despido");
        let create = Name { servers: String::new(), ..Name::new(&bare, &handle) };
        ok(&mut alfa, &create.create()).await;
        let shown = seen::domain(&mut alfa, &bare).await;
        assert_eq!(seen::statuses(&shown), ["inactive"]);
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_to_ten_whole_years_are_on_offer() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        for (unit, number) in
            [("y", "11"), ("y", "-1"), ("y", "0"), ("y", "1.5"), ("y", ""), ("x", "1"), ("m", "6")]
        {
            let name = fresh("nunca");
            let period = format!("<domain:period unit=\"{unit}\">{number}</domain:period>");
            let create = Name { period: &period, ..Name::new(&name, &handle) }.create();
            let answer = alfa.exchange(&create).await.unwrap();
            assert!([2001, 2004].contains(&answer.code), "{number}{unit}: {answer:?}");
        }
        for years in [1, 2, 10] {
            let name = fresh("anos");
            let period = format!("<domain:period unit=\"y\">{years}</domain:period>");
            let create = Name { period: &period, ..Name::new(&name, &handle) }.create();
            let made = ok(&mut alfa, &create).await;
            let born = made.text("crDate").unwrap();
            assert_eq!(made.text("exDate"), Some(&*seen::later(born, years)));
            assert_eq!(spent(place, "ALFA", &name), i64::from(years) * 800);
        }
        let name = fresh("sem-prazo");
        let made = ok(&mut alfa, &Name { period: "", ..Name::new(&name, &handle) }.create()).await;
        assert_eq!(made.text("exDate"), Some(&*seen::later(made.text("crDate").unwrap(), 1)));
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_none_are_refused() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let long = format!("{}.feira.example", "l".repeat(64));
        for (name, code) in [
            (long.as_str(), 2005),
            ("xn--q9z8x7.feira.example", 2005),
            ("xx--abc.feira.example", 2005),
            ("-a.feira.example", 2005),
            ("a_b.feira.example", 2005),
            ("a.b.feira.example", 2004),
            ("feira.example", 2004),
            ("livre.pt", 2004),
            ("nic.feira.example", 2304),
        ] {
            expect(&mut alfa, &Name::new(name, &handle).create(), code).await;
        }
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_and_servers_are_there_and_of_the_right_form() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let name = fresh("nunca");
        let good = || Name::new(&name, &handle);
        let both = role("admin", &handle) + role("tech", &handle).as_str();
        let attribute = "<domain:ns><domain:hostAttr><domain:hostName>ns1.outro.icann\
            </domain:hostName></domain:hostAttr></domain:ns>";
        let nobody = "<domain:registrant>NINGUEM</domain:registrant>".to_owned();
        for (wrong, code) in [
            (Name { registrant: nobody, ..good() }, 2303),
            (Name { registrant: "<domain:registrant/>".into(), ..good() }, 2001),
            (Name { registrant: String::new(), ..good() }, 2003),
            (Name { contacts: String::new(), ..good() }, 2003),
            (Name { contacts: role("admin", &handle), ..good() }, 2003),
            (Name { contacts: both.clone() + role("billing", "NINGUEM").as_str(), ..good() }, 2303),
            (Name { contacts: both.clone() + role("chefe", &handle).as_str(), ..good() }, 2001),
            (Name { contacts: both.clone() + role("tech", &handle).as_str(), ..good() }, 2306),
            (Name { servers: servers(&["ns1.nao-existe.icann"]), ..good() }, 2303),
            (Name { servers: servers(&[SERVER, SERVER]), ..good() }, 2306),
            (Name { servers: attribute.to_owned(), ..good() }, 2306),
            (Name { code: "fraco", ..good() }, 2306),
            (Name { code: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ..good() }, 2306),
        ] {
            expect(&mut alfa, &wrong.create(), code).await;
        }
        let billing = both + role("billing", &handle).as_str();
        ok(&mut alfa, &Name { contacts: billing, code: CODE, ..good() }.create()).await;
        let shown = seen::domain(&mut alfa, &name).await;
        assert!(shown.data.as_ref().unwrap().find("authInfo").is_none(), "kept as a hash alone");
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_of_another_registrar_can_be_named() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let handle = fresh_handle();
        ok(&mut beta, &contact("create", &Person::new(&handle).create())).await;
        let name = fresh("alheio");
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        let delete = contact("delete", &format!("<contact:id>{handle}</contact:id>"));
        refused(&mut beta, &delete, 2305, "contact-is-linked").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}
