//! The lists of registrations that a registry hands to the clearing house (RFC 9361, sections 5.2.3
//! and 6.3): those that a mark opened, and those before which a notice of a claim was accepted.

use std::collections::BTreeMap;

use foral_model::id::RegistrarId;
use foral_model::launch::application::LaunchRecord;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::Registry;
use crate::error::Incident;

/// The version of all lists.
const VERSION: &str = "1";
const SUNRISE: &str =
    "roid,domain-name,SMD-id,registrar-id,registration-datetime,application-datetime";
const CLAIMS: &str = "roid,domain-name,notice-id,registrar-id,registration-datetime,ack-datetime,\
                      application-datetime";

/// Both lists of a zone and a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lordn {
    /// Of registrations with a mark.
    pub sunrise: List,
    /// Of registrations after a notice.
    pub claims: List,
    /// Registrars of these registrations that have no number in IANA's register. The clearing house
    /// knows registrars by nothing else, so that without theirs the lists are not whole.
    pub unnumbered: Vec<RegistrarId>,
}

/// One list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// The file.
    pub text: String,
    /// How many registrations it has.
    pub count: usize,
}

impl Registry {
    /// The lists of a zone's registrations from an instant until before another, also of those that
    /// are gone since.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn lordn(
        &self,
        zone: &DomainName,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Lordn, Incident> {
        let records = self.launch_records(zone, from, until).await?;
        let mut numbers = BTreeMap::new();
        for row in self.registrar_numbers().await? {
            numbers.insert(row.0, row.1);
        }
        Ok(lists(&records, &numbers, &self.suffix_in(zone), self.moment().await?))
    }

    async fn registrar_numbers(&self) -> Result<Vec<(RegistrarId, Option<u32>)>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.registrars();
        let registrars = flight.send().await?.take(slot)?;
        Ok(registrars
            .into_iter()
            .map(|registrar| (registrar.id, registrar.iana_id))
            .collect())
    }
}

/// The lists of these registrations, as they are written now.
fn lists(
    records: &[LaunchRecord],
    numbers: &BTreeMap<RegistrarId, Option<u32>>,
    suffix: &str,
    now: Timestamp,
) -> Lordn {
    let (mut sunrise, mut claims, mut unnumbered) = (Vec::new(), Vec::new(), Vec::new());
    for record in records.iter().filter(|record| !record.evidence.is_empty()) {
        let Some(number) = numbers.get(&record.registrar).copied().flatten() else {
            if !unnumbered.contains(&record.registrar) {
                unnumbered.push(record.registrar.clone());
            }
            continue;
        };
        let line = |shown: &str, middle: &str| {
            let (id, name, at) = (record.id, record.name.as_str(), record.registered);
            let applied = record.application.as_ref();
            let applied = applied.map_or_else(String::new, |(_, at)| format!(",{at}"));
            format!("{id}-{suffix},{name},{shown},{number},{at}{middle}{applied}")
        };
        // The mark and the notice of the name are the first of those that were shown.
        if let Some(mark) = record.evidence.marks.first() {
            sunrise.push(line(&mark.id, ""));
        }
        if let Some(notice) = record.evidence.notices.first() {
            claims.push(line(&notice.id, &format!(",{}", notice.accepted)));
        }
    }
    Lordn { sunrise: list(SUNRISE, &sunrise, now), claims: list(CLAIMS, &claims, now), unnumbered }
}

fn list(heading: &str, lines: &[String], now: Timestamp) -> List {
    let count = lines.len();
    let first = format!("{VERSION},{now},{count}");
    let all = [first.as_str(), heading].into_iter();
    let mut text: String = all
        .chain(lines.iter().map(String::as_str))
        .flat_map(|line| [line, "\n"])
        .collect();
    text.shrink_to_fit();
    List { text, count }
}

#[cfg(test)]
mod tests {
    use foral_model::id::DomainId;
    use foral_model::launch::application::{ApplicationId, Evidence, KeptMark};
    use foral_model::launch::{Notice, Octets, Phase, PhaseKind};

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn record(number: i64, name: &str, evidence: Evidence) -> LaunchRecord {
        LaunchRecord {
            id: DomainId(number),
            name: DomainName::parse(name).unwrap(),
            zone: DomainName::parse("shop").unwrap(),
            registrar: RegistrarId::parse("ALFA").unwrap(),
            registered: at("2027-03-01T10:00:00Z"),
            phase: Phase::of(PhaseKind::Sunrise),
            application: None,
            evidence,
        }
    }

    fn marked() -> Evidence {
        let mark = KeptMark { id: "1-42".to_owned(), document: Octets::default() };
        Evidence { marks: vec![mark], notices: Vec::new() }
    }

    fn noticed() -> Evidence {
        let notice = Notice {
            id: "370d0b7c9223372036854775807".to_owned(),
            validator: None,
            not_after: at("2027-03-02T00:00:00Z"),
            accepted: at("2027-03-01T09:00:00Z"),
        };
        Evidence { marks: Vec::new(), notices: vec![notice] }
    }

    #[test]
    fn each_registration_is_in_the_list_of_its_right() {
        let made = at("2027-02-01T08:00:00Z");
        let applied = LaunchRecord {
            application: Some((ApplicationId::parse("A-1").unwrap(), made)),
            ..record(7, "banco.shop", marked())
        };
        let records = [
            applied,
            record(8, "café.shop", noticed()),
            record(9, "outro.shop", Evidence::default()),
        ];
        let numbers = BTreeMap::from([(RegistrarId::parse("ALFA").unwrap(), Some(9999))]);
        let now = at("2027-03-02T00:00:00Z");
        let lordn = lists(&records, &numbers, "SHOP", now);
        let registered = at("2027-03-01T10:00:00Z");
        assert_eq!(
            lordn.sunrise.text,
            format!("1,{now},1\n{SUNRISE}\n7-SHOP,banco.shop,1-42,9999,{registered},{made}\n")
        );
        let accepted = at("2027-03-01T09:00:00Z");
        assert_eq!(
            lordn.claims.text,
            format!(
                "1,{now},1\n{CLAIMS}\n8-SHOP,xn--caf-dma.shop,370d0b7c9223372036854775807,9999,\
                 {registered},{accepted}\n"
            )
        );
        assert!(lordn.unnumbered.is_empty());
    }

    #[test]
    fn a_registrar_without_a_number_is_named() {
        let records = [record(7, "a.shop", marked()), record(8, "b.shop", marked())];
        let alfa = RegistrarId::parse("ALFA").unwrap();
        let numbers = BTreeMap::from([(alfa.clone(), None)]);
        let lordn = lists(&records, &numbers, "SHOP", at("2027-03-02T00:00:00Z"));
        assert_eq!((lordn.sunrise.count, lordn.unnumbered), (0, vec![alfa]));
    }
}
