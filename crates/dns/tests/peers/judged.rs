//! A zone of a few thousand names, signed in each way, before judges that others wrote.

use std::path::Path;
use std::process::Command;

use foral_dns::delegation::Delegation;
use foral_dns::publish::{Publisher, Settings};
use foral_dns::zone::Denial;
use foral_registry::clock::Clock;

use crate::world::{apex, delegation, keys, name};

const NAMES: u16 = 5_000;
/// `ldns-verify-zone` does not come to an end where delegations are left out of the proofs.
const DENIALS: [Denial; 2] = [Denial::Nsec, Denial::Nsec3];

#[test]
fn five_thousand_names_stand_before_the_judges() {
    for denial in DENIALS {
        let directory = tempfile::tempdir().unwrap();
        let settings =
            Settings { denial, ..Settings::new(name("pt"), directory.path().join("pt")) };
        let keys = keys();
        let now = Clock::system().now();
        let mut publisher = Publisher::open(settings, keys, now).unwrap();
        let mut names: Vec<Delegation> = (0..NAMES).map(one).collect();
        names.sort_by(|one, other| one.owner.cmp(&other.owner));
        let first = publisher.load(&apex(), names, now).unwrap();
        publisher.commit(first).unwrap();
        // What was made at once, and what was changed since.
        for turn in 0..20 {
            let changed = (0..10).map(|number| {
                let desired = one(turn * 211 + number * 17);
                let stays = number % 3 != 0;
                (desired.owner.clone(), stays.then(|| Delegation { ds: Vec::new(), ..desired }))
            });
            let changes: Vec<_> = changed.collect();
            let prepared = publisher.prepare(&changes, None, now).unwrap();
            publisher.commit(prepared).unwrap();
        }
        let file = directory.path().join("pt.zone");
        publisher.published().current().export(&file).unwrap();
        judge(denial, "named-checkzone", &["-i", "local", "pt"], &file);
        judge(denial, "kzonecheck", &["-o", "pt"], &file);
        judge(denial, "ldns-verify-zone", &[], &file);
        judge(denial, "dnssec-verify", &["-x", "-o", "pt"], &file);
        // The same file as a zone has it whose policy puts the digest into exported files.
        let served = publisher.published().current();
        let digested = publisher.digested(now).unwrap();
        assert_eq!(digested.serial(), served.serial());
        digested.export(&file).unwrap();
        assert!(
            std::fs::read_to_string(&file)
                .unwrap()
                .contains("\tZONEMD\t")
        );
        judge(denial, "kzonecheck", &["-o", "pt"], &file);
        judge(denial, "ldns-verify-zone", &["-ZZ"], &file);
        judge(denial, "dnssec-verify", &["-x", "-o", "pt"], &file);
    }
}

/// Every other name has a signer, every fifth lies below a name without records.
fn one(number: u16) -> Delegation {
    let owner = match number % 5 {
        0 => format!("name{number}.empresas{}.pt", number % 40),
        _ => format!("name{number}.pt"),
    };
    let mut one = delegation(&owner, number);
    if number.is_multiple_of(2) {
        one.ds.clear();
    }
    one
}

fn judge(denial: Denial, program: &str, arguments: &[&str], file: &Path) {
    const PLACES: &str = "PATH=\"$PATH:/usr/sbin:/usr/local/sbin\"; exec \"$@\"";
    let output = Command::new("sh")
        .args(["-c", PLACES, "sh", program])
        .args(arguments)
        .arg(file)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "{denial:?}, {program}: {said}");
}
