//! `foral bench epp` measures what it says, on a small registry: each answer is as it must be, and
//! each name that becomes free has exactly one winner.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use serde_json::Value;

#[test]
fn each_load_runs() {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "epp", "--domains", "200", "--seconds", "1", "--sessions", "2", "--json"])
        .args(["--only", "check-10,info,create,renew,update,transfer,poll-ack,mixed,pipeline,drop"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = report["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 9, "{report}");
    for row in rows {
        assert!(row["operations"].as_u64().unwrap() > 0, "{row}");
    }
    assert_eq!(report["release"]["won"], 1_000);
    assert!(report["memory"]["peak_mb"].as_u64().unwrap() > 0);
}

#[test]
fn an_unknown_load_is_refused_with_those_that_exist() {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "epp", "--only", "cheque"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("check-1"), "{said}");
}

#[test]
fn look_ups_are_measured_beside_a_static_answer() {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "rdap", "--domains", "200", "--seconds", "1", "--connections", "2"])
        .arg("--json")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = &report["rows"][0];
    assert!(row["operations"].as_u64().unwrap() > 0, "{report}");
    assert!(row["static_per_second"].as_f64().unwrap() > 0.0, "{report}");
    assert!(row["octets"].as_u64().unwrap() > 1_000, "{report}");
}

#[test]
fn nsd_knot_and_bind_follow_one_change_and_many() {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "zone", "--delegations", "2000", "--secondaries", "nsd,knot,bind"])
        .args(["--changes", "2", "--per-second", "100", "--seconds", "2", "--one-by-one"])
        .arg("--json")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rounds = report["rounds"].as_array().unwrap();
    let followers = rounds
        .iter()
        .map(|round| round["single"].as_array().unwrap().len());
    assert_eq!(followers.collect::<Vec<_>>(), [1, 1, 1, 3], "{report}");
    for round in rounds {
        assert_eq!(round["sustained"]["changes"], 200, "{report}");
        for server in round["sustained"]["servers"].as_array().unwrap() {
            assert_eq!(server["count"], 200, "{report}");
            assert!(server["cpu_ms"].as_f64().unwrap() > 0.0, "{report}");
        }
    }
    for cost in report["transfers"].as_array().unwrap() {
        assert!(cost["megabytes"].as_f64().unwrap() > 0.0, "{report}");
    }
}

#[test]
fn a_secondary_that_ends_is_told_of_with_what_it_said() {
    let programs = tempfile::tempdir().unwrap();
    let named = programs.path().join("named");
    std::fs::write(&named, "#!/bin/sh\necho 'out of memory'\nexit 3\n").unwrap();
    std::fs::set_permissions(&named, std::fs::Permissions::from_mode(0o755)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "zone", "--delegations", "2000", "--secondaries", "bind"])
        .env("PATH", format!("{}:/usr/bin:/bin", programs.path().display()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("BIND has ended") && said.contains("out of memory"), "{said}");
}

#[test]
fn a_token_signs_a_zone() {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "zone", "--delegations", "2000", "--softhsm", "--json"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let token = &report["token"];
    assert_eq!(token["rows"].as_array().unwrap().len(), 4, "{report}");
    assert!(token["signatures"].as_u64().unwrap() > 1_600, "{report}");
    assert!(token["signatures_each"].as_f64().unwrap() > 1.0, "{report}");
}

#[test]
fn changes_are_followed_from_epp_to_a_secondary() {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(["bench", "feed", "--domains", "200", "--per-second", "50", "--seconds", "4"])
        .args(["--sessions", "2", "--json"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["commands"], 200, "{report}");
    assert_eq!(report["changes"], 200, "{report}");
    assert_eq!(report["seen"]["count"], 200, "{report}");
    assert!(report["serials"].as_u64().unwrap() > 5, "{report}");
}

#[test]
fn services_of_lines_are_measured_beside_a_bare_server() {
    for service in ["whois", "das"] {
        let output = Command::new(env!("CARGO_BIN_EXE_foral"))
            .args(["bench", service, "--domains", "200", "--seconds", "1", "--json"])
            .args(["--connections", "4"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{service}: {said}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["service"], service);
        for server in ["served", "bare"] {
            assert!(report[server]["per_second"].as_f64().unwrap() > 0.0, "{report}");
        }
        assert!(report["answered_octets"].as_u64().unwrap() > 10, "{report}");
    }
}
