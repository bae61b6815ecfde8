//! A zone that leaves signing, by the commands of the documents, over the ends of its server.

use std::time::{Duration, Instant};

use crate::demonstration::{Engine, LOOK_AGAIN};
use crate::instance::Instance;
use crate::published::judge;

const COM_PT: &str = include_str!("../../../../zones/com.pt.toml");
const ZONES: [&str; 6] = ["pt", "com.pt", "edu.pt", "gov.pt", "net.pt", "org.pt"];
/// How long a zone may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);

async fn until(instance: &Instance, is_so: impl Fn(&str) -> bool) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let status = instance.try_foral(&["zone", "status", "com.pt"]);
        let text = String::from_utf8_lossy(&status.stdout).into_owned();
        if is_so(&text) {
            return;
        }
        assert!(Instant::now() < deadline, "{text}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The zone as a file that others accept.
fn exported(instance: &Instance) -> String {
    let file = instance.directory().join("com.pt.zone");
    let path = file.to_str().unwrap();
    instance.foral(&["zone", "export", "com.pt", path]);
    judge("named-checkzone", &["-i", "local", "com.pt", path]);
    std::fs::read_to_string(file).unwrap()
}

fn is_signed(text: &str) -> bool {
    ["\tDNSKEY\t", "\tRRSIG\t"]
        .iter()
        .any(|part| text.contains(part))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_leaves_signing_step_by_step() {
    let mut instance = Instance::init(Engine::Sqlite);
    let primary = foral_testkit::name_server::free_address().unwrap();
    instance.put("passphrase", "a vinte e cinco de abril\n");
    instance.append(&format!(
        "[dns]\naddresses = ['{primary}']\nresolvers = ['127.0.0.1:9']\n\
         passphrase_file = 'passphrase'\n"
    ));
    for zone in ZONES {
        instance.foral(&["zone", "key", "generate", zone]);
    }
    let _front = instance.serve(&[]).await;
    until(&instance, |text| text.contains("has serial")).await;

    // The policy alone takes no signature away, nor does the next start.
    instance.add_zone(&COM_PT.replace("by = \"foral\"", "by = \"elsewhere\""));
    let says_how = |text: &str| text.contains("`foral zone key withdraw` asks for that");
    until(&instance, says_how).await;
    instance.end_servers();
    let _front = instance.serve(&[]).await;
    until(&instance, says_how).await;
    assert!(is_signed(&exported(&instance)));

    instance.foral(&["zone", "key", "withdraw", "com.pt"]);
    until(&instance, |text| text.contains("The parent is asked since ")).await;
    let text = exported(&instance);
    assert!(text.contains("\tCDS\t0 0 0 00") && text.contains("\tCDNSKEY\t0 3 0 AA=="), "{text}");
    instance.foral(&["zone", "key", "withdraw", "com.pt", "gone"]);
    until(&instance, |text| text.contains("The parent has let the zone's keys go")).await;
    assert!(is_signed(&exported(&instance)), "others remember the DS for a day");

    // The day is over.
    instance.end_servers();
    let keys = instance.directory().join("dns/keys/com.pt");
    let mut left = Vec::new();
    for file in std::fs::read_dir(&keys).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        let over = text.lines().map(|line| match line.split_once(": ") {
            Some(("forgotten", _)) => "forgotten: 2026-01-01T00:00:00.000Z\n".to_owned(),
            _ => format!("{line}\n"),
        });
        let text = over.collect::<String>();
        std::fs::write(&file, &text).unwrap();
        left.push((file, text));
    }
    let _front = instance.serve(&[]).await;
    let is_over = |text: &str| text.contains("has serial") && !text.contains("policy has changed");
    until(&instance, is_over).await;
    assert!(!is_signed(&exported(&instance)));
    assert_eq!(std::fs::read_dir(&keys).unwrap().count(), 0, "its keys are gone");
    instance.end_servers();
    let _front = instance.serve(&[]).await;
    until(&instance, is_over).await;
    assert!(!is_signed(&exported(&instance)));

    // Its keys were saved elsewhere, and serve it again: the parent is asked for them.
    instance.end_servers();
    for (file, text) in &left {
        std::fs::write(file, text).unwrap();
    }
    instance.add_zone(COM_PT);
    let _front = instance.serve(&[]).await;
    until(&instance, is_over).await;
    let text = exported(&instance);
    assert!(is_signed(&text) && !text.contains("\tCDS\t0 0 0 00"), "{text}");
    assert!(text.contains("\tCDS\t"), "{text}");
}
