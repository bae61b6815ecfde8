//! Fees (RFC 8748): asked for, agreed to, refused.

use super::frames::{Name, below, name_of};
use super::{fresh, seen, session, somebody, spent};
use crate::commands::domain_and;
use crate::stage::{expect, ok, on_both, refused, valid};

const FEE: &str = "urn:ietf:params:xml:ns:epp:fee-1.0";

#[tokio::test(flavor = "multi_thread")]
async fn fees_are_told_before_they_are_paid() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let plain = fresh("preco");
        let names = name_of(&plain) + name_of(&below("vinho")).as_str();
        let check = |currency: &str| {
            let commands = "<fee:command name=\"create\"><fee:period unit=\"y\">2</fee:period>\
                </fee:command><fee:command name=\"renew\"/><fee:command name=\"transfer\"/>\
                <fee:command name=\"restore\"/>";
            let extension = format!(
                "<fee:check xmlns:fee=\"{FEE}\"><fee:currency>{currency}</fee:currency>{commands}\
                 </fee:check>"
            );
            domain_and("check", &names, &extension)
        };
        let told = ok(&mut alfa, &check("EUR")).await;
        let data = told.extension("fee:chkData").unwrap();
        let told: Vec<(String, Vec<String>)> = data
            .all("cd")
            .map(|cd| {
                let fees = cd
                    .all("command")
                    .map(|one| one.find("fee").unwrap().text.clone());
                (cd.find("class").unwrap().text.clone(), fees.collect())
            })
            .collect();
        let [standard, premium] = &told[..] else { panic!("{told:?}") };
        assert_eq!(standard.0, "standard");
        assert_eq!(standard.1, ["16.00", "8.00", "8.00", "40.00"]);
        assert_eq!(premium.0, "premium");
        assert_eq!(premium.1, ["500.00", "80.00", "80.00", "40.00"]);
        let other = ok(&mut alfa, &check("USD")).await;
        let data = other.extension("fee:chkData").unwrap();
        assert!(data.all("cd").all(|cd| cd.attribute("avail") == Some("0")), "{data:?}");
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_is_agreed_to_or_nothing_happens() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let (handle, name) = (somebody(&mut alfa).await, fresh("acordo"));
        let plain = Name::new(&name, &handle);
        refused(&mut alfa, &plain.create_and(&agreed("7.99", "EUR")), 2004, "fee-too-low").await;
        expect(&mut alfa, &plain.create_and(&agreed("8.00", "USD")), 2004).await;
        for amount in ["8.001", "-8.00", "oito"] {
            let answer = alfa
                .exchange(&plain.create_and(&agreed(amount, "EUR")))
                .await
                .unwrap();
            assert!([2001, 2004, 2005].contains(&answer.code), "{answer:?}");
        }
        assert_eq!(spent(place, "ALFA", &name), 0);
        let made = ok(&mut alfa, &plain.create_and(&agreed("8.00", "EUR"))).await;
        let data = made.extension("fee:creData").unwrap();
        let fee = data.find("fee").unwrap();
        assert_eq!((fee.text.as_str(), fee.attribute("grace-period")), ("8.00", Some("P5D")));
        assert!(data.find("balance").is_some() && data.find("creditLimit").is_some());
        assert_eq!(spent(place, "ALFA", &name), 800);

        let dear = below("praia");
        let premium = Name::new(&dear, &handle);
        expect(&mut alfa, &premium.create(), 2003).await;
        refused(&mut alfa, &premium.create_and(&agreed("8.00", "EUR")), 2004, "fee-too-low").await;
        let made = ok(&mut alfa, &premium.create_and(&agreed("250.00", "EUR"))).await;
        assert_eq!(seen::amounts(&made, "fee:creData", "fee"), ["250.00"]);
        ok(&mut alfa, &super::frames::delete(&dear)).await;
        assert_eq!(spent(place, "ALFA", &dear), 0);
        valid(&[&alfa]);
    })
    .await;
}

fn agreed(amount: &str, currency: &str) -> String {
    format!(
        "<fee:create xmlns:fee=\"{FEE}\"><fee:currency>{currency}</fee:currency>\
         <fee:fee>{amount}</fee:fee></fee:create>"
    )
}
