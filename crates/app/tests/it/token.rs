//! Keys of zones in a token: a SoftHSM of the test's own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::demonstration::{Engine, LOOK_AGAIN};
use crate::instance::{Instance, PASSWORD};
use crate::published::judge;
use crate::stage::registered;

/// Where Debian has the module, whatever the machine.
const MODULES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
const PIN: &str = "andorinha41";
const ZONES: [&str; 6] = ["pt", "com.pt", "edu.pt", "gov.pt", "net.pt", "org.pt"];
/// How long a zone may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(40);

/// A token named `foral`.
struct SoftHsm {
    directory: TempDir,
}

impl SoftHsm {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let hsm = Self { directory };
        std::fs::create_dir(hsm.tokens()).unwrap();
        let text = format!("directories.tokendir = {}\n", hsm.tokens().display());
        std::fs::write(hsm.settings(), text).unwrap();
        let output = Command::new("softhsm2-util")
            .args(["--init-token", "--free", "--label", "foral", "--so-pin", "12345678"])
            .args(["--pin", PIN])
            .env("SOFTHSM2_CONF", hsm.settings())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        hsm
    }

    fn tokens(&self) -> PathBuf {
        self.directory.path().join("tokens")
    }

    fn settings(&self) -> PathBuf {
        self.directory.path().join("softhsm2.conf")
    }

    fn module() -> &'static str {
        let there = MODULES.into_iter().find(|path| Path::new(path).exists());
        there.unwrap_or_else(|| panic!("the module of SoftHSM is in none of {MODULES:?}"))
    }

    /// Somebody pulls it out.
    fn leave(&self) {
        std::fs::rename(self.tokens(), self.directory.path().join("away")).unwrap();
        std::fs::create_dir(self.tokens()).unwrap();
    }

    /// And puts it back.
    fn come_back(&self) {
        std::fs::remove_dir(self.tokens()).unwrap();
        std::fs::rename(self.directory.path().join("away"), self.tokens()).unwrap();
    }
}

/// A registry whose zones have their keys in the token.
fn instance(hsm: &SoftHsm, pin: &str, label: &str) -> Instance {
    let mut instance = Instance::init(Engine::Sqlite);
    instance.set("SOFTHSM2_CONF", hsm.settings());
    instance.put("token.pin", &format!("{pin}\n"));
    let primary = foral_testkit::name_server::free_address().unwrap();
    instance.append(&format!(
        "[dns]\naddresses = ['{primary}']\nresolvers = ['127.0.0.1:9']\n\
         [dns.token]\nmodule = '{}'\nlabel = '{label}'\n\
         pin_file = 'token.pin'\n",
        SoftHsm::module()
    ));
    instance
}

#[tokio::test(flavor = "multi_thread")]
async fn zones_are_signed_in_the_token_and_keys_follow_each_other_there() {
    let hsm = SoftHsm::new();
    let mut instance = instance(&hsm, PIN, "foral");
    for zone in ZONES {
        instance.foral(&["zone", "key", "generate", zone]);
    }
    let keys = instance.directory().join("dns/keys/pt");
    for file in std::fs::read_dir(keys).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(text.contains("\ntoken: ") && !text.contains("sealed"), "{text}");
    }
    let _front = instance.serve(&[]).await;
    accepted(&instance, 2).await;
    instance.foral(&["zone", "key", "roll", "pt", "zsk"]);
    accepted(&instance, 3).await;
    instance.foral(&["zone", "key", "roll", "com.pt", "ksk"]);
    // A token makes the other algorithm as well.
    instance.foral(&["zone", "key", "roll", "net.pt", "ed25519"]);
    let shown = instance.try_foral(&["zone", "key", "list", "net.pt", "--json"]);
    let shown: Vec<Value> = serde_json::from_slice(&shown.stdout).unwrap();
    let new = shown.iter().filter(|key| key["algorithm"] == 15);
    assert_eq!((shown.len(), new.count()), (4, 2), "{shown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_waits_for_a_token_that_is_away() {
    let hsm = SoftHsm::new();
    let mut instance = instance(&hsm, PIN, "foral");
    for zone in ZONES {
        instance.foral(&["zone", "key", "generate", zone]);
    }
    hsm.leave();
    // Whoever does not need the token is served.
    let _front = instance.serve(&[]).await;
    assert!(!has_serial(&instance), "nothing can sign");
    hsm.come_back();
    accepted(&instance, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_token_misses_goes_out_when_it_is_back() {
    let hsm = SoftHsm::new();
    let mut instance = instance(&hsm, PIN, "foral");
    let metrics = foral_testkit::name_server::free_address().unwrap();
    instance.append(&format!("[metrics]\naddress = '{metrics}'\n"));
    instance.add_zone(&unlooked(""));
    for zone in ZONES {
        instance.foral(&["zone", "key", "generate", zone]);
    }
    instance.admit("ALFA", &[]);
    instance.foral(&["registrar", "deposit", "ALFA", "100.00"]);
    let front = instance.serve(&[]).await;
    let mut alfa = instance.connect(&front, "ALFA").await;
    assert_eq!(alfa.login("ALFA", PASSWORD).await.unwrap().code, 1000);
    registered(&mut alfa, "antes").await;
    // The zones below are delegated as well.
    let delegations = |names: usize| format!(" {} delegations", names + ZONES.len() - 1);
    until(&instance, |text| text.contains(&delegations(1))).await;
    let failing = "foral_zone_publication_failing{zone=\"pt\"} ";
    assert!(page(metrics).await.contains(&format!("{failing}0\n")));

    // It is pulled out twice: once its directory stays, so that the module begins without it, and
    // once nothing stays, so that the module does not even begin.
    for (round, is_there) in [true, false].into_iter().enumerate() {
        hsm.leave();
        if !is_there {
            std::fs::remove_dir(hsm.tokens()).unwrap();
        }
        registered(&mut alfa, "durante").await;
        let mailbox = format!("zona-{round}@dns.pt");
        instance.add_zone(&unlooked(&mailbox));
        let text = until(&instance, |text| text.contains("changes are not published")).await;
        assert!(text.contains("the token foral of "), "{text}");
        assert!(text.contains(&delegations(round + 1)), "{text}");
        assert!(page(metrics).await.contains(&format!("{failing}1\n")));
        if !is_there {
            std::fs::create_dir(hsm.tokens()).unwrap();
        }
        hsm.come_back();
        let is_well =
            |text: &str| text.contains(&delegations(round + 2)) && !text.contains("Alarm");
        until(&instance, is_well).await;
        accepted(&instance, 2).await;
        let zone = std::fs::read_to_string(instance.directory().join("pt.zone")).unwrap();
        assert!(zone.contains(&format!("zona-{round}.dns.pt.")), "{zone}");
    }
    assert!(page(metrics).await.contains(&format!("{failing}0\n")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_stays_held_while_the_token_is_away() {
    let hsm = SoftHsm::new();
    let mut instance = instance(&hsm, PIN, "foral");
    let lenient = unlooked("")
        .replace("removals_max = 100", "removals_max = 0")
        .replace("removals_percent = 1", "removals_percent = 0");
    instance.add_zone(&lenient);
    for zone in ZONES {
        instance.foral(&["zone", "key", "generate", zone]);
    }
    instance.admit("ALFA", &[]);
    instance.foral(&["registrar", "deposit", "ALFA", "100.00"]);
    let front = instance.serve(&[]).await;
    let mut alfa = instance.connect(&front, "ALFA").await;
    assert_eq!(alfa.login("ALFA", PASSWORD).await.unwrap().code, 1000);
    let (name, ..) = registered(&mut alfa, "um").await;
    until(&instance, |text| text.contains(" 6 delegations")).await;
    instance.add_zone(&lenient.replace("name_servers_min = 2", "name_servers_min = 3"));
    until(&instance, |text| text.contains("1 of 6 delegations would go")).await;
    let shown = || {
        let output = instance.try_foral(&["domain", "show", &name]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let text = shown();
    let held = "yes, though it shall not be (few-name-servers): a publication is held";
    assert!(text.contains(held), "{text}");

    // With another key it must be signed anew, and nobody can.
    instance.foral(&["zone", "key", "roll", "pt", "zsk"]);
    hsm.leave();
    let output = instance.try_foral(&["zone", "release", "pt"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("it is held still: "), "{said}");
    until(&instance, |text| text.contains("A publication is held")).await;
    hsm.come_back();
    let deadline = Instant::now() + PATIENCE;
    while !instance
        .try_foral(&["zone", "release", "pt"])
        .status
        .success()
    {
        assert!(Instant::now() < deadline, "it is held still");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    let text = until(&instance, |text| !text.contains("is held")).await;
    assert!(text.contains(" 5 delegations"), "{text}");
    let text = shown();
    assert!(text.contains("no: few-name-servers"), "{text}");
}

/// The policy of `.pt` that looks at no name servers, with another mailbox if one is given.
fn unlooked(mailbox: &str) -> String {
    let text =
        include_str!("../../../../zones/pt.toml").replace("checks = \"delay\"", "checks = \"off\"");
    match mailbox {
        "" => text,
        other => text.replace("hostmaster@dns.pt", other),
    }
}

/// Waits until the status of `.pt` is so.
async fn until(instance: &Instance, is_so: impl Fn(&str) -> bool) -> String {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let status = instance.try_foral(&["zone", "status", "pt"]);
        let text = String::from_utf8_lossy(&status.stdout).into_owned();
        if is_so(&text) {
            return text;
        }
        assert!(Instant::now() < deadline, "{text}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The page of metrics.
async fn page(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = b"GET /metrics HTTP/1.1\r\nHost: foral\r\nConnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).await.unwrap();
    page
}

#[test]
fn what_is_wrong_with_a_token_is_told() {
    let hsm = SoftHsm::new();
    let said = |instance: Instance| {
        let output = instance.try_foral(&["zone", "key", "generate", "pt"]);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let wrong = said(instance(&hsm, "gaivota-7", "foral"));
    assert!(wrong.contains("the token foral of") && wrong.contains("the PIN is wrong"), "{wrong}");
    let missing = said(instance(&hsm, PIN, "outro"));
    assert!(missing.contains("there is no such token"), "{missing}");
    let no_pin = said(instance(&hsm, "", "foral"));
    assert!(no_pin.contains("token.pin has no first line"), "{no_pin}");
    let no_module = Instance::init(Engine::Sqlite);
    no_module.put("pin", "1234\n");
    no_module.append(
        "[dns]\naddresses = ['127.0.0.1:53']\nresolvers = ['127.0.0.1:9']\n\
         [dns.token]\nmodule = 'no.so'\nlabel = 'foral'\n\
         pin_file = 'pin'\n",
    );
    let no_module = said(no_module);
    assert!(no_module.contains("no.so"), "{no_module}");
}

fn has_serial(instance: &Instance) -> bool {
    let status = instance.try_foral(&["zone", "status", "pt"]);
    String::from_utf8_lossy(&status.stdout).contains("has serial")
}

/// Waits for the zone, and lets others judge it and count its keys.
async fn accepted(instance: &Instance, keys: usize) {
    let deadline = Instant::now() + PATIENCE;
    while !has_serial(instance) {
        assert!(Instant::now() < deadline, "nothing is published");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    let file = instance.directory().join("pt.zone");
    let file = file.to_str().unwrap();
    instance.foral(&["zone", "export", "pt", file]);
    judge("ldns-verify-zone", &[file]);
    judge("dnssec-verify", &["-x", "-o", "pt", file]);
    let text = std::fs::read_to_string(file).unwrap();
    let shown = text.lines().filter(|line| line.contains("\tDNSKEY\t"));
    assert_eq!(shown.count(), keys);
}
