//! What a name may be in each zone that comes with the program.

use foral_model::name::DomainName;

use crate::commands::{domain_check, domain_create, domain_info};
use crate::mailbox::letter;
use crate::stage::{fresh, newcomer, ok, on_both, refused, somebody, valid};

#[tokio::test(flavor = "multi_thread")]
async fn an_accented_name_is_an_a_label_in_epp_and_a_u_label_in_letters() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (handle, email) = somebody(&mut alfa, "Lúcia Sá").await;
        let accented = fresh("àáâãçéêíóôõú-pão");
        let label = DomainName::parse(&accented).unwrap();
        assert!(label.as_str().starts_with("xn--"));
        let created = ok(&mut alfa, &domain_create(label.as_str(), &handle)).await;
        assert_eq!(created.text("name"), Some(label.as_str()));
        let seen = ok(&mut alfa, &domain_info(label.as_str())).await;
        assert_eq!(seen.text("name"), Some(label.as_str()));
        letter(place.letters(), &email, |text| text.contains(&accented)).await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_breaks_a_rule_of_its_zone_is_refused_by_that_rule() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (handle, _) = somebody(&mut alfa, "Zulmira Gil").await;
        let rules = [
            ("a.pt".to_owned(), 2005, "name-length"),
            ("ab--cd.pt".to_owned(), 2005, "name-hyphens"),
            ("espa\u{f1}a.pt".to_owned(), 2005, "name-character"),
            ("m\u{fc}nchen.pt".to_owned(), 2005, "name-character"),
            ("www.pt".to_owned(), 2304, "name-reserved"),
            ("abaixo.de-alguem.pt".to_owned(), 2004, "name-not-in-zone"),
            ("exemplo.example".to_owned(), 2004, "name-not-in-zone"),
        ];
        for (name, code, rule) in rules {
            let name = DomainName::parse(&name).unwrap();
            refused(&mut alfa, &domain_create(name.as_str(), &handle), code, rule).await;
            let checked = ok(&mut alfa, &domain_check(name.as_str(), "check")).await;
            let free = checked.data.as_ref().unwrap().find("cd/name").unwrap();
            assert_eq!(free.attribute("avail"), Some("0"), "{name}");
            assert!(
                checked
                    .text("cd/reason")
                    .is_some_and(|why| why.chars().count() <= 32)
            );
        }
        for broken in ["-a.pt", "a-.pt", "a_b.pt", &format!("{}.pt", "a".repeat(64))] {
            let answer = alfa
                .exchange(&domain_create(broken, &handle))
                .await
                .unwrap();
            assert_eq!(answer.code, 2005, "{broken}: {answer:?}");
        }
        let number = fresh("x");
        let long = format!("{}{number}", "a".repeat(63 + ".pt".len() - number.len()));
        ok(&mut alfa, &domain_create(&long, &handle)).await;
        let taken = domain_create(&long, &handle);
        refused(&mut alfa, &taken, 2302, "name-taken").await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_registered_for_one_three_or_five_years() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (handle, _) = somebody(&mut alfa, "Fausto Brito").await;
        for years in [1, 2, 3, 4, 5, 10] {
            let name = fresh("anos");
            let create = domain_create(&name, &handle);
            let create = create.replace("\"y\">1<", &format!("\"y\">{years}<"));
            if [1, 3, 5].contains(&years) {
                let created = ok(&mut alfa, &create).await;
                let year = |field| created.text(field).unwrap()[..4].parse::<i32>().unwrap();
                assert_eq!(year("exDate") - year("crDate"), years);
            } else {
                refused(&mut alfa, &create, 2004, "period-not-offered").await;
            }
        }
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sisters_of_pt_are_open_closed_or_for_an_authority() {
    on_both(async |place| {
        let (mut registrar, _) = newcomer(place).await;
        let mut beta = place.session("BETA").await;
        let (handle, _) = somebody(&mut registrar, "Custódia Leal").await;
        let under = |zone: &str| fresh("irma").replace(".pt", &format!(".{zone}"));
        ok(&mut registrar, &domain_create(&under("com.pt"), &handle)).await;
        for zone in ["org.pt", "net.pt", "edu.pt"] {
            let create = domain_create(&under(zone), &handle);
            refused(&mut registrar, &create, 2306, "zone-closed").await;
        }
        let create = domain_create(&under("gov.pt"), &handle);
        refused(&mut registrar, &create, 2201, "zone-restricted").await;
        let create = domain_create(&under("edu.pt"), &handle);
        refused(&mut beta, &create, 2201, "zone-not-accredited").await;
        valid(&[&registrar, &beta]);
    })
    .await;
}
