//! The secondary that `demo.json` says how to start: BIND.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use crate::demonstration::Demonstration;

/// What the shell does: `$1` is the log, the rest the server, which goes with this process.
const KEEPER: &str = r#"
PATH="$PATH:/usr/sbin:/usr/local/sbin"
log=$1
shift
"$@" >"$log" 2>&1 &
cat >/dev/null
kill $!
wait
"#;

/// What `demo.json` says of the DNS.
#[derive(Deserialize)]
struct Facts {
    dns: Dns,
}

#[derive(Deserialize)]
struct Dns {
    secondary: Secondary,
    trust_anchors: String,
}

#[derive(Deserialize)]
struct Secondary {
    address: SocketAddr,
    command: Vec<String>,
}

/// A running secondary.
pub(crate) struct Named {
    keeper: Child,
    address: SocketAddr,
    anchors: String,
}

impl Named {
    /// Starts it, as the demonstration says.
    pub(crate) fn start(place: &Demonstration) -> Self {
        let text = std::fs::read_to_string(place.config().with_file_name("demo.json")).unwrap();
        let Facts { dns } = serde_json::from_str(&text).unwrap();
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(place.data().join("named.log"))
            .args(dns.secondary.command)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        Self { keeper, address: dns.secondary.address, anchors: dns.trust_anchors }
    }

    /// What `dig` prints in short form when it asks the secondary; nothing while it does not answer.
    pub(crate) fn short(&self, question: &[&str]) -> String {
        let said =
            self.ask("dig", &[question, &["+short", "+norecurse", "+time=1", "+tries=1"]].concat());
        said.lines()
            .filter(|line| !line.starts_with(';'))
            .map(|line| format!("{line}\n"))
            .collect()
    }

    /// What `delv` prints when it asks the secondary and trusts the demonstration's keys of a zone.
    pub(crate) fn validated(&self, zone: &str, question: &[&str]) -> String {
        let root = format!("+root={zone}");
        self.ask("delv", &[&["-a", self.anchors.as_str(), root.as_str()], question].concat())
    }

    /// What a client of BIND prints when it asks the secondary.
    fn ask(&self, program: &str, question: &[&str]) -> String {
        let output = Command::new(program)
            .arg(format!("@{}", self.address.ip()))
            .args(["-p", &self.address.port().to_string()])
            .args(question)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        // It ends when its standard input does.
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
