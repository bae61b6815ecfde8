//! Publishing a zone: loading and signing it, one change, a restart, and what others do with it.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use foral_dns::delegation::Delegation;
use foral_dns::guard::{self, Limits};
use foral_dns::keys::Keyring;
use foral_dns::publish::{Publisher, Settings as ZoneSettings};
use foral_dns::wire::{Name, Record, Rtype};
use foral_dns::zone::{Denial, Piece, Version};
use foral_registry::clock::Clock;
use serde::Serialize;

use crate::failed::Failed;
use crate::made::{apex, child, delegation, delegations, keys_in, origin};
use crate::process::{Watched, memory};
use crate::token::{self, TokenPlace, TokenReport};

/// Changes that are published one by one.
const CHANGES: usize = 2_000;

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct ZoneLoad {
    /// Delegations.
    pub delegations: usize,
    /// How absences are proven.
    pub denial: Denial,
    /// Whether `kzonesign` signs the same zone, if it is installed.
    pub beside_knot: bool,
    /// What holds the keys, if it is a token.
    pub token: Option<TokenPlace>,
    /// Where files are made; they need about 2 GB for each million.
    pub directory: PathBuf,
}

/// What was measured. CPU is user and system time of this process.
#[derive(Serialize, Clone, PartialEq, Debug, Default)]
pub struct ZoneReport {
    /// Delegations.
    pub delegations: usize,
    /// Loading and signing, CPU in seconds.
    pub signing_cpu: f64,
    /// The same by the clock.
    pub signing_seconds: f64,
    /// What the guard needs for a whole zone, CPU in seconds.
    pub guard_cpu: f64,
    /// Writing the first snapshot, CPU in seconds.
    pub snapshot_cpu: f64,
    /// CPU in seconds of `kzonesign` for the same zone, reading and writing it included.
    pub knot_cpu: Option<f64>,
    /// Octets of memory for each delegation, once loaded.
    pub octets_each: f64,
    /// Megabytes at most while it was loaded and signed.
    pub peak_mb: u64,
    /// Records in the zone.
    pub records: usize,
    /// A walk over all records as a transfer makes it, CPU in seconds.
    pub walk_cpu: f64,
    /// Writing the zone file, CPU in seconds.
    pub text_cpu: f64,
    /// The digest of the zone, CPU in seconds.
    pub digest_cpu: f64,
    /// A restart from the snapshot, CPU in seconds.
    pub restart_cpu: f64,
    /// One change, prepared, guarded, on disk: half are faster, in milliseconds.
    pub change_p50_ms: f64,
    /// 99 % are faster.
    pub change_p99_ms: f64,
    /// CPU of one, in milliseconds.
    pub change_cpu_ms: f64,
    /// Of the token that holds the keys, if one does.
    pub token: Option<TokenReport>,
}

impl ZoneReport {
    /// The report as sentences, with the bars.
    pub fn sentences(&self) -> Vec<String> {
        let met = |met: bool| if met { "met" } else { "MISSED" };
        let signing = self.signing_cpu;
        let each = self.octets_each;
        let mut lines = vec![format!(
            "load and sign {:9.2} CPU s, {:.2} s; {} delegations, {} records",
            signing, self.signing_seconds, self.delegations, self.records
        )];
        if let Some(knot) = self.knot_cpu {
            let ratio = signing / knot;
            let word = met(ratio <= 0.5);
            lines.push(format!(
                "kzonesign     {knot:9.2} CPU s; ratio {ratio:.2} (bar 0.50: {word})"
            ));
        }
        lines.extend([
            format!(
                "memory        {each:9.0} octets a delegation (bar 400: {}), peak {} MB",
                met(each < 400.0),
                self.peak_mb
            ),
            format!("guard         {:9.2} CPU s for the whole zone", self.guard_cpu),
            format!("snapshot      {:9.2} CPU s", self.snapshot_cpu),
            format!("restart       {:9.2} CPU s, from the snapshot", self.restart_cpu),
            format!("walk          {:9.2} CPU s, as AXFR sends it", self.walk_cpu),
            format!("zone file     {:9.2} CPU s", self.text_cpu),
            format!("ZONEMD        {:9.2} CPU s", self.digest_cpu),
            format!(
                "one change    {:9.3} ms p50, {:.3} ms p99, {:.3} ms CPU (bar 1 ms CPU: {})",
                self.change_p50_ms,
                self.change_p99_ms,
                self.change_cpu_ms,
                met(self.change_cpu_ms <= 1.0)
            ),
        ]);
        lines.extend(self.token.iter().flat_map(TokenReport::sentences));
        lines
    }
}

/// Measures.
///
/// # Errors
/// If the zone cannot be published, or `kzonesign` fails.
pub fn zone(settings: &ZoneLoad, tell: &mut dyn FnMut(&str)) -> Result<ZoneReport, Failed> {
    let mut report = ZoneReport { delegations: settings.delegations, ..ZoneReport::default() };
    let path = settings.directory.join("zone");
    let now = Clock::system().now();
    let zone = ZoneSettings { denial: settings.denial, ..ZoneSettings::new(origin()?, path) };
    let refused = |error| Failed::new("the zone", error);
    let safe = settings.token.as_ref().map(TokenPlace::safe).transpose()?;
    if let Some(safe) = &safe {
        tell("signatures of the token");
        let rows = token::rows(safe)?;
        report.token = Some(TokenReport { rows, ..TokenReport::default() });
    }
    let keys = keys_in(safe.unwrap_or_default(), now)?;
    tell("loading and signing");
    let before = memory(std::process::id())?.own_mb;
    let mut publisher = Publisher::open(zone.clone(), keys.clone(), now).map_err(refused)?;
    let (cpu, started) = (cpu()?, Instant::now());
    let apex = apex()?;
    let first = publisher
        .load(&apex, delegations(settings.delegations), now)
        .map_err(refused)?;
    report.signing_cpu = since(cpu)?;
    report.signing_seconds = started.elapsed().as_secs_f64();
    let after = memory(std::process::id())?;
    report.peak_mb = after.peak_mb;
    report.octets_each = (after.own_mb - before) as f64 * 1_048_576.0 / settings.delegations as f64;
    tell("the guard");
    let empty = publisher.published().current();
    report.guard_cpu = timed(|| watch(&empty, &first))?;
    report.snapshot_cpu = timed(|| publisher.commit(first).map(|_| ()).map_err(refused))?;
    whole(&mut report, &publisher.published().current(), &settings.directory, tell)?;
    tell("a restart");
    drop(publisher);
    let mut again = None;
    report.restart_cpu = timed(|| {
        again = Some(Publisher::open(zone, keys, now).map_err(refused)?);
        Ok(())
    })?;
    tell("changes");
    if let Some(publisher) = &mut again {
        changes(&mut report, publisher)?;
    }
    drop(again);
    // Last, so that nothing of it is counted as memory of the zone.
    if settings.beside_knot {
        tell("kzonesign");
        report.knot_cpu = knot(settings)?;
    }
    Ok(report)
}

/// What is done with a whole version.
fn whole(
    report: &mut ZoneReport,
    version: &Version,
    directory: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<(), Failed> {
    tell("walk, text, digest");
    let mut records = 0;
    report.walk_cpu = timed(|| {
        let (mut walk, mut piece) = (version.walk(), Piece::default());
        while walk.fill(&mut piece) {
            records += piece.records().len();
        }
        Ok(())
    })?;
    report.records = records + 1;
    if let Some(token) = &mut report.token {
        let pieces = version.walk();
        let signed = |piece: Piece| {
            piece
                .records()
                .filter(|octets| is_signature(octets))
                .count()
        };
        token.signatures = pieces.map(signed).sum();
    }
    let path = directory.join("signed");
    let failed = |error| Failed::new("the zone file", error);
    report.text_cpu = timed(|| version.export(&path).map_err(failed))?;
    report.digest_cpu = timed(|| {
        std::hint::black_box(version.digest());
        Ok(())
    })?;
    std::fs::remove_file(&path).map_err(failed)
}

/// Whether a record in wire form is one.
fn is_signature(octets: &[u8]) -> bool {
    let owner = Name::parse_wire(octets).map_or(0, |(owner, _)| owner.as_wire().len());
    octets.get(owner..owner + 2) == Some(&Rtype::RRSIG.0.to_be_bytes())
}

fn signatures(records: &[Record]) -> usize {
    let signed = records.iter().filter(|record| record.rtype == Rtype::RRSIG);
    signed.count()
}

fn watch(current: &Version, prepared: &foral_dns::publish::Prepared) -> Result<(), Failed> {
    let alarms = guard::judge(current, prepared, &Limits::default(), Clock::system().now());
    match alarms.first() {
        None => Ok(()),
        Some(alarm) => Err(Failed::new("the guard", alarm)),
    }
}

fn changes(report: &mut ZoneReport, publisher: &mut Publisher) -> Result<(), Failed> {
    let refused = |error| Failed::new("a change", error);
    let mut delays = Vec::with_capacity(CHANGES);
    let mut signed = 0;
    let begun = cpu()?;
    let step = (report.delegations / CHANGES).max(1);
    for turn in 0..CHANGES {
        // New names all over the zone, every other one with a DS, and every fourth goes again.
        let place = turn * step % report.delegations;
        let one = delegation(place, 2 * (turn % 2))?;
        let owner = child(&origin()?, format!("novo-{:08}", place).as_bytes())?;
        let desired =
            (turn % 4 != 3).then(|| Delegation { owner: owner.clone(), glue: Vec::new(), ..one });
        let owner = if turn % 4 == 3 {
            child(
                &origin()?,
                format!("novo-{:08}", (turn - 2) * step % report.delegations).as_bytes(),
            )?
        } else {
            owner
        };
        let started = Instant::now();
        let current = publisher.published().current();
        let now = Clock::system().now();
        let prepared = publisher
            .prepare(&[(owner, desired)], None, now)
            .map_err(refused)?;
        watch(&current, &prepared)?;
        signed += signatures(&prepared.diff().added);
        publisher.commit(prepared).map_err(refused)?;
        delays.push(started.elapsed());
    }
    if let Some(token) = &mut report.token {
        // The SOA stands apart from what changed.
        token.signatures_each = signed as f64 / CHANGES as f64;
    }
    report.change_cpu_ms = since(begun)? * 1_000.0 / CHANGES as f64;
    delays.sort_unstable();
    let at = |part: usize| {
        delays[(delays.len() * part / 100).min(delays.len() - 1)].as_secs_f64() * 1_000.0
    };
    (report.change_p50_ms, report.change_p99_ms) = (at(50), at(99));
    Ok(())
}

/// CPU in seconds of `kzonesign` for the same zone; `None` if it is not installed.
fn knot(settings: &ZoneLoad) -> Result<Option<f64>, Failed> {
    let failed = |error: std::io::Error| Failed::new("kzonesign", error);
    let directory = settings.directory.join("knot");
    for part in ["out", "db"] {
        std::fs::create_dir_all(directory.join(part)).map_err(failed)?;
    }
    let origin = origin()?;
    let plain =
        ZoneSettings { denial: Denial::None, ..ZoneSettings::new(origin, directory.join("plain")) };
    let now = Clock::system().now();
    let refused = |error| Failed::new("the zone", error);
    let mut publisher = Publisher::open(plain, Keyring::new(), now).map_err(refused)?;
    let loaded = publisher
        .load(&apex()?, delegations(settings.delegations), now)
        .map_err(refused)?;
    loaded
        .version()
        .export(&directory.join("zone.zone"))
        .map_err(failed)?;
    drop((publisher, loaded));
    let (nsec3, opt_out) = match settings.denial {
        Denial::Nsec3OptOut => ("on", "on"),
        Denial::Nsec3 => ("on", "off"),
        _ => ("off", "off"),
    };
    let shown = directory.display();
    let text = format!(
        "server:\n    rundir: \"{shown}\"\ndatabase:\n    storage: \"{shown}/db\"\n\
         log:\n  - target: stderr\n    any: error\n\
         policy:\n  - id: bench\n    algorithm: ecdsap256sha256\n    nsec3: {nsec3}\n    \
         nsec3-opt-out: {opt_out}\n    nsec3-iterations: 0\n    nsec3-salt-length: 0\n    signing-threads: 1\n\
         zone:\n  - domain: zone\n    storage: \"{shown}\"\n    file: \"zone.zone\"\n    \
         dnssec-signing: on\n    dnssec-policy: bench\n"
    );
    let configuration = directory.join("knot.conf");
    File::create(&configuration)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(failed)?;
    let id = std::process::id();
    let children = || -> Result<Duration, Failed> {
        let both = Watched::WithChildren(id).cpu()?;
        Ok(both.saturating_sub(Watched::Alone(id).cpu()?))
    };
    let before = children()?;
    let status = Command::new("kzonesign")
        .arg("-c")
        .arg(&configuration)
        .arg("-o")
        .arg(directory.join("out"))
        .arg("zone")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let used = children()?.saturating_sub(before).as_secs_f64();
    let status = match status {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        status => status.map_err(failed)?,
    };
    std::fs::remove_dir_all(&directory).map_err(failed)?;
    if status.success() { Ok(Some(used)) } else { Err(Failed::new("kzonesign", status)) }
}

fn cpu() -> Result<Duration, Failed> {
    Watched::Alone(std::process::id()).cpu()
}

fn since(before: Duration) -> Result<f64, Failed> {
    Ok(cpu()?.saturating_sub(before).as_secs_f64())
}

/// CPU in seconds of some work.
fn timed(work: impl FnOnce() -> Result<(), Failed>) -> Result<f64, Failed> {
    let before = cpu()?;
    work()?;
    since(before)
}
