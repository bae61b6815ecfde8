//! `foral domain show`: a domain, and what became of its changes in the DNS.

use foral_model::inspection::{self, Inspection, InspectionState};
use foral_model::name::DomainName;
use foral_model::publication::Receipt;
use foral_model::time::Timestamp;
use foral_registry::Registry;
use foral_registry::zone_feed::Publishing;
use serde::Serialize;

use crate::cli::Listing;
use crate::config::Config;
use crate::dns::control::{self, Asked, Found, Question, Reply};
use crate::failure::Failure;
use crate::output;

/// A domain as it is shown.
#[derive(Serialize)]
struct Shown {
    name: String,
    process_id: String,
    zone: String,
    registrar: String,
    holder: Option<String>,
    created: String,
    expires: String,
    statuses: Vec<String>,
    name_servers: Vec<String>,
    key_tags: Vec<u16>,
    /// Whether it is in the zone; nothing if no server publishes that from here.
    published: Option<bool>,
    /// Whether it shall be.
    wanted: bool,
    /// The stable name of the reason why it shall not.
    obstacle: Option<&'static str>,
    /// Why the zone does not go by the registry, if so: `held`, `rolled-back` or `waits`.
    apart: Option<String>,
    /// Since when.
    apart_since: Option<String>,
    /// New name servers that are not published yet.
    held: Option<Held>,
    changes: Vec<Change>,
}

/// New name servers that wait for a look which finds nothing wrong.
#[derive(Serialize)]
struct Held {
    since: String,
    name_servers: Vec<String>,
    /// Those that stay published meanwhile.
    published: Vec<String>,
    looked: Option<String>,
    next: Option<String>,
    findings: Vec<String>,
}

/// A change that changed the zone.
#[derive(Serialize)]
struct Change {
    journal: i64,
    committed: String,
    serial: u32,
    published_after_seconds: f64,
    served: Vec<Served>,
}

/// A secondary that was seen to have it.
#[derive(Serialize)]
struct Served {
    secondary: String,
    after_seconds: f64,
}

/// Shows a domain.
///
/// # Errors
/// If there is none of this name.
pub(super) async fn domain(
    registry: &Registry,
    config: &Config,
    name: &DomainName,
    listing: Listing,
) -> Result<(), Failure> {
    let missing = || Failure::says(format!("{} is not registered", name.unicode()));
    let domain = registry.domain_for_staff(name).await?.ok_or_else(missing)?;
    let publishing = registry.publishing(name).await?.ok_or_else(missing)?;
    let Publishing { obstacle, inspection, receipts } = publishing;
    let found = found(config, &domain.zone, name).await?;
    let shown = Shown {
        name: name.to_string(),
        process_id: domain.id.to_string(),
        zone: domain.zone.to_string(),
        registrar: domain.sponsor.to_string(),
        holder: domain.registrant.as_ref().map(ToString::to_string),
        created: domain.created.to_string(),
        expires: domain.expires.to_string(),
        statuses: domain
            .epp_statuses()
            .iter()
            .map(|status| status.to_string())
            .collect(),
        name_servers: domain
            .name_servers
            .iter()
            .map(|host| host.name().to_string())
            .collect(),
        key_tags: domain.signers.iter().map(|signer| signer.key_tag).collect(),
        published: found.there,
        wanted: obstacle.is_none(),
        obstacle: obstacle.map(foral_registry::zone_feed::Unpublished::as_str),
        apart: found.apart,
        apart_since: found.since,
        held: inspection.as_ref().map(held),
        changes: receipts.iter().map(change).collect(),
    };
    output::say(if listing.json { output::json(&shown)? } else { told(&shown) });
    Ok(())
}

/// How the name stands in its zone, by the server that publishes it, if one does.
async fn found(config: &Config, zone: &DomainName, name: &DomainName) -> Result<Found, Failure> {
    let unknown = Found { there: None, apart: None, since: None };
    let Some(dns) = config.dns()? else { return Ok(unknown) };
    let question = Question { zone: zone.to_string(), task: Asked::Find(name.to_string()) };
    match control::ask(&dns.directory, &question).await {
        Ok(Reply::Found(found)) => Ok(found),
        // No server runs, or it does not publish the zone.
        Ok(_) | Err(_) => Ok(unknown),
    }
}

/// Whether a name is in the zone, and whether it shall be.
fn in_zone(shown: &Shown) -> String {
    let since = shown.apart_since.as_deref().unwrap_or_default();
    let why = match shown.apart.as_deref() {
        Some("held") => format!(": a publication is held, since {since}"),
        Some("rolled-back") => format!(": it stays as it was since a rollback, {since}"),
        Some(_) => ": it waits to be published".to_owned(),
        None => String::new(),
    };
    match (shown.published, shown.obstacle) {
        (Some(true), None) if why.is_empty() => "yes".to_owned(),
        (Some(true), None) => format!("yes, as it was{why}"),
        (Some(true), Some(obstacle)) => format!("yes, though it shall not be ({obstacle}){why}"),
        (Some(false), None) => format!("no, though it shall be{why}"),
        (Some(false), Some(obstacle)) => format!("no: {obstacle}"),
        (None, None) => "it shall be; no server here publishes the zone now".to_owned(),
        (None, Some(obstacle)) => {
            format!("it shall not be ({obstacle}); no server here publishes the zone now")
        }
    }
}

fn held(it: &Inspection) -> Held {
    let servers =
        |shown: &inspection::Shown| shown.servers.iter().map(ToString::to_string).collect();
    Held {
        since: it.since.to_string(),
        name_servers: servers(&it.wanted),
        published: it.before.as_ref().map_or_else(Vec::new, servers),
        looked: it.looked.map(|at| at.to_string()),
        next: match it.state {
            InspectionState::Waiting { next } => Some(next.to_string()),
            InspectionState::Passed | InspectionState::Overruled | InspectionState::Told => None,
        },
        findings: it
            .findings
            .iter()
            .map(|finding| finding.text.clone())
            .collect(),
    }
}

fn change(receipt: &Receipt) -> Change {
    let after = |at: Timestamp| {
        let micros = at.micros().saturating_sub(receipt.committed.micros());
        // A receipt is about seconds: what a float cannot hold of the microseconds is no matter.
        micros as f64 / 1_000_000.0
    };
    let served = receipt.served.iter();
    Change {
        journal: receipt.seq,
        committed: receipt.committed.to_string(),
        serial: receipt.serial,
        published_after_seconds: after(receipt.published),
        served: served
            .map(|(secondary, at)| Served {
                secondary: secondary.clone(),
                after_seconds: after(*at),
            })
            .collect(),
    }
}

fn told(shown: &Shown) -> String {
    let listed = |values: &[String]| match values {
        [] => "none".to_owned(),
        values => values.join(", "),
    };
    let tags: Vec<String> = shown.key_tags.iter().map(u16::to_string).collect();
    let lines = [
        ("Name", shown.name.clone()),
        ("Process ID", shown.process_id.clone()),
        ("Registrar", shown.registrar.clone()),
        ("Holder", shown.holder.clone().unwrap_or_else(|| "none".to_owned())),
        ("Registered", shown.created.clone()),
        ("Expires", shown.expires.clone()),
        ("Statuses", listed(&shown.statuses)),
        ("Name servers", listed(&shown.name_servers)),
        ("Signers (key tags)", listed(&tags)),
        ("In the zone", in_zone(shown)),
    ];
    let mut text: String = lines
        .iter()
        .map(|(what, value)| format!("{what:<20}{value}\n"))
        .collect();
    if let Some(held) = &shown.held {
        let servers = held.name_servers.join(", ");
        text.push_str(&format!("\n{servers} are not published yet, since {}", held.since));
        if let (Some(looked), Some(next)) = (&held.looked, &held.next) {
            text.push_str(&format!("; looked at {looked}, again {next}"));
        }
        for finding in &held.findings {
            text.push_str(&format!("\n  {finding}"));
        }
        text.push('\n');
    }
    for change in &shown.changes {
        text.push_str(&format!(
            "\nChanged {} (line {}): published with serial {} after {:.1} s",
            change.committed, change.journal, change.serial, change.published_after_seconds
        ));
        for served in &change.served {
            text.push_str(&format!(
                ", seen at {} after {:.1} s",
                served.secondary, served.after_seconds
            ));
        }
    }
    text.truncate(text.trim_end().len());
    text
}
