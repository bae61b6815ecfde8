//! The format that ICANN's registry agreement of 2013 wants (specification 4, sections 1.5 to 1.7),
//! with the labels of the consistent labelling policy.

use std::fmt::Display;

use foral_model::contact::Phone;
use foral_model::time::Timestamp;
use foral_model::zone::DirectoryRole;
use foral_registry::directory::{
    DirectoryContact, DirectoryDomain, DirectoryHost, DirectoryRegistrar, Field,
};

/// What stands for a value that is kept back.
const REDACTED: &str = "REDACTED FOR PRIVACY";

/// Where ICANN takes complaints about wrong data.
const COMPLAINTS: &str = "https://www.icann.org/wicf/";

/// A domain.
pub fn domain(domain: &DirectoryDomain) -> String {
    let mut text = Text(String::with_capacity(4096));
    text.line("Domain Name", &domain.name);
    let unicode = domain.name.unicode();
    if unicode != domain.name.as_str() {
        text.line("Internationalized Domain Name", &unicode);
    }
    text.line("Registry Domain ID", &domain.roid);
    text.registrar_pointers(&domain.registrar);
    text.line("Updated Date", &instant(domain.updated.unwrap_or(domain.created)));
    text.line("Creation Date", &instant(domain.created));
    text.line("Registry Expiry Date", &instant(domain.expires));
    text.line("Registrar", &domain.registrar.card.name);
    if let Some(number) = domain.registrar.iana_id {
        text.line("Registrar IANA ID", &number);
    }
    text.optional("Registrar Abuse Contact Email", domain.registrar.abuse_email.as_ref());
    text.optional("Registrar Abuse Contact Phone", domain.registrar.abuse_phone.as_ref());
    text.optional("Reseller", domain.reseller.as_ref().map(|reseller| &reseller.name));
    for status in domain.statuses.iter() {
        let status = status.as_str();
        text.line("Domain Status", &format_args!("{status} https://icann.org/epp#{status}"));
    }
    for status in &domain.rgp {
        let status = status.as_str();
        text.line("Domain Status", &format_args!("{status} https://icann.org/epp#{status}"));
    }
    for (label, role) in [
        ("Registrant", DirectoryRole::Registrant),
        ("Admin", DirectoryRole::Admin),
        ("Tech", DirectoryRole::Tech),
        ("Billing", DirectoryRole::Billing),
    ] {
        if let Some(contact) = domain.contact(role) {
            text.contact(label, contact);
        }
    }
    for (name, _) in &domain.name_servers {
        text.line("Name Server", name);
    }
    let signed = if domain.signers.is_empty() { "unsigned" } else { "signedDelegation" };
    text.line("DNSSEC", &signed);
    for signer in &domain.signers {
        let digest: String = signer
            .digest
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        let (tag, algorithm, kind) = (signer.key_tag, signer.algorithm, signer.digest_type);
        text.line("DNSSEC DS Data", &format_args!("{tag} {algorithm} {kind} {digest}"));
    }
    if let Some(why) = domain.kept_out() {
        text.line("DNS Status", &why.as_str());
    }
    text.end(domain.as_of)
}

/// A name server.
pub fn server(host: &DirectoryHost) -> String {
    let mut text = Text(String::with_capacity(512));
    text.line("Server Name", &host.name);
    for address in &host.addresses {
        text.line("IP Address", address);
    }
    text.line("Registrar", &host.registrar.card.name);
    text.registrar_pointers(&host.registrar);
    text.end(host.as_of)
}

/// A registrar.
pub fn registrar(registrar: &DirectoryRegistrar, now: Timestamp) -> String {
    let mut text = Text(String::with_capacity(512));
    text.line("Registrar", &registrar.card.name);
    if let Some(number) = registrar.iana_id {
        text.line("Registrar IANA ID", &number);
    }
    text.optional("Phone Number", registrar.card.phone.as_ref());
    text.line("Email", &registrar.card.email);
    text.registrar_pointers(registrar);
    text.optional("Registrar Abuse Contact Email", registrar.abuse_email.as_ref());
    text.optional("Registrar Abuse Contact Phone", registrar.abuse_phone.as_ref());
    text.end(now)
}

/// Something that is not there.
pub(super) fn not_found(what: &str, now: Timestamp) -> String {
    let mut text = Text(format!("{what} not found.\r\n"));
    text.last_update(now);
    text.0
}

struct Text(String);

impl Text {
    fn line(&mut self, key: &str, value: &dyn Display) {
        self.0.push_str(key);
        self.0.push_str(": ");
        super::plain(&mut self.0, &value.to_string());
        self.0.push_str("\r\n");
    }

    fn optional(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.line(key, value);
        }
    }

    fn registrar_pointers(&mut self, registrar: &DirectoryRegistrar) {
        self.optional("Registrar URL", registrar.card.website.as_ref());
    }

    fn contact(&mut self, label: &str, contact: &DirectoryContact) {
        self.field(&format!("Registry {label} ID"), &contact.roid);
        self.field(&format!("{label} Name"), &contact.name);
        self.field(&format!("{label} Organization"), &contact.organisation);
        match &contact.street {
            Field::Shown(lines) => {
                for line in lines {
                    self.line(&format!("{label} Street"), line);
                }
            }
            Field::Redacted(_) => self.line(&format!("{label} Street"), &REDACTED),
            Field::Absent => {}
        }
        self.field(&format!("{label} City"), &contact.city);
        self.field(&format!("{label} State/Province"), &contact.province);
        self.field(&format!("{label} Postal Code"), &contact.postal_code);
        self.field(&format!("{label} Country"), &contact.country);
        self.phone(label, "Phone", &contact.voice);
        self.phone(label, "Fax", &contact.fax);
        self.field(&format!("{label} Email"), &contact.email);
    }

    fn phone(&mut self, label: &str, kind: &str, phone: &Field<Phone>) {
        match phone {
            Field::Shown(phone) => {
                self.line(&format!("{label} {kind}"), &phone.number);
                self.optional(&format!("{label} {kind} Ext"), phone.extension.as_ref());
            }
            Field::Redacted(_) => self.line(&format!("{label} {kind}"), &REDACTED),
            Field::Absent => {}
        }
    }

    fn field<T: Display>(&mut self, key: &str, field: &Field<T>) {
        match field {
            Field::Shown(value) => self.line(key, value),
            Field::Redacted(_) => self.line(key, &REDACTED),
            Field::Absent => {}
        }
    }

    fn end(mut self, now: Timestamp) -> String {
        self.line("URL of the ICANN Whois Inaccuracy Complaint Form", &COMPLAINTS);
        self.last_update(now);
        self.0
    }

    fn last_update(&mut self, now: Timestamp) {
        let line = format!(">>> Last update of WHOIS database: {} <<<\r\n", instant(now));
        self.0.push_str(&line);
    }
}

/// RFC 3339 to the second.
fn instant(at: Timestamp) -> String {
    let mut text = at.to_string();
    if let Some(point) = text.find('.') {
        text.replace_range(point.., "Z");
    }
    text
}
