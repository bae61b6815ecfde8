//! What a registrar is told of its own security when it logs in (RFC 8807), and long passwords.

use std::time::{Duration, Instant};

use foral_epp_wire::answer::{Answer, Tree};
use foral_model::time::Timestamp;
use foral_store::Store;
use foral_testkit::epp::EppClient;

use crate::commands::command;
use crate::demonstration::{Demonstration, LOOK_AGAIN, Registrar};
use crate::stage::{expect, on_both, on_both_in_time, refused, valid};

const LOGIN: &str = "urn:ietf:params:xml:ns:epp:loginSec-1.0";
/// How long a note may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than RFC 5730 can carry.
const LONG: &str = "uma palavra-passe que ninguem escreve em dezasseis letras";

#[tokio::test(flavor = "multi_thread")]
async fn a_login_tells_what_a_registrar_should_look_after() {
    on_both(async |place| {
        let registrar = place.admit("VIGIA", &[]);
        let mut client = connected(place, &registrar).await;
        let quiet =
            expect(&mut client, &login(&registrar, &registrar.password, "", ""), 1000).await;
        assert!(quiet.extension("loginSec:loginSecData").is_none(), "{quiet:?}");
        let mut client = connected(place, &registrar).await;
        expect(&mut client, &login(&registrar, "nao-e-esta", "", ""), 2200).await;
        expect(&mut client, &login(&registrar, "nem-esta", "", ""), 2200).await;
        place.foral(&["registrar", "update", "VIGIA", "--password-days", "20"]);

        // A new password that could be guessed is not taken, and the present one stays.
        let weak = login(&registrar, &registrar.password, "<newPW>abababababab</newPW>", "");
        refused(&mut client, &weak, 2306, "password-too-weak").await;
        let told = client.exchange(&weak).await.unwrap();
        let [password, new, failed] = &events(&told)[..] else { panic!("{told:?}") };
        assert_eq!(
            (password.attribute("type"), new.attribute("type")),
            (Some("password"), Some("newPW"))
        );
        assert_eq!(new.attribute("level"), Some("error"));
        assert_eq!(failed.attribute("name"), Some("failedLogins"));

        let told = expect(&mut client, &login(&registrar, &registrar.password, "", ""), 1000).await;
        let [password, failed] = &events(&told)[..] else { panic!("{told:?}") };
        assert_eq!(password.attribute("level"), Some("warning"));
        let expires = Timestamp::parse(password.attribute("exDate").unwrap()).unwrap();
        let today = Timestamp::parse(&greeted(place, &registrar).await).unwrap();
        assert_eq!(expires.seconds_since(today.plus_days(20)) / 600, 0, "{expires}");
        let figure = ["type", "value", "duration"].map(|name| failed.attribute(name));
        assert_eq!(figure, [Some("stat"), Some("2"), Some("P1D")]);
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_password_travels_in_the_extension_and_the_software_is_remembered() {
    on_both(async |place| {
        let registrar = place.admit("LONGA", &[]);
        let mut client = connected(place, &registrar).await;
        let agent = "<l:userAgent><l:app>historias 1.0</l:app><l:os>nenhum</l:os></l:userAgent>";
        let said = format!("{agent}<l:newPW>{LONG}</l:newPW>");
        let change =
            login(&registrar, &registrar.password, "<newPW>[LOGIN-SECURITY]</newPW>", &said);
        expect(&mut client, &change, 1000).await;
        let mut again = connected(place, &registrar).await;
        expect(&mut again, &login(&registrar, &registrar.password, "", ""), 2200).await;
        let said = format!("<l:pw>{LONG}</l:pw>");
        expect(&mut again, &login(&registrar, "[LOGIN-SECURITY]", "", &said), 1000).await;
        // It is noted soon, together with others.
        let deadline = Instant::now() + PATIENCE;
        while !agents(place, "LONGA")
            .await
            .contains(&"historias 1.0; nenhum".to_owned())
        {
            assert!(Instant::now() < deadline, "the login is not in the journal");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        // The constant alone is no password, and stands for none that is not there.
        let mut third = connected(place, &registrar).await;
        expect(&mut third, &login(&registrar, "[LOGIN-SECURITY]", "", agent), 2003).await;
        valid(&[&client, &again, &third]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_and_certificates_run_out() {
    on_both_in_time(async |place| {
        let registrar = place.admit("PRAZO", &[]);
        place.foral(&["registrar", "update", "PRAZO", "--password-days", "90"]);
        place.advance("59d");
        let mut client = connected(place, &registrar).await;
        let told = expect(&mut client, &login(&registrar, &registrar.password, "", ""), 1000).await;
        assert!(
            events(&told)
                .iter()
                .all(|event| event.attribute("type") != Some("password"))
        );
        place.advance("32d");
        let mut client = connected(place, &registrar).await;
        let told = expect(&mut client, &login(&registrar, &registrar.password, "", ""), 2200).await;
        let over = &events(&told)[0];
        assert_eq!(
            (over.attribute("type"), over.attribute("level")),
            (Some("password"), Some("error"))
        );
        let new = login(&registrar, &registrar.password, "<newPW>outra-Palavra-9</newPW>", "");
        let told = expect(&mut client, &new, 1000).await;
        assert!(
            events(&told)
                .iter()
                .all(|event| event.attribute("type") != Some("password"))
        );

        // The certificate is of this instance's own authority, and lasts for two years.
        place.foral(&["registrar", "update", "PRAZO", "--password-days", "none"]);
        place.advance("2y");
        let mut client = connected(place, &registrar).await;
        let told = expect(&mut client, &login(&registrar, "outra-Palavra-9", "", ""), 1000).await;
        let [over] = &events(&told)[..] else { panic!("{told:?}") };
        let what = (over.attribute("type"), over.attribute("level"));
        assert_eq!(what, (Some("certificate"), Some("error")));
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_was_taken_off_opens_nothing() {
    on_both(async |place| {
        let registrar = place.admit("TROCA", &[]);
        let listed = place.foral(&["certificate", "list"]);
        let line = listed
            .lines()
            .find(|line| line.starts_with("TROCA"))
            .unwrap();
        let fingerprint = line.split_whitespace().last().unwrap();
        let none = place.try_foral(&["certificate", "remove", "TROCA", "0000000000000000"]);
        assert!(!none.status.success());
        place.foral(&["certificate", "remove", "TROCA", &fingerprint[..12]]);
        let mut client = connected(place, &registrar).await;
        expect(&mut client, &login(&registrar, &registrar.password, "", ""), 2200).await;
        valid(&[&client]);
    })
    .await;
}

async fn connected(place: &Demonstration, registrar: &Registrar) -> EppClient {
    let mut client = place.connect(Some(registrar)).await;
    client.greeting().await.unwrap();
    client
}

/// What time it is for the server.
async fn greeted(place: &Demonstration, registrar: &Registrar) -> String {
    let client = connected(place, registrar).await;
    let greeting = String::from_utf8_lossy(&client.frames()[0]).into_owned();
    let after = greeting.split("<svDate>").nth(1).unwrap();
    after.split('<').next().unwrap().to_owned()
}

/// A login that announces the extension, with what it says in it, if anything.
fn login(registrar: &Registrar, password: &str, new: &str, said: &str) -> String {
    let beside = match said {
        "" => String::new(),
        said => {
            format!("<extension><l:loginSec xmlns:l=\"{LOGIN}\">{said}</l:loginSec></extension>")
        }
    };
    let login = format!(
        "<login><clID>{}</clID><pw>{password}</pw>{new}<options><version>1.0</version>\
         <lang>en</lang></options><svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI>\
         <svcExtension><extURI>{LOGIN}</extURI></svcExtension></svcs></login>{beside}",
        registrar.id
    );
    command(&login, "login")
}

fn events(answer: &Answer) -> Vec<Tree> {
    let data = answer.extension("loginSec:loginSecData");
    data.map_or_else(Vec::new, |data| data.all("event").cloned().collect())
}

/// What the software of a registrar has called itself, by the journal.
async fn agents(place: &Demonstration, registrar: &str) -> Vec<String> {
    let store = Store::open(&place.database()).await.unwrap();
    let lines = store.journal_after(0, 100_000).await.unwrap().into_iter();
    let theirs = lines.filter(|line| line.deed == "logged-in" && line.subject_key == registrar);
    theirs
        .flat_map(|line| line.data)
        .filter(|(name, _)| name == "agent")
        .map(|(_, agent)| agent)
        .collect()
}
