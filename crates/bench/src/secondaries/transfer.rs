//! What it costs the primary to hand out the zone, and what changed.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use serde::Serialize;
use tokio::process::Command;

use super::primary::Primary;
use crate::failed::Failed;
use crate::process::Watched;

/// Times that one step is taken, so that the kernel's clock of CPU tells something.
const STEPS: usize = 2_000;

/// What transfers cost.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Cost {
    /// What was taken, and how.
    pub what: String,
    /// Times.
    pub times: usize,
    /// Records of each.
    pub records: usize,
    /// Octets of each, in megabytes.
    pub megabytes: f64,
    /// Megabytes in a second.
    pub per_second: f64,
    /// CPU of the primary for each, in milliseconds.
    pub cpu_ms: f64,
    /// CPU for each record, in microseconds.
    pub micros: f64,
}

impl Cost {
    pub(super) fn line(&self) -> String {
        let Self { what, records, megabytes, per_second, cpu_ms, micros, .. } = self;
        format!(
            "{what:<14} {records:8} records, {megabytes:.3} MB, {per_second:.0} MB/s, \
             {cpu_ms:.2} ms CPU, {micros:.2} µs a record"
        )
    }
}

/// Measures the whole zone and the changes since a serial, plain and encrypted, and one step.
pub(super) async fn run(
    primary: &Primary,
    executable: &Path,
    since: u32,
) -> Result<Vec<Cost>, Failed> {
    let version = primary.current();
    let records = version
        .walk()
        .map(|piece| piece.records().len())
        .sum::<usize>()
        + 2;
    let changed = primary.changed_since(since)?;
    let (last, step) = primary.last_step()?;
    let (plain, encrypted) = (primary.plain, primary.encrypted);
    let whole = Taken { since: None, times: 1, records };
    let all = Taken { since: Some(since), times: 1, records: changed };
    let one = Taken { since: Some(last), times: STEPS, records: step };
    Ok(vec![
        whole.cost("AXFR", plain, None, executable).await?,
        whole
            .cost("AXFR, TLS", encrypted, Some(&primary.certificate), executable)
            .await?,
        all.cost("IXFR of all", plain, None, executable).await?,
        one.cost("IXFR, a step", plain, None, executable).await?,
        one.cost("the same, TLS", encrypted, Some(&primary.certificate), executable)
            .await?,
    ])
}

struct Taken {
    since: Option<u32>,
    times: usize,
    records: usize,
}

impl Taken {
    async fn cost(
        &self,
        what: &str,
        server: SocketAddr,
        certificate: Option<&Path>,
        executable: &Path,
    ) -> Result<Cost, Failed> {
        let mut command = Command::new(executable);
        command.args(["bench", "take", "--server", &server.to_string()]);
        command.args(["--times", &self.times.to_string()]);
        if let Some(serial) = self.since {
            command.args(["--since", &serial.to_string()]);
        }
        if let Some(certificate) = certificate {
            command.arg("--certificate").arg(certificate);
        }
        let watched = Watched::Alone(std::process::id());
        let (cpu, began) = (watched.cpu()?, Instant::now());
        let output = command
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output()
            .await
            .map_err(|error| Failed::new(executable.display(), error))?;
        let seconds = began.elapsed().as_secs_f64();
        let cpu_ms = watched.cpu()?.saturating_sub(cpu).as_secs_f64() * 1_000.0;
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(Failed::new("who takes the zone", why.trim()));
        }
        let octets: f64 = String::from_utf8_lossy(&output.stdout)
            .trim()
            .parse()
            .map_err(|error| Failed::new("who takes the zone", error))?;
        let times = self.times as f64;
        let megabytes = octets / 1e6;
        Ok(Cost {
            what: what.to_owned(),
            times: self.times,
            records: self.records,
            megabytes: megabytes / times,
            per_second: megabytes / seconds,
            cpu_ms: cpu_ms / times,
            micros: cpu_ms * 1_000.0 / times / self.records.max(1) as f64,
        })
    }
}
