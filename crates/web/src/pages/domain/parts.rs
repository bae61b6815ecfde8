//! Parts of a domain's page: entities, name servers, signers and the bar of the period.

use std::fmt::Write as _;

use foral_model::contact::Contact;
use foral_model::domain::{Lifecycle, Signer};
use foral_model::host::NameServer;
use foral_model::time::Timestamp;
use foral_model::zone::AtExpiry;
use foral_registry::view::DomainView;
use foral_words::Words;

/// A person or body.
pub(crate) struct Entity {
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) organisation: Option<String>,
    pub(crate) tax: Option<String>,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
    pub(crate) mobile: Option<String>,
    pub(crate) address: Vec<String>,
}

impl Entity {
    /// What a holder may see of a contact; of the taxpayer number only its ends.
    pub(crate) fn of(t: Words, contact: &Contact) -> Self {
        let postal = contact.postal();
        let mut address = Vec::new();
        if let Some(postal) = postal {
            address.extend(postal.street.iter().cloned());
            let code = postal.postal_code.as_deref().unwrap_or_default();
            address.push(format!("{code} {}", postal.city).trim().to_owned());
            address.extend(postal.province.clone());
            address.push(t.country_name(postal.country).to_owned());
        }
        address.retain(|line| !line.is_empty());
        Self {
            handle: contact.handle.to_string(),
            name: postal.map(|p| p.name.clone()).unwrap_or_default(),
            organisation: postal.and_then(|p| p.organisation.clone()),
            tax: contact.identity.as_ref().map(|identity| identity.masked()),
            email: contact.email.clone(),
            phone: contact
                .voice
                .as_ref()
                .map(|phone| telephone(&phone.number).1),
            mobile: contact.mobile.as_deref().map(|number| telephone(number).1),
            address,
        }
    }
}

/// A name server.
pub(crate) struct Server {
    pub(crate) name: String,
    pub(crate) addresses: String,
}

impl Server {
    pub(crate) fn of(server: &NameServer) -> Self {
        let addresses = match server {
            NameServer::Object(_) => String::new(),
            NameServer::Attribute { addresses, .. } => addresses
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        };
        Self { name: server.name().unicode(), addresses }
    }
}

/// A delegation signer.
pub(crate) struct Sign {
    pub(crate) key_tag: u16,
    pub(crate) algorithm: u8,
    pub(crate) digest_type: u8,
    pub(crate) digest: String,
}

impl Sign {
    pub(crate) fn of(signer: &Signer) -> Self {
        let mut digest = String::new();
        for byte in &signer.digest {
            let _ = write!(digest, "{byte:02X}");
        }
        Self {
            key_tag: signer.key_tag,
            algorithm: signer.algorithm,
            digest_type: signer.digest_type,
            digest,
        }
    }
}

/// The life of a registration as a bar: what is paid for takes 66 % of its length, the days in
/// which it can still be renewed 20 %, what comes after 14 %.
pub(crate) struct Period {
    pub(crate) left: String,
    pub(crate) began: String,
    pub(crate) ends: String,
    /// What comes after the expiry: how long it can be renewed, and when it is released. Nothing
    /// where every name renews itself.
    pub(crate) after: Option<(String, String)>,
    /// Where today is, in per cent of the bar.
    pub(crate) today: u8,
    /// How far the paid part is used, in per cent of the bar.
    pub(crate) used: u8,
    /// How the word "today" is anchored, so that it stays within the bar.
    pub(crate) anchor: &'static str,
}

const PAID: i64 = 66;
const LATE: i64 = 20;

impl Period {
    /// The bar, now; none for a name that is being deleted, whose expiry means nothing any more.
    pub(crate) fn of(t: Words, view: &DomainView, now: Timestamp) -> Option<Self> {
        let domain = &view.domain;
        if domain.is_leaving() {
            return None;
        }
        let last = last_renewal(view);
        let days = domain.expires.days_since(now);
        let today = place(domain.created, domain.expires, last, now);
        Some(Self {
            left: if days > 0 { t.domain_days_left(days) } else { t.domain_period_over() },
            began: t.date(domain.created),
            ends: t.date(domain.expires),
            after: ends_by_itself(view).then(|| {
                let released = last.plus_days(i64::from(view.pending_delete_days));
                (t.domain_renewable(i64::from(view.renewable_days)), t.date(released))
            }),
            used: today.min(PAID as u8),
            anchor: match today {
                0..=8 => "start",
                9..=91 => "middle",
                _ => "end",
            },
            today,
        })
    }
}

fn ends_by_itself(view: &DomainView) -> bool {
    matches!(view.at_expiry, AtExpiry::AsWished { .. })
}

fn last_renewal(view: &DomainView) -> Timestamp {
    match view.domain.lifecycle {
        Lifecycle::Expired { renewable_until } => renewable_until,
        _ => view
            .domain
            .expires
            .plus_days(i64::from(view.renewable_days)),
    }
}

fn place(began: Timestamp, ends: Timestamp, last: Timestamp, now: Timestamp) -> u8 {
    let share = |from: Timestamp, to: Timestamp, width: i64| {
        let whole = to.seconds_since(from).max(1);
        (now.seconds_since(from).clamp(0, whole)).saturating_mul(width) / whole
    };
    let per_cent = if now < ends {
        share(began, ends, PAID)
    } else if now < last {
        PAID + share(ends, last, LATE)
    } else {
        PAID + LATE + 7
    };
    u8::try_from(per_cent.clamp(0, 100)).unwrap_or(100)
}

/// An address that a link may have, and how people read it.
pub(crate) fn website(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches('/');
    let shown = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"))
        .unwrap_or(text);
    let href = if shown.len() == text.len() { format!("https://{shown}") } else { text.to_owned() };
    let known = |c: char| c.is_alphanumeric() || "-._~/?=&%+:".contains(c);
    let host = shown.split(['/', '?', ':']).next().unwrap_or_default();
    (host.contains('.') && shown.chars().all(known)).then(|| (href, shown.to_owned()))
}

/// A telephone number for a link, and for people: EPP writes `+351.211583341`.
pub(crate) fn telephone(text: &str) -> (String, String) {
    let digits: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    (format!("tel:{digits}"), text.replacen('.', " ", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_site_is_a_web_address_or_nothing() {
        assert_eq!(
            website("alfa.example/"),
            Some(("https://alfa.example".to_owned(), "alfa.example".to_owned()))
        );
        assert_eq!(
            website("http://alfa.example").map(|w| w.0).as_deref(),
            Some("http://alfa.example")
        );
        for bad in ["javascript:alert(1)", "data:text/html,x", "", "\"><script>", "//"] {
            assert_eq!(website(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_telephone_number_is_one_link() {
        let (href, shown) = telephone("+351.211583341");
        assert_eq!((href.as_str(), shown.as_str()), ("tel:+351211583341", "+351 211583341"));
    }

    #[test]
    fn today_moves_along_the_bar() {
        let began = Timestamp::from_micros(0);
        let (ends, last) = (began.plus_days(365), began.plus_days(395));
        let at = |days| place(began, ends, last, began.plus_days(days));
        assert_eq!(at(-5), 0);
        assert_eq!(at(0), 0);
        assert_eq!(at(182), 32);
        assert_eq!(at(365), 66);
        assert_eq!(at(380), 76);
        assert_eq!(at(900), 93);
    }
}
