//! `[[launch]]`: the phases of the zone's launch (RFC 8334).

use foral_model::launch::application::{ApplicationTerms, PaidAt, Validation};
use foral_model::launch::{ClaimsNeed, LaunchPhase, Made, MarkNeed, Phase, PhaseKind};
use foral_model::time::Timestamp;
use serde::Deserialize;

/// A phase.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    phase: String,
    name: Option<String>,
    from: String,
    until: Option<String>,
    demands: Option<Vec<Demand>>,
    makes: Option<Makes>,
    paid: Option<Paid>,
    validation: Option<Validates>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Makes {
    Registrations,
    Applications,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Paid {
    WithApplication,
    AtAllocation,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Validates {
    Staff,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Demand {
    Mark,
    Claims,
}

/// The phases, by their beginning.
pub(super) fn read(tables: &[Table]) -> Result<Vec<LaunchPhase>, String> {
    let phases = tables.iter().map(Table::read);
    let mut phases = phases.collect::<Result<Vec<_>, _>>()?;
    phases.sort_by_key(|phase| phase.from);
    for (at, phase) in phases.iter().enumerate() {
        let twice = |later: &&LaunchPhase| {
            later.phase == phase.phase && phase.until.is_none_or(|until| later.from < until)
        };
        if phases[at + 1..].iter().any(|later| twice(&later)) {
            return Err(format!("launch.phase: {} is open twice at once", phase.phase));
        }
    }
    Ok(phases)
}

impl Table {
    fn read(&self) -> Result<LaunchPhase, String> {
        let kind = PhaseKind::parse(&self.phase).ok_or_else(|| {
            let known = PhaseKind::ALL.map(|(_, word)| word).join(", ");
            format!("launch.phase: {} is unknown; there are {known}", self.phase)
        })?;
        let name = self.name.clone().filter(|name| !name.trim().is_empty());
        if kind == PhaseKind::Custom && name.is_none() {
            return Err("launch.name: a custom phase needs a name".to_owned());
        }
        let from = instant("from", &self.from)?;
        let until = self.until.as_deref().map(|text| instant("until", text));
        let until = until.transpose()?;
        if until.is_some_and(|until| until <= from) {
            return Err(format!("launch.until: {} ends before it begins", self.phase));
        }
        let demands = |wanted| match &self.demands {
            Some(all) => all.contains(&wanted),
            None => usual(kind) == Some(wanted),
        };
        Ok(LaunchPhase {
            phase: Phase { kind, name },
            from,
            until,
            mark: if demands(Demand::Mark) { MarkNeed::Demanded } else { MarkNeed::Unwanted },
            claims: if demands(Demand::Claims) {
                ClaimsNeed::Demanded
            } else {
                ClaimsNeed::Unwanted
            },
            makes: self.makes(),
            applications: self.applications()?,
        })
    }
}

impl Table {
    const fn makes(&self) -> Made {
        match self.makes {
            Some(Makes::Applications) => Made::Application,
            Some(Makes::Registrations) | None => Made::Registration,
        }
    }

    fn applications(&self) -> Result<ApplicationTerms, String> {
        let said = self.paid.is_some() || self.validation.is_some();
        if said && self.makes() == Made::Registration {
            let phase = &self.phase;
            return Err(format!(
                "launch.makes: {phase} makes registrations, so that paid and validation, which are \
                 about applications, mean nothing"
            ));
        }
        Ok(ApplicationTerms {
            paid: match self.paid {
                Some(Paid::WithApplication) => PaidAt::Application,
                Some(Paid::AtAllocation) | None => PaidAt::Allocation,
            },
            validation: match self.validation {
                Some(Validates::None) => Validation::None,
                Some(Validates::Staff) | None => Validation::Staff,
            },
        })
    }
}

/// What a phase demands if its table does not say.
const fn usual(kind: PhaseKind) -> Option<Demand> {
    match kind {
        PhaseKind::Sunrise => Some(Demand::Mark),
        PhaseKind::Claims => Some(Demand::Claims),
        PhaseKind::Landrush | PhaseKind::Open | PhaseKind::Custom => None,
    }
}

fn instant(key: &str, text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .ok_or_else(|| format!("launch.{key}: {text} is no instant such as 2027-01-11T00:00:00Z"))
}
