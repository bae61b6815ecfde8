//! The registry as its operator meets it: the command line, the settings, the log and the end.

use foral_epp_wire::frame::frame;

use crate::commands::{contact_create, domain_check, domain_create, domain_info};
use crate::demonstration::Engine;
use crate::operator::{Operated, SECRET, Serving, run, trusting};
use crate::web_client::WebClient;

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_sets_up_a_registry_and_runs_it_on_sqlite() {
    set_up_and_run(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_sets_up_a_registry_and_runs_it_on_postgresql() {
    set_up_and_run(Engine::Postgres).await;
}

async fn set_up_and_run(engine: Engine) {
    let instance = Operated::init(engine);
    assert!(instance.done(&["migrate"]).contains("up to date"));
    let zones = instance.done(&["zone", "list"]);
    assert!(zones.lines().count() == 7 && zones.contains("com.pt  open"), "{zones}");
    instance.admit_alfa();
    instance.done(&["user", "add", "CLARA", "--role", "staff"]);
    lists(&instance);
    complaints(&instance);

    let mut serving = instance.serve(&[]).await;
    let mut alfa = instance.session(&serving).await;
    let person = contact_create("Rosa Antunes", "rosa@correio.example", "234567899");
    let created = alfa.exchange(&person).await.unwrap();
    let holder = created.text("id").unwrap().to_owned();
    let created = alfa
        .exchange(&domain_create("renda-de-bilros.pt", &holder))
        .await
        .unwrap();
    assert_eq!(created.code, 1000, "{created:?}");
    staff(&instance, &mut alfa, &holder).await;
    sign_in(&instance, &serving, &holder).await;
    assert!(instance.path("mail").read_dir().unwrap().count() > 0);
    serving.terminate();
    assert!(serving.ended().await.success());
    let log = serving.log();
    for secret in [SECRET, "234567899", "rosa@correio.example", "\u{1b}"] {
        assert!(!log.contains(secret), "{secret:?} in {log}");
    }
    // What was there is there again.
    let serving = instance.serve(&[]).await;
    let mut alfa = instance.session(&serving).await;
    let there = alfa
        .exchange(&domain_info("renda-de-bilros.pt"))
        .await
        .unwrap();
    assert_eq!(there.text("registrant"), Some(holder.as_str()));
    a_lost_key_opens_nothing(&instance, &serving).await;
}

/// A certificate that is unpinned logs in no more, and can be pinned again.
async fn a_lost_key_opens_nothing(instance: &Operated, serving: &Serving) {
    let listed = instance.done(&["certificate", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let print = listed[0]["fingerprint"].as_str().unwrap();
    let said = instance.done(&["certificate", "remove", "ALFA", &print.to_uppercase()]);
    assert!(said.contains("no longer pinned to ALFA"), "{said}");
    let mut thief = instance.connection(serving).await;
    assert_eq!(thief.login("ALFA", SECRET).await.unwrap().code, 2200);
    let file = instance.path("alfa/ALFA.crt");
    instance.done(&["certificate", "add", "ALFA", file.to_str().unwrap()]);
    instance.session(serving).await;
}

fn lists(instance: &Operated) {
    let registrars = instance.done(&["registrar", "list"]);
    assert!(registrars.contains("ALFA  Alfa, Lda.  epp@alfa.example  active  5000.00 EUR  1"));
    let certificates = instance.done(&["certificate", "list", "--json"]);
    let certificates: serde_json::Value = serde_json::from_str(&certificates).unwrap();
    assert_eq!(certificates[0]["registrar"], "ALFA");
    let users: serde_json::Value =
        serde_json::from_str(&instance.done(&["user", "list", "--json"])).unwrap();
    assert_eq!((&users[0]["login"], &users[0]["role"]), (&"CLARA".into(), &"staff".into()));
    let again = instance.path("alfa/ALFA.crt");
    let said = instance.done(&["certificate", "add", "ALFA", again.to_str().unwrap()]);
    assert!(said.contains("is pinned to ALFA already"), "{said}");
}

/// Each complaint is one sentence that names what is wrong.
fn complaints(instance: &Operated) {
    let path = |name: &str| instance.path(name).to_str().unwrap().to_owned();
    let (toml, out, key) = (path("foral.toml"), path("omega"), path("alfa"));
    let (typo, data) = (path("typo.db"), path(""));
    let beta = ["registrar", "add", "BETA", "--name", "Beta"];
    let cases: [(&[&str], &str); 19] = [
        (&["registrar", "add", "ALFA", "--name", "A", "--email", "a@a.pt"], "ALFA is in use"),
        (&[&beta[..], &["--email", "nonsense"]].concat(), "“nonsense” is not an email address"),
        (&[&beta[..], &["--email", "b@b.pt", "--zone", "xx"]].concat(), "there is no zone xx"),
        (&[&beta[..], &["--email", "b@b.pt", "--password-file", &toml]].concat(), "8 to 16"),
        (&["registrar", "deposit", "OMEGA", "1.00"], "no registrar OMEGA"),
        (&["registrar", "deposit", "ALFA", "1,00"], "no amount such as 5000.00 EUR"),
        (&["certificate", "issue", "OMEGA", "--out", &out], "no registrar OMEGA"),
        (&["certificate", "issue", "ALFA", "--out", &key], "is there already"),
        (&["certificate", "add", "ALFA", &toml], "has no certificate"),
        (&["certificate", "add", "ALFA", "missing.pem"], "missing.pem"),
        // No digest begins with what is no hexadecimal digit.
        (&["certificate", "remove", "ALFA", "xx"], "0 certificates of ALFA begin with “xx”"),
        (&["user", "add", "X"], "“X” is no login: a NIC handle, or"),
        (&["user", "add", "NADA-123456-PT"], "NADA-123456-PT does not exist"),
        (&["domain", "status", "nada.pt", "--add", "serverHold"], "nada.pt is not registered"),
        (&["domain", "status", "nada.pt", "--add", "hold"], "“hold” is no status of EPP"),
        (&["domain", "status", "nada.pt"], "--add <STATUS"),
        (&["zone", "add", &toml], "unknown field `database`"),
        (&["--database", &typo, "zone", "list"], "foral migrate"),
        (&["--database", "mysql://here/x", "zone", "list"], "mysql:// is no kind of database"),
    ];
    for (arguments, words) in cases {
        let complaint = instance.complaint(arguments);
        assert!(complaint.contains(words), "{arguments:?}: {complaint}");
    }
    assert!(!instance.path("omega/OMEGA.key").exists(), "nothing is left behind");
    assert!(!instance.path("typo.db").exists(), "no empty database is made by mistake");
    let again = run(&["init", "--data", &data], &[]);
    assert!(
        again
            .error
            .contains("is there already; nothing was changed"),
        "{}",
        again.error
    );
    let refused = run(&["--config", &data, "zone", "list"], &[]);
    assert!(refused.error.contains("is a directory; --config"), "{}", refused.error);
    let refused = run(&["demo", "--data", &data], &[]);
    assert!(refused.error.contains("no demonstration"), "{}", refused.error);
    let unreachable = "postgres://nobody:hunter2@127.0.0.1:1/x";
    let complaint = instance.complaint(&["--database", unreachable, "zone", "list"]);
    assert!(complaint.contains("refused") && !complaint.contains("hunter2"), "{complaint}");
}

/// What staff does to a domain is what its registrar sees.
async fn staff(instance: &Operated, alfa: &mut foral_testkit::epp::EppClient, holder: &str) {
    let name = "renda-de-bilros.pt";
    instance.done(&["domain", "status", name, "--add", "serverHold"]);
    let held = alfa.exchange(&domain_info(name)).await.unwrap();
    assert!(format!("{held:?}").contains("serverHold"));
    instance.done(&["domain", "status", name, "--remove", "serverHold"]);
    instance.done(&["domain", "dispute", name, "begin"]);
    instance.done(&["domain", "dispute", name, "end"]);
    let free = alfa.exchange(&domain_info(name)).await.unwrap();
    assert!(!format!("{free:?}").contains("\"server"), "{free:?}");
    instance.done(&["user", "add", holder]);
}

/// A holder whom staff gave a password signs in over plain HTTP behind a proxy of the operator's.
async fn sign_in(instance: &Operated, serving: &Serving, holder: &str) {
    assert!(instance.done(&["user", "list"]).contains(holder));
    let mut client = WebClient::new(serving.portal);
    assert_eq!(client.sign_in(holder, SECRET).await.status, 303);
    let page = client.get("/domains").await;
    assert!(page.body.contains("renda-de-bilros.pt"));
    assert_eq!(client.get("/mailbox").await.status, 404, "the mailbox is the demonstration's");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portal_speaks_tls_by_itself() {
    let instance = Operated::init(Engine::Sqlite);
    instance.set("# certificate = \"tls/portal.crt\"", "certificate = \"tls/epp.crt\"");
    instance.set("# key = \"tls/portal.key\"", "key = \"tls/epp.key\"");
    instance.set("http://localhost:8080", "https://localhost");
    let serving = instance.serve(&[]).await;
    let tls = trusting(&instance.path("tls/ca.crt"));
    let page = WebClient::with_tls(serving.portal, tls).get("/login").await;
    assert_eq!(page.status, 200);
    assert!(
        page.header("strict-transport-security")
            .unwrap()
            .contains("max-age=")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_begun_is_finished_before_the_end() {
    let instance = Operated::init(Engine::Sqlite);
    instance.admit_alfa();
    let mut serving = instance.serve(&[]).await;
    let mut alfa = instance.session(&serving).await;
    let person = contact_create("Rosa Antunes", "rosa@correio.example", "234567899");
    let holder = alfa
        .exchange(&person)
        .await
        .unwrap()
        .text("id")
        .unwrap()
        .to_owned();
    let mut idle = instance.session(&serving).await;
    let names: Vec<_> = (0..40)
        .map(|number| format!("ultima-{number}.pt"))
        .collect();
    let bytes: Vec<u8> = names
        .iter()
        .flat_map(|name| frame(domain_create(name, &holder).as_bytes()))
        .collect();
    alfa.send_bytes(&bytes).await.unwrap();
    assert_eq!(alfa.answer().await.unwrap().code, 1000);
    serving.terminate();
    let mut acknowledged = 1;
    while let Ok(answer) = alfa.answer().await {
        if answer.code != 1000 {
            break;
        }
        acknowledged += 1;
    }
    assert!(serving.ended().await.success());
    let gone = idle.exchange(&domain_check("ultima-0.pt", "late")).await;
    assert!(gone.is_err() || gone.is_ok_and(|answer| answer.code >= 2400));
    let serving = instance.serve(&[]).await;
    let mut alfa = instance.session(&serving).await;
    for (at, name) in names.iter().enumerate() {
        let code = alfa.exchange(&domain_info(name)).await.unwrap().code;
        if at < acknowledged {
            assert_eq!(code, 1000, "{name} was acknowledged");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_settings_are_refused_by_their_name_and_place() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let instance = Operated::init(Engine::Sqlite);
    std::fs::write(instance.path("other.key"), "not a key\n").unwrap();
    for (old, new, words) in [
        ("frame_bytes =", "frame_byte =", "line 71, column 1"),
        ("idle_seconds = 600", "idle_seconds = \"x\"", "idle_seconds"),
        ("\"127.0.0.1:0\"", "\"localhost:700\"", "such as 127.0.0.1:700"),
        ("127.0.0.1:0", taken.as_str(), "another program listens there"),
        ("\"instance.key\"", "\"other.key\"", "other.key is not an instance key"),
        ("\"instance.key\"", "\"missing.key\"", "missing.key cannot be read"),
        ("\"tls/epp.crt\"", "\"foral.toml\"", "there is no certificate in it"),
        ("\"tls/epp.crt\"", "\"tls/missing.crt\"", "missing.crt"),
        ("\"tls/epp.key\"", "\"tls/ca.key\"", "KeyMismatch"),
        ("\"Foral EPP\"", "\"x\"", "epp pt: server_name"),
        ("http://localhost:8080", "http://localhost/portal", "portal.base_url"),
        ("directory = \"mail\"", "", "either `directory` or [mail.smtp]"),
        ("noreply@registry.example", "noreply", "mail.sender"),
        ("filter = \"info\"", "filter = \"a=b=c\"", "log.filter"),
        ("country = \"PT\"", "country = \"XX\"", "repository pt: country"),
        ("\"foral.db\"", "\"elsewhere/foral.db\"", "there is no database"),
    ] {
        let file = instance.path("foral.toml");
        let before = std::fs::read_to_string(&file).unwrap();
        instance.set(old, new);
        let complaint = instance.complaint(&["serve"]);
        assert!(complaint.contains(words), "{new}: {complaint}");
        std::fs::write(&file, before).unwrap();
    }
}

#[test]
fn init_takes_a_fresh_directory_or_none() {
    let instance = Operated::empty(Engine::Sqlite);
    let data = instance.path("");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("thesis.txt"), "months of work").unwrap();
    let refused = run(&["init", "--data", data.to_str().unwrap()], &[]);
    assert!(refused.error.contains("thesis.txt is in it"), "{}", refused.error);
    assert_eq!(data.read_dir().unwrap().count(), 1, "nothing was added");
    let refused = run(&["init", "--data", "/proc/foral"], &[]);
    assert!(refused.error.contains("/proc/foral cannot be made"), "{}", refused.error);
    let fresh = instance.path("deep/down");
    std::fs::remove_file(data.join("thesis.txt")).unwrap();
    assert!(run(&["init", "--data", fresh.to_str().unwrap()], &[]).good);
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&fresh), 0o700);
    assert_eq!(mode(&fresh.join("instance.key")), 0o600);
    assert_eq!(mode(&fresh.join("tls/ca.key")), 0o600);
}

#[test]
fn every_help_explains_itself() {
    let mut pages = vec![Vec::<String>::new()];
    let mut seen = 0;
    while let Some(page) = pages.pop() {
        let arguments: Vec<&str> = page.iter().map(String::as_str).chain(["--help"]).collect();
        let said = run(&arguments, &[]);
        assert!(said.good && said.out.contains("Usage:"), "{arguments:?}");
        seen += 1;
        let Some((_, commands)) = said.out.split_once("Commands:\n") else {
            let listing = page
                .last()
                .is_some_and(|name| ["list", "migrate", "show"].contains(&name.as_str()));
            assert!(listing || said.out.contains("Example"), "{arguments:?} has no example");
            continue;
        };
        for line in commands.lines().take_while(|line| !line.is_empty()) {
            let mut words = line.split_whitespace();
            let name = words.next().unwrap_or_default();
            assert!(words.next().is_some(), "{line} is not explained");
            if name != "help" {
                pages.push(page.iter().cloned().chain([name.to_owned()]).collect());
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
