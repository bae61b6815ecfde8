//! `foral maintenance`.

use foral_model::command::{Command, MaintenancePut};
use foral_model::lang::Lang;
use foral_model::maintenance::{
    Environment, Impact, Intervention, Maintenance, MaintenanceId, Need, Phase, Reason, System,
    Text, Work,
};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_registry::Registry;
use serde::Serialize;

use crate::cli::{ClientWork, Instance, MaintenanceAdd, MaintenanceTask};
use crate::failure::Failure;
use crate::output::{self, Row};

/// A maintenance as it is listed.
#[derive(Serialize)]
struct Line {
    id: String,
    start: String,
    end: String,
    state: &'static str,
    zones: Vec<String>,
    systems: Vec<String>,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &MaintenanceTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        MaintenanceTask::Add(add) => {
            let command = Command::MaintenancePut(read(add, &registry)?);
            super::execute(&registry, &command).await?;
            output::say(format!("maintenance {} is announced", add.id));
            Ok(())
        }
        MaintenanceTask::List(listing) => {
            let all = registry.maintenances().await?;
            let lines: Vec<Line> = all.iter().map(line).collect();
            output::list(&lines, super::format(*listing))
        }
        MaintenanceTask::Cancel { id } => {
            let command = Command::MaintenanceCancel(identifier(id)?);
            super::execute(&registry, &command).await?;
            output::say(format!("maintenance {id} is called off"));
            Ok(())
        }
    }
}

fn read(add: &MaintenanceAdd, registry: &Registry) -> Result<MaintenancePut, Failure> {
    let english = |text: &String| Text { lang: Lang::En, text: text.clone() };
    let zones: Result<Vec<DomainName>, Failure> = match add.zones.as_slice() {
        [] => Ok(registry
            .zones()
            .iter()
            .map(|zone| zone.name.clone())
            .collect()),
        zones => zones.iter().map(|zone| super::domain_name(zone)).collect(),
    };
    let needed = |task| {
        if add.interventions.contains(&task) { Need::Needed } else { Need::Unneeded }
    };
    let intervention = Intervention {
        connection: needed(ClientWork::Connection),
        implementation: needed(ClientWork::Implementation),
    };
    let work = Work {
        name: add.name.as_ref().map(english),
        types: add.types.iter().map(english).collect(),
        systems: add
            .systems
            .iter()
            .map(|text| system(text))
            .collect::<Result<_, _>>()?,
        environment: environment(&add.environment),
        start: instant(&add.start)?,
        end: instant(&add.end)?,
        reason: if add.emergency { Reason::Emergency } else { Reason::Planned },
        detail: add.detail.clone(),
        descriptions: add
            .texts
            .iter()
            .map(|text| described(text))
            .collect::<Result<_, _>>()?,
        zones: zones?,
        intervention: (!add.interventions.is_empty()).then_some(intervention),
    };
    Ok(MaintenancePut { id: identifier(&add.id)?, work })
}

fn identifier(text: &str) -> Result<MaintenanceId, Failure> {
    let wrong = || {
        Failure::says(format!(
            "“{text}” is no identifier: up to 64 letters, digits, hyphens, dots or underscores"
        ))
    };
    MaintenanceId::parse(text).ok_or_else(wrong)
}

fn instant(text: &str) -> Result<Timestamp, Failure> {
    Timestamp::parse(text).ok_or_else(|| {
        Failure::says(format!("“{text}” is no instant such as 2027-11-24T12:00:00Z"))
    })
}

/// `EPP=full`, or `EPP@epp.registry.example=full`.
fn system(text: &str) -> Result<System, Failure> {
    let wrong = || {
        Failure::says(format!("“{text}” is no system such as EPP=full, DNS=partial or WHOIS=none"))
    };
    let (named, impact) = text.rsplit_once('=').ok_or_else(wrong)?;
    let impact = match impact {
        "full" => Impact::Full,
        "partial" => Impact::Partial,
        "none" => Impact::None,
        _ => return Err(wrong()),
    };
    let (name, host) = match named.split_once('@') {
        Some((name, host)) => (name, Some(host.to_owned())),
        None => (named, None),
    };
    Ok(System { name: name.to_owned(), host, impact })
}

/// `en=New disks.`
fn described(text: &str) -> Result<Text, Failure> {
    let read = |(tag, words): (&str, &str)| {
        let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == tag)?;
        Some(Text { lang, text: words.to_owned() })
    };
    let wrong = || Failure::says(format!("“{text}” does not begin with en=, pt= or es="));
    text.split_once('=').and_then(read).ok_or_else(wrong)
}

fn environment(name: &str) -> Environment {
    match name {
        "production" => Environment::Production,
        "ote" => Environment::Ote,
        "staging" => Environment::Staging,
        "dev" => Environment::Development,
        other => Environment::Custom(other.to_owned()),
    }
}

fn line(maintenance: &Maintenance) -> Line {
    let work = &maintenance.work;
    Line {
        id: maintenance.id.to_string(),
        start: work.start.to_string(),
        end: work.end.to_string(),
        state: match maintenance.phase {
            Phase::Announced => "announced",
            Phase::Begun => "begun",
            Phase::Over => "over",
            Phase::Cancelled => "cancelled",
        },
        zones: work.zones.iter().map(DomainName::unicode).collect(),
        systems: work
            .systems
            .iter()
            .map(|system| system.name.clone())
            .collect(),
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] =
        &["MAINTENANCE", "START", "END", "STATE", "ZONES", "SYSTEMS"];

    fn cells(&self) -> Vec<String> {
        let texts = [&self.id, &self.start, &self.end].map(String::clone);
        let rest = [self.state.to_owned(), self.zones.join(" "), self.systems.join(" ")];
        texts.into_iter().chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_have_a_name_a_host_and_an_impact() {
        let epp = system("EPP@epp.example=full").unwrap();
        assert_eq!((epp.name.as_str(), epp.host.as_deref()), ("EPP", Some("epp.example")));
        assert_eq!(epp.impact, Impact::Full);
        assert_eq!(system("DNS=none").unwrap().host, None);
        for wrong in ["EPP", "EPP=some", ""] {
            assert!(system(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn texts_say_their_language() {
        let text = described("pt=a=b").unwrap();
        assert_eq!((text.lang, text.text.as_str()), (Lang::Pt, "a=b"));
        for wrong in ["New disks.", "fr=Disques", "english=Disks"] {
            assert!(described(wrong).is_err(), "{wrong}");
        }
    }
}
