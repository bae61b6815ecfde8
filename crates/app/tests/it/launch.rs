//! A zone's launch, judged as tests of registries judge one: marks and claims, good ones and each
//! kind of bad one.

use std::time::{Duration, Instant};

use foral_epp_wire::answer::Answer;
use foral_model::time::Timestamp;
use foral_testkit::epp::EppClient;
use foral_testkit::marks::{ClearingHouse, Said, Validator};

use crate::commands::{domain_and, domain_info};
use crate::demonstration::{Engine, LOOK_AGAIN};
use crate::instance::{FrontEnd, Instance, PASSWORD};
use crate::stage::{expect, ok, refused, valid};

const LAUNCH: &str = "urn:ietf:params:xml:ns:launch-1.0";
const SMD: &str = "urn:ietf:params:xml:ns:signedMark-1.0";
/// A zone for each phase, so that no clock must be moved.
const SUNRISE: &str = "zz--sunrise-1";
const CLAIMS: &str = "zz--claims-1";
const COMING: &str = "zz--coming-1";
const KEY: &str = "2013041500/2/6/9/rJ1NrDO92vDsAzf7EQzgjX4R0000000001";

/// How long a server may take until it has read a file again, on a busy machine.
const READ_WITHIN: Duration = Duration::from_secs(60);

/// A registry with a clearing house, and its sessions.
struct Stage {
    instance: Instance,
    front: FrontEnd,
    validator: Validator,
    revoked: Validator,
    stranger: Validator,
}

impl Stage {
    async fn set(engine: Engine) -> Self {
        let house = ClearingHouse::new();
        let (validator, revoked) = (house.validator(7, 2040), house.validator(8, 2040));
        let mut instance = Instance::init(engine);
        let list = |heading: &str, rows: &str| {
            format!("1,2026-01-01T00:00:00.0Z\n{heading},insertion-datetime\n{rows}")
        };
        instance.put("launch/ca.pem", house.anchor());
        instance.put("launch/tmch.crl", &house.revoke(&[&revoked]));
        instance.put("launch/smdrl.csv", &list("smd-id", "1-13,2026-01-01T00:00:00.0Z\n"));
        let claims = format!("exemplo,{KEY},2026-01-01T00:00:00.0Z\n");
        instance.put("launch/dnl.csv", &list("DNL,lookup-key", &claims));
        instance.configure(
            "launch",
            &[
                ("anchor", "launch/ca.pem"),
                ("revoked_certificates", "launch/tmch.crl"),
                ("revoked_marks", "launch/smdrl.csv"),
                ("claims", "launch/dnl.csv"),
            ],
        );
        let now = "2026-01-01T00:00:00Z";
        for (zone, phases) in [
            (SUNRISE, format!("[[launch]]\nphase = \"sunrise\"\nfrom = \"{now}\"\n")),
            (CLAIMS, format!("[[launch]]\nphase = \"claims\"\nfrom = \"{now}\"\n")),
            (COMING, "[[launch]]\nphase = \"open\"\nfrom = \"2099-01-01T00:00:00Z\"\n".to_owned()),
        ] {
            instance.add_zone(&policy(zone, &phases));
        }
        instance.admit_for("ALFA", &[SUNRISE, CLAIMS, COMING], &[]);
        instance.foral(&["registrar", "deposit", "ALFA", "1000"]);
        let front = instance.serve(&[]).await;
        let stranger = ClearingHouse::new().stranger(9);
        Self { instance, front, validator, revoked, stranger }
    }

    async fn session(&self) -> EppClient {
        let mut client = self.instance.connect(&self.front, "ALFA").await;
        let answer = client.login("ALFA", PASSWORD).await.unwrap();
        assert_eq!(answer.code, 1000, "{answer:?}");
        client
    }
}

/// A thin zone of Portugal's repository, with phases.
fn policy(zone: &str, phases: &str) -> String {
    let thin = include_str!("../../../../zones/gtld-thin.toml");
    let mut table: toml::Table = thin.parse().unwrap();
    table.insert("name".to_owned(), zone.into());
    table.insert("repository".to_owned(), "pt".into());
    let phases: toml::Table = phases.parse().unwrap();
    table.extend(phases);
    table.to_string()
}

fn create(name: &str, phase: &str, with: &str) -> String {
    let extension = format!(
        "<launch:create xmlns:launch=\"{LAUNCH}\"><launch:phase>{phase}</launch:phase>{with}\
         </launch:create>"
    );
    domain_and("create", &inside(name), &extension)
}

fn inside(name: &str) -> String {
    format!(
        "<domain:name>{name}</domain:name><domain:period unit=\"y\">1</domain:period>\
         <domain:authInfo><domain:pw/></domain:authInfo>"
    )
}

fn plain(name: &str) -> String {
    crate::commands::domain("create", &inside(name))
}

fn encoded(document: &str) -> String {
    let text = foral_testkit::marks::encode(document);
    format!("<smd:encodedSignedMark xmlns:smd=\"{SMD}\">{text}</smd:encodedSignedMark>")
}

fn element(document: &str) -> &str {
    document.split_once('\n').unwrap().1
}

async fn on_both(story: impl AsyncFn(&Stage)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        story(&Stage::set(engine).await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_opens_its_names_and_no_others() {
    on_both(async |stage| {
        let mut client = stage.session().await;
        let labels = ["pao-agua", "paoagua", "xn--po-sia"];
        let good = stage.validator.sign(&Said::of("1-42", &labels));
        let (first, second) = (format!("pao-agua.{SUNRISE}"), format!("paoagua.{SUNRISE}"));
        ok(&mut client, &create(&first, "sunrise", &encoded(&good))).await;
        ok(&mut client, &create(&second, "sunrise", element(&good))).await;
        ok(&mut client, &create(&format!("pão.{SUNRISE}"), "sunrise", element(&good))).await;
        ok(&mut client, &domain_info(&first)).await;
        expect(&mut client, &create(&first, "sunrise", &encoded(&good)), 2302).await;

        let other = format!("banco.{SUNRISE}");
        let of_other = create(&other, "sunrise", &encoded(&good));
        refused(&mut client, &of_other, 2306, "mark-of-other-name").await;
        let labels = ["banco"];
        let mark = |validator: &Validator, said: &Said<'_>| {
            create(&other, "sunrise", &encoded(&validator.sign(said)))
        };
        let said = Said::of("1-43", &labels);
        for validator in [&stage.revoked, &stage.stranger] {
            refused(&mut client, &mark(validator, &said), 2306, "mark-unproven").await;
        }
        let changed = good.replace(">paoagua<", ">banco<");
        let changed = create(&other, "sunrise", &encoded(&changed));
        refused(&mut client, &changed, 2306, "mark-unproven").await;
        let revoked = mark(&stage.validator, &Said::of("1-13", &labels));
        refused(&mut client, &revoked, 2306, "mark-revoked").await;
        let until = "2026-01-01T00:00:00.000Z";
        let old = mark(&stage.validator, &Said { until, ..said.clone() });
        refused(&mut client, &old, 2306, "mark-not-in-force").await;
        let broken = "<smd:encodedSignedMark xmlns:smd=\"urn:ietf:params:xml:ns:signedMark-1.0\">\
                      aGVsbG8=</smd:encodedSignedMark>";
        expect(&mut client, &create(&other, "sunrise", broken), 2005).await;
        let code = "<launch:codeMark><launch:code>49FD46E6</launch:code></launch:codeMark>";
        let code = create(&other, "sunrise", code);
        refused(&mut client, &code, 2306, "mark-model-not-offered").await;
        refused(&mut client, &create(&other, "sunrise", ""), 2003, "mark-missing").await;
        refused(&mut client, &plain(&other), 2003, "launch-phase-missing").await;
        let claims = create(&other, "claims", &encoded(&good));
        refused(&mut client, &claims, 2306, "launch-phase-mismatch").await;
        ok(&mut client, &mark(&stage.validator, &said)).await;
        valid(&[&client]);
    })
    .await;
}

fn check(names: &[&str], attributes: &str, phase: &str) -> String {
    let names: String = names
        .iter()
        .map(|name| format!("<domain:name>{name}</domain:name>"))
        .collect();
    let extension =
        format!("<launch:check xmlns:launch=\"{LAUNCH}\"{attributes}>{phase}</launch:check>");
    domain_and("check", &names, &extension)
}

/// What a check said of each name: whether there is a mark, and the key.
fn told(answer: &Answer) -> Vec<(String, Option<String>)> {
    let data = answer.extension("launch:chkData").unwrap();
    let of_names = data
        .children
        .iter()
        .filter(|child| child.name == "launch:cd");
    of_names
        .map(|of_name| {
            let exists = of_name.children[0].attribute("exists").unwrap().to_owned();
            (exists, of_name.children.get(1).map(|key| key.text.clone()))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn claims_are_told_and_answered() {
    on_both(async |stage| {
        let mut client = stage.session().await;
        let (claimed, free) = (format!("exemplo.{CLAIMS}"), format!("exemplos.{CLAIMS}"));
        let phase = "<launch:phase>claims</launch:phase>";
        let none = ("0".to_owned(), None);
        let some = ("1".to_owned(), Some(KEY.to_owned()));
        for attributes in ["", " type=\"claims\""] {
            let answer = ok(&mut client, &check(&[&claimed, &free], attributes, phase)).await;
            assert_eq!(told(&answer), [some.clone(), none.clone()]);
        }
        let elsewhere = format!("exemplo.{SUNRISE}");
        let trademark = check(&[&claimed, &free, &elsewhere], " type=\"trademark\"", "");
        let answer = ok(&mut client, &trademark).await;
        assert_eq!(told(&answer), [some.clone(), none, some]);
        let wrong = check(&[&claimed], "", "<launch:phase>open</launch:phase>");
        refused(&mut client, &wrong, 2306, "launch-phase-mismatch").await;
        let available = check(&[&claimed], " type=\"avail\"", phase);
        let answer = ok(&mut client, &available).await;
        assert!(format!("{answer:?}").contains("\"1\""), "{answer:?}");

        refused(&mut client, &plain(&claimed), 2304, "notice-missing").await;
        let in_phase = create(&claimed, "claims", "");
        refused(&mut client, &in_phase, 2304, "notice-missing").await;
        let made = ok(&mut client, &plain(&format!("hora.{CLAIMS}"))).await;
        let now = Timestamp::parse(made.text("crDate").unwrap()).unwrap();
        let (end, hour_ago) = (now.plus_days(1), now.plus_minutes(-60));
        let with =
            |label: &str, end, accepted| create(&claimed, "claims", &notice(label, end, accepted));
        for (command, code, rule) in [
            (with("outro", end, hour_ago), 2004, "notice-forged"),
            (with("exemplo", hour_ago, hour_ago), 2004, "notice-expired"),
            (with("exemplo", end, now.plus_days(-3)), 2004, "notice-stale"),
            (with("exemplo", end, hour_ago).replace("0000042<", "000004x<"), 2005, "notice-syntax"),
            (
                with("exemplo", end, hour_ago)
                    .replace("<launch:noticeID>", "<launch:noticeID validatorID=\"casa\">"),
                2306,
                "notice-of-other",
            ),
            (create(&free, "claims", &notice("exemplos", end, hour_ago)), 2304, "notice-unwanted"),
        ] {
            refused(&mut client, &command, code, rule).await;
        }
        ok(&mut client, &with("exemplo", end, hour_ago)).await;
        ok(&mut client, &plain(&free)).await;
        let info = format!("<launch:info xmlns:launch=\"{LAUNCH}\">{phase}</launch:info>");
        let name = format!("<domain:name>{claimed}</domain:name>");
        let seen = ok(&mut client, &domain_and("info", &name, &info)).await;
        let data = seen.extension("launch:infData").unwrap();
        assert_eq!(data.children[1].attribute("s"), Some("allocated"), "{data:?}");
        valid(&[&client]);
    })
    .await;
}

/// A notice for a label, with its checksum.
fn notice(label: &str, end: Timestamp, accepted: Timestamp) -> String {
    let number = "0000000000000000042";
    let checksum = foral_testkit::marks::checksum_of_notice(label, end, number);
    format!(
        "<launch:notice><launch:noticeID>{checksum}{number}</launch:noticeID>\
         <launch:notAfter>{end}</launch:notAfter><launch:acceptedDate>{accepted}\
         </launch:acceptedDate></launch:notice>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_phase_nobody_registers() {
    on_both(async |stage| {
        let mut client = stage.session().await;
        let name = format!("cedo.{COMING}");
        refused(&mut client, &plain(&name), 2306, "launch-closed").await;
        let open = create(&name, "open", "");
        refused(&mut client, &open, 2306, "launch-closed").await;
        let check = crate::commands::domain_check(&name, "early");
        let answer = ok(&mut client, &check).await;
        assert!(format!("{answer:?}").contains("\"0\""), "{answer:?}");
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_changes_is_read_again() {
    let stage = Stage::set(Engine::Sqlite).await;
    let mut client = stage.session().await;
    let name = format!("novidade.{CLAIMS}");
    let asked = check(&[&name], "", "<launch:phase>claims</launch:phase>");
    assert_eq!(told(&ok(&mut client, &asked).await)[0].1, None);
    // A broken list changes nothing, and the next good one counts.
    stage.instance.put("launch/dnl.csv", "1,yesterday\n");
    let list = "1,2026-01-02T00:00:00.0Z\nDNL,lookup-key,insertion-datetime\n";
    let list = format!("{list}novidade,{KEY},2026-01-02T00:00:00.0Z\n");
    stage.instance.put("launch/dnl.csv", &list);
    let deadline = Instant::now() + READ_WITHIN;
    while told(&ok(&mut client, &asked).await)[0].1.is_none() {
        assert!(Instant::now() < deadline, "the list was not read again");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    let old = check(&[&format!("exemplo.{CLAIMS}")], "", "<launch:phase>claims</launch:phase>");
    assert_eq!(told(&ok(&mut client, &old).await)[0].1, None, "the list is replaced whole");
}

#[test]
fn a_phase_whose_files_are_not_named_is_not_served() {
    let instance = Instance::init(Engine::Sqlite);
    for (phase, key) in [("claims", "launch.claims"), ("sunrise", "launch.anchor")] {
        let phases = format!("[[launch]]\nphase = \"{phase}\"\nfrom = \"2026-01-01T00:00:00Z\"\n");
        instance.add_zone(&policy("zz--files-1", &phases));
        let refused = instance.try_foral(&["serve"]);
        let why = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && why.contains(key), "{why}");
        assert!(why.contains("zz--files-1"), "{why}");
    }
}
