//! `foral domain show`: a domain, and what became of its changes in the DNS.

use foral_model::name::DomainName;
use foral_model::publication::Receipt;
use foral_model::time::Timestamp;
use foral_registry::Registry;
use foral_registry::zone_feed::Publishing;
use serde::Serialize;

use crate::cli::Listing;
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
    /// Whether it is in the zone.
    published: bool,
    /// The stable name of the reason why not.
    obstacle: Option<&'static str>,
    changes: Vec<Change>,
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
    name: &DomainName,
    listing: Listing,
) -> Result<(), Failure> {
    let missing = || Failure::says(format!("{} is not registered", name.unicode()));
    let domain = registry.domain_for_staff(name).await?.ok_or_else(missing)?;
    let publishing = registry.publishing(name).await?.ok_or_else(missing)?;
    let Publishing { obstacle, receipts } = publishing;
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
        published: obstacle.is_none(),
        obstacle: obstacle.map(foral_registry::zone_feed::Unpublished::as_str),
        changes: receipts.iter().map(change).collect(),
    };
    output::say(if listing.json { output::json(&shown)? } else { told(&shown) });
    Ok(())
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
        (
            "In the zone",
            shown
                .obstacle
                .map_or_else(|| "yes".to_owned(), |why| format!("no: {why}")),
        ),
    ];
    let mut text: String = lines
        .iter()
        .map(|(what, value)| format!("{what:<20}{value}\n"))
        .collect();
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
