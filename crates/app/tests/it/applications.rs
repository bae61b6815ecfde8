//! A phase that collects applications: several for one name, what staff decides, what registrars hear
//! of it, and the money, to the cent.

use foral_epp_wire::answer::Answer;
use foral_testkit::epp::EppClient;
use foral_testkit::marks::{ClearingHouse, Said, Validator};

use crate::commands::{acknowledge, domain_and, domain_check, domain_info, poll};
use crate::demonstration::Engine;
use crate::instance::{FrontEnd, Instance, PASSWORD};
use crate::stage::{expect, ok, refused, valid};

const LAUNCH: &str = "urn:ietf:params:xml:ns:launch-1.0";
const SMD: &str = "urn:ietf:params:xml:ns:signedMark-1.0";
/// Paid with the application, and for holders of marks.
const SUNRISE: &str = "zz--sunrise-2";
/// Paid at the allocation, for everybody.
const LANDRUSH: &str = "zz--landrush-2";

/// Without phases.
const OPEN: &str = "zz--open-2";

/// A registry with two registrars, and its sessions.
struct Stage {
    instance: Instance,
    front: FrontEnd,
    validator: Validator,
}

impl Stage {
    async fn set(engine: Engine) -> Self {
        let house = ClearingHouse::new();
        let validator = house.validator(7, 2040);
        let mut instance = Instance::init(engine);
        instance.put("launch/ca.pem", house.anchor());
        instance.configure("launch", &[("anchor", "launch/ca.pem")]);
        let from = "from = \"2026-01-01T00:00:00Z\"\nmakes = \"applications\"\n";
        for (zone, phase) in [
            (SUNRISE, "phase = \"sunrise\"\npaid = \"with-application\"\n"),
            (LANDRUSH, "phase = \"landrush\"\n"),
        ] {
            instance.add_zone(&policy(zone, &format!("[[launch]]\n{phase}{from}")));
        }
        instance.add_zone(&policy(OPEN, ""));
        for id in ["ALFA", "BETA"] {
            instance.admit_for(id, &[SUNRISE, LANDRUSH, OPEN], &[]);
            instance.foral(&["registrar", "deposit", id, "100"]);
        }
        let front = instance.serve(&[]).await;
        Self { instance, front, validator }
    }

    async fn session(&self, id: &str) -> EppClient {
        let mut client = self.instance.connect(&self.front, id).await;
        let answer = client.login(id, PASSWORD).await.unwrap();
        assert_eq!(answer.code, 1000, "{answer:?}");
        client
    }

    fn staff(&self, verdict: &str, id: &str, reason: Option<&str>) {
        let mut arguments = vec!["application", verdict, id];
        arguments.extend(reason.into_iter().flat_map(|reason| ["--reason", reason]));
        self.instance.foral(&arguments);
    }

    /// A registrar's balance, in cents.
    fn balance(&self, id: &str) -> i64 {
        let output = self.instance.try_foral(&["registrar", "list", "--json"]);
        let lines: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let lines = lines.as_array().unwrap();
        let line = lines.iter().find(|line| line["id"] == id).unwrap();
        let amount = line["balance"].as_str().unwrap();
        let digits = amount
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>();
        digits.parse().unwrap()
    }

    /// What staff may not do.
    fn refuses(&self, verdict: &str, id: &str) {
        let output = self.instance.try_foral(&["application", verdict, id]);
        assert!(!output.status.success(), "{verdict} {id}");
    }
}

fn policy(zone: &str, phases: &str) -> String {
    let thin = include_str!("../../../../zones/gtld-thin.toml");
    let mut table: toml::Table = thin.parse().unwrap();
    table.insert("name".to_owned(), zone.into());
    table.insert("repository".to_owned(), "pt".into());
    let phases: toml::Table = phases.parse().unwrap();
    table.extend(phases);
    table.to_string()
}

async fn on_both(story: impl AsyncFn(&Stage)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        story(&Stage::set(engine).await).await;
    }
}

fn create(name: &str, phase: &str, with: &str) -> String {
    let inside = format!(
        "<domain:name>{name}</domain:name><domain:period unit=\"y\">1</domain:period>\
         <domain:authInfo><domain:pw/></domain:authInfo>"
    );
    let extension = format!(
        "<launch:create xmlns:launch=\"{LAUNCH}\" type=\"application\">\
         <launch:phase>{phase}</launch:phase>{with}</launch:create>"
    );
    domain_and("create", &inside, &extension)
}

/// A command about an application.
fn about(verb: &str, inside: &str, (phase, id): (&str, &str), attributes: &str) -> String {
    let extension = format!(
        "<launch:{verb} xmlns:launch=\"{LAUNCH}\"{attributes}><launch:phase>{phase}</launch:phase>\
         <launch:applicationID>{id}</launch:applicationID></launch:{verb}>"
    );
    domain_and(verb, inside, &extension)
}

fn info(name: &str, at: (&str, &str), attributes: &str) -> String {
    about("info", &format!("<domain:name>{name}</domain:name>"), at, attributes)
}

/// Applies for a name, and gives the identifier.
async fn apply(client: &mut EppClient, xml: &str) -> String {
    let answer = expect(client, xml, 1001).await;
    assert!(answer.text("crDate").is_some() && answer.text("exDate").is_none(), "{answer:?}");
    let data = answer.extension("launch:creData").unwrap();
    assert_eq!(data.children[1].name, "launch:applicationID");
    data.children[1].text.clone()
}

/// The identifier and the status that an answer tells.
fn status(answer: &Answer) -> (String, String) {
    let data = answer.extension("launch:infData").unwrap();
    let part = |name: &str| {
        data.children
            .iter()
            .find(|child| child.name == name)
            .unwrap()
    };
    let status = part("launch:status").attribute("s").unwrap().to_owned();
    (part("launch:applicationID").text.clone(), status)
}

/// Takes the next message, about this application in this status; gives `paResult` if it has one.
async fn told(client: &mut EppClient, id: &str, expected: &str) -> Option<String> {
    let answer = expect(client, &poll(), 1301).await;
    assert_eq!(status(&answer), (id.to_owned(), expected.to_owned()), "{answer:?}");
    let number = answer.queue.as_ref().unwrap().id.clone();
    let data = answer.data.as_ref().unwrap();
    let result = data.find("name").unwrap().attribute("paResult");
    if result.is_none() {
        let shown = data.find("status").unwrap();
        assert_eq!(shown.attribute("s"), Some("pendingCreate"), "{answer:?}");
    } else {
        assert_eq!(data.find("paTRID/clTRID").unwrap().text, "create", "{answer:?}");
    }
    ok(client, &acknowledge(&number)).await;
    result.map(str::to_owned)
}

fn encoded(document: &str) -> String {
    let text = foral_testkit::marks::encode(document);
    format!("<smd:encodedSignedMark xmlns:smd=\"{SMD}\">{text}</smd:encodedSignedMark>")
}

/// Two apply with a mark and pay; one gets the name, the other its money.
#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_gets_the_name_and_the_other_its_money() {
    on_both(async |stage| {
        let mut alfa = stage.session("ALFA").await;
        let mut beta = stage.session("BETA").await;
        let name = format!("banco.{SUNRISE}");
        let mark = encoded(&stage.validator.sign(&Said::of("1-42", &["banco"])));
        refused(&mut alfa, &create(&name, "sunrise", ""), 2003, "mark-missing").await;
        let first = apply(&mut alfa, &create(&name, "sunrise", &mark)).await;
        let second = apply(&mut beta, &create(&name, "sunrise", &mark)).await;
        assert_ne!(first, second);
        assert_eq!((stage.balance("ALFA"), stage.balance("BETA")), (9200, 9200));

        let at = ("sunrise", first.as_str());
        let seen = ok(&mut alfa, &info(&name, at, "")).await;
        assert_eq!(status(&seen), (first.clone(), "pendingValidation".to_owned()));
        let data = seen.data.as_ref().unwrap();
        assert_eq!(data.find("status").unwrap().attribute("s"), Some("pendingCreate"));
        let marks = |answer: &Answer| {
            let data = answer.extension("launch:infData").unwrap();
            data.all("mark").count()
        };
        assert_eq!(marks(&seen), 0);
        let with_mark = ok(&mut alfa, &info(&name, at, " includeMark=\"true\"")).await;
        assert_eq!(marks(&with_mark), 1, "{with_mark:?}");
        refused(&mut beta, &info(&name, at, ""), 2303, "application-unknown").await;
        let elsewhere = info(&name, ("landrush", &first), "");
        refused(&mut alfa, &elsewhere, 2306, "application-phase-mismatch").await;
        refused(&mut alfa, &domain_info(&name), 2303, "domain-unknown").await;
        let check = ok(&mut alfa, &domain_check(&name, "check")).await;
        assert!(format!("{check:?}").contains("(\"avail\", \"1\")"), "{check:?}");

        stage.refuses("allocate", &first);
        stage.staff("validate", &first, None);
        stage.staff("validate", &second, None);
        stage.staff("await", &second, Some("An auction follows."));
        stage.staff("allocate", &second, None);
        stage.refuses("allocate", &first);
        assert_eq!(told(&mut alfa, &first, "validated").await, None);
        assert_eq!(told(&mut alfa, &first, "rejected").await.as_deref(), Some("0"));
        assert_eq!(told(&mut beta, &second, "validated").await, None);
        assert_eq!(told(&mut beta, &second, "pendingAllocation").await, None);
        assert_eq!(told(&mut beta, &second, "allocated").await.as_deref(), Some("1"));
        expect(&mut alfa, &poll(), 1300).await;
        expect(&mut beta, &poll(), 1300).await;
        assert_eq!((stage.balance("ALFA"), stage.balance("BETA")), (10000, 9200));

        let registered = ok(&mut beta, &domain_info(&name)).await;
        assert!(registered.text("exDate").is_some());
        let at = ("sunrise", second.as_str());
        let seen = ok(&mut beta, &info(&name, at, " includeMark=\"true\"")).await;
        assert_eq!((status(&seen).1.as_str(), marks(&seen)), ("allocated", 1));
        expect(&mut alfa, &create(&name, "sunrise", &mark), 2302).await;
        let gone = about("delete", &format!("<domain:name>{name}</domain:name>"), at, "");
        refused(&mut beta, &gone, 2304, "application-status-prohibits").await;
        let delete =
            crate::commands::domain("delete", &format!("<domain:name>{name}</domain:name>"));
        ok(&mut beta, &delete).await;
        assert_eq!(stage.balance("BETA"), 10000, "within the grace period");
        stage.instance.foral(&["ledger", "prove"]);
        valid(&[&alfa, &beta]);
    })
    .await;
}

fn update(name: &str, at: (&str, &str), change: &str) -> String {
    about("update", &format!("<domain:name>{name}</domain:name>{change}"), at, "")
}

fn withdraw(name: &str, at: (&str, &str)) -> String {
    about("delete", &format!("<domain:name>{name}</domain:name>"), at, "")
}

/// The fee that an answer tells, and when it is taken.
fn fee(answer: &Answer) -> (String, Option<String>) {
    let data = answer.extension("fee:creData").unwrap();
    let fee = data.find("fee").unwrap();
    (fee.text.clone(), fee.attribute("applied").map(str::to_owned))
}

/// What an update of an application is refused for.
async fn slips(alfa: &mut EppClient, beta: &mut EppClient, name: &str, id: &str) {
    let at = ("landrush", id);
    expect(alfa, &update(name, at, ""), 2003).await;
    let code = "<domain:chg><domain:authInfo><domain:pw>aB3$kP9!xQ7#mZ5%</domain:pw>\
                </domain:authInfo></domain:chg>";
    refused(beta, &update(name, at, code), 2303, "application-unknown").await;
    let other = update(name, ("sunrise", id), code);
    refused(alfa, &other, 2306, "application-phase-mismatch").await;
    let held = "<domain:add><domain:status s=\"clientHold\"/></domain:add>";
    expect(alfa, &update(name, at, held), 2306).await;
    let servers = "<domain:add><domain:ns><domain:hostObj>ns1.nenhures.example</domain:hostObj>\
                   </domain:ns></domain:add>";
    refused(alfa, &update(name, at, servers), 2303, "host-unknown").await;
}

/// Nobody pays before the name is allocated; what is wrong with an application is corrected, and
/// whoever does not want it any more withdraws it.
#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_corrected_withdrawn_and_paid_when_it_gets_the_name() {
    on_both(async |stage| {
        let mut alfa = stage.session("ALFA").await;
        let mut beta = stage.session("BETA").await;
        let name = format!("moinho.{LANDRUSH}");
        let plain = crate::commands::domain(
            "create",
            &format!(
                "<domain:name>{name}</domain:name><domain:authInfo><domain:pw/></domain:authInfo>"
            ),
        );
        refused(&mut alfa, &plain, 2003, "launch-phase-missing").await;
        let wrong = create(&name, "landrush", "").replace("application", "registration");
        refused(&mut alfa, &wrong, 2306, "launch-kind-mismatch").await;
        let made = expect(&mut alfa, &create(&name, "landrush", ""), 1001).await;
        assert_eq!(fee(&made), ("8.00".to_owned(), Some("delayed".to_owned())));
        let data = made.extension("launch:creData").unwrap();
        let first = data.find("applicationID").unwrap().text.clone();
        let second = apply(&mut beta, &create(&name, "landrush", "")).await;
        let third = apply(&mut beta, &create(&name, "landrush", "")).await;
        assert_eq!((stage.balance("ALFA"), stage.balance("BETA")), (10000, 10000));

        let at = ("landrush", first.as_str());
        stage.staff("invalidate", &first, Some("Who is it for?"));
        let answer = expect(&mut alfa, &poll(), 1301).await;
        let text = answer.queue.as_ref().unwrap().message.clone().unwrap();
        assert!(text.ends_with("Who is it for?"), "{text}");
        assert_eq!(told(&mut alfa, &first, "invalid").await, None);
        slips(&mut alfa, &mut beta, &name, &first).await;
        let no_code = "<domain:chg><domain:authInfo><domain:pw/></domain:authInfo></domain:chg>";
        ok(&mut alfa, &update(&name, at, no_code)).await;
        assert_eq!(told(&mut alfa, &first, "pendingValidation").await, None);

        refused(&mut alfa, &withdraw(&name, ("landrush", &third)), 2303, "application-unknown")
            .await;
        ok(&mut beta, &withdraw(&name, ("landrush", &third))).await;
        let gone = info(&name, ("landrush", &third), "");
        refused(&mut beta, &gone, 2303, "application-unknown").await;

        stage.staff("validate", &first, None);
        stage
            .instance
            .foral(&["application", "custom", &first, "--status", "auction"]);
        stage.staff("reject", &second, Some("The auction was won by another."));
        stage.staff("allocate", &first, None);
        for status in ["validated", "custom"] {
            assert_eq!(told(&mut alfa, &first, status).await, None);
        }
        assert_eq!(told(&mut alfa, &first, "allocated").await.as_deref(), Some("1"));
        assert_eq!(told(&mut beta, &second, "rejected").await.as_deref(), Some("0"));
        assert_eq!((stage.balance("ALFA"), stage.balance("BETA")), (9200, 10000));
        ok(&mut alfa, &domain_info(&name)).await;
        stage.instance.foral(&["ledger", "prove"]);
        valid(&[&alfa, &beta]);
    })
    .await;
}

/// Where no phase collects applications there are none to change, and without a list nobody is told
/// of marks.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_offered_is_refused_with_its_own_code() {
    let stage = Stage::set(Engine::Sqlite).await;
    let mut alfa = stage.session("ALFA").await;
    let name = format!("casa.{OPEN}");
    let at = ("landrush", "A-nenhuma");
    let change = "<domain:chg><domain:authInfo><domain:pw/></domain:authInfo></domain:chg>";
    refused(&mut alfa, &update(&name, at, change), 2102, "applications-not-offered").await;
    refused(&mut alfa, &withdraw(&name, at), 2102, "applications-not-offered").await;
    let trademark = domain_and(
        "check",
        &format!("<domain:name>{name}</domain:name>"),
        &format!("<launch:check xmlns:launch=\"{LAUNCH}\" type=\"trademark\"/>"),
    );
    expect(&mut alfa, &trademark, 2307).await;
    valid(&[&alfa]);
}

/// The clearing house hears of what marks opened, with or without an application.
#[tokio::test(flavor = "multi_thread")]
async fn the_clearing_house_gets_its_lists() {
    on_both(async |stage| {
        let mut alfa = stage.session("ALFA").await;
        let name = format!("lista.{SUNRISE}");
        let mark = encoded(&stage.validator.sign(&Said::of("1-77", &["outra", "lista"])));
        let id = apply(&mut alfa, &create(&name, "sunrise", &mark)).await;
        let lost = apply(&mut alfa, &create(&name, "sunrise", &mark)).await;
        stage.staff("validate", &id, None);
        stage.staff("allocate", &id, None);
        stage.refuses("validate", &lost);
        let directory = stage.instance.directory();
        let to = directory.to_str().unwrap();
        let days = ["--from", "2026-01-01", "--until", "2999-01-01", "--to", to];
        let write = || {
            let arguments = [&["lordn", SUNRISE][..], &days[..]].concat();
            stage.instance.try_foral(&arguments)
        };
        let refused = write();
        let why = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && why.contains("ALFA"), "{why}");
        stage
            .instance
            .foral(&["registrar", "update", "ALFA", "--iana-id", "9999"]);
        assert!(write().status.success());
        let list = std::fs::read_to_string(directory.join("sunrise.csv")).unwrap();
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines.len(), 3, "{list}");
        assert!(lines[0].starts_with("1,") && lines[0].ends_with(",1"), "{list}");
        assert!(lines[2].contains(&format!(",{name},1-77,9999,")), "{list}");
        assert_eq!(lines[2].split(',').count(), 6, "with the application's instant: {list}");
        let claims = std::fs::read_to_string(directory.join("claims.csv")).unwrap();
        assert_eq!(claims.lines().count(), 2, "{claims}");
    })
    .await;
}
