//! What the demonstration says when it runs: where everything is, and who can come in.

use std::path::Path;

use super::description::Description;
use super::people;
use crate::output;

/// Tells where everything is.
pub(super) fn explain(description: &Description, data: &Path) {
    let mut text = format!(
        "\
Foral is running.

  Portal    {}
  Mailbox   {}
  RDAP      {}
",
        description.portal.url, description.mail.url, description.rdap.url,
    );
    for endpoint in &description.epp_endpoints {
        let zones = endpoint.zones.join(", ");
        text.push_str(&format!("  EPP       {} ({zones}; TLS)\n", endpoint.address));
    }
    let zones = description.dns.zones.join(", ");
    text.push_str(&format!("  DNS       {} ({zones})\n", description.dns.address));
    text.push_str(&format!("  WHOIS     {}\n", description.whois.address));
    text.push_str(&format!("  DAS       {}\n", description.das.address));
    text.push_str(&format!("  All of it {}\n", data.join("demo.json").display()));
    text.push_str("\nHolders who can sign in at the portal:\n");
    for (holder, sample) in description.holders.iter().zip(&people::HOLDERS) {
        let password = holder
            .password
            .as_deref()
            .unwrap_or("(forgotten: recover it)");
        let who = sample.organisation.unwrap_or(sample.name);
        let tax = format!("{}{}", holder.country, holder.tax_id);
        text.push_str(&format!("  {who:<22} {}  {tax:<12} {password}\n", holder.nic_handle));
    }
    let tls = data.join("tls");
    text.push_str(&format!("\nRegistrars for EPP, with certificates in {}:\n", tls.display()));
    for registrar in &description.epp.registrars {
        text.push_str(&format!("  {}  {}\n", registrar.id, registrar.password));
    }
    let secondary = &description.dns.secondary;
    text.push_str(&format!(
        "\nA secondary that answers at {}:\n  {}\n  delv @127.0.0.1 -p {} -a {} +root=pt pt SOA\n",
        secondary.address,
        secondary.command.join(" "),
        secondary.address.rsplit(':').next().unwrap_or_default(),
        description.dns.trust_anchors.display(),
    ));
    let (foral, config) = (program(), description.config.display());
    text.push_str(&format!(
        "\nIts clock can be moved:\n  {foral} --config {config} clock advance 45d\n\nCtrl-C ends it."
    ));
    output::say(text);
}

/// How this program was called, so that a line that is copied from its words works: after
/// `cargo run` there is no `foral` in the path.
fn program() -> String {
    let first = std::env::args_os().next();
    first.map_or_else(|| "foral".to_owned(), |name| name.to_string_lossy().into_owned())
}
