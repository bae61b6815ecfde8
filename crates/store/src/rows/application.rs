//! Applications at rest, and what registrations of a launch leave behind.

use foral_model::domain::Domain;
use foral_model::launch::application::{
    Application, ApplicationId, ApplicationNotice, ApplicationState, Evidence, KeptMark,
    LaunchRecord, PaidAt, Standing,
};
use foral_model::launch::{ApplicationAt, Notice, Octets, Phase, PhaseKind};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::ChargeDoc;
use super::reference::ReferenceDoc;
use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// What an application has besides its domain.
#[derive(Serialize, Deserialize)]
struct ApplicationDoc {
    phase: PhaseDoc,
    years: u8,
    standing: StandingDoc,
    #[serde(default)]
    evidence: EvidenceDoc,
    charge: ChargeDoc,
    paid: String,
    reference: ReferenceDoc,
}

#[derive(Serialize, Deserialize)]
struct PhaseDoc {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct StandingDoc {
    state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    since: i64,
}

#[derive(Serialize, Deserialize, Default)]
struct EvidenceDoc {
    /// The identifier and the document of each signed mark.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notices: Vec<ClaimDoc>,
}

#[derive(Serialize, Deserialize)]
struct ClaimDoc {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    validator: Option<String>,
    not_after: i64,
    accepted: i64,
}

/// What a message tells of an application.
#[derive(Serialize, Deserialize)]
pub(super) struct ToldDoc {
    id: String,
    phase: PhaseDoc,
    name: String,
    standing: StandingDoc,
    reference: ReferenceDoc,
}

/// An application as an answer names it.
#[derive(Serialize, Deserialize)]
pub(super) struct AtDoc {
    phase: PhaseDoc,
    id: String,
}

#[derive(Serialize, Deserialize)]
struct RecordDoc {
    name: String,
    registrar: String,
    phase: PhaseDoc,
    /// The application, and when it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<(String, i64)>,
    #[serde(default)]
    evidence: EvidenceDoc,
}

/// An application's document.
pub(crate) fn doc(it: &Application) -> Result<String, Failure> {
    rows::to_json(&ApplicationDoc {
        phase: phase(&it.phase),
        years: it.years,
        standing: standing(&it.standing),
        evidence: evidence(&it.evidence)?,
        charge: it.charge.into(),
        paid: it.paid.as_str().to_owned(),
        reference: (&it.reference).into(),
    })
}

/// An application from the columns of its domain (id, name, zone, sponsor, registrant, created,
/// expires, version, links, doc), its identifier and its document.
pub(crate) fn from_row(row: Row<'_>) -> Result<Application, Failure> {
    let doc: ApplicationDoc = rows::from_json(row.text(11)?)?;
    let hosts = rows::domain::hosts_named(row.text(8)?)?;
    let domain = rows::domain::read(row, hosts)?;
    let paid = PaidAt::parse(&doc.paid).ok_or_else(|| Failure::stored("payment", &doc.paid))?;
    Ok(Application {
        id: id(row.text(10)?)?,
        phase: read_phase(doc.phase)?,
        years: doc.years,
        standing: read_standing(doc.standing)?,
        evidence: read_evidence(doc.evidence),
        charge: doc.charge.try_into()?,
        paid,
        reference: doc.reference.into(),
        version: domain.version,
        // The domain has no versions of its own before it is registered.
        domain: Domain { version: 0, ..domain },
    })
}

/// The document of what a registration leaves behind.
pub(crate) fn record_doc(it: &LaunchRecord) -> Result<String, Failure> {
    let application = it.application.as_ref();
    rows::to_json(&RecordDoc {
        name: it.name.to_string(),
        registrar: it.registrar.to_string(),
        phase: phase(&it.phase),
        application: application.map(|(id, made)| (id.to_string(), made.micros())),
        evidence: evidence(&it.evidence)?,
    })
}

/// What a registration left behind, from: domain, zone, registered, doc.
pub(crate) fn record_from_row(row: Row<'_>) -> Result<LaunchRecord, Failure> {
    let doc: RecordDoc = rows::from_json(row.text(3)?)?;
    let application = |(text, made): (String, i64)| {
        id(&text).map(|application| (application, Timestamp::from_micros(made)))
    };
    Ok(LaunchRecord {
        id: row.domain_id(0)?,
        name: cells::name(&doc.name)?,
        zone: row.name(1)?,
        registrar: cells::registrar(&doc.registrar)?,
        registered: row.time(2)?,
        phase: read_phase(doc.phase)?,
        application: doc.application.map(application).transpose()?,
        evidence: read_evidence(doc.evidence),
    })
}

impl From<&ApplicationAt> for AtDoc {
    fn from(at: &ApplicationAt) -> Self {
        Self { phase: phase(&at.phase), id: at.id.clone() }
    }
}

impl TryFrom<AtDoc> for ApplicationAt {
    type Error = Failure;

    fn try_from(doc: AtDoc) -> Result<Self, Failure> {
        Ok(Self { phase: read_phase(doc.phase)?, id: doc.id })
    }
}

impl From<&ApplicationNotice> for ToldDoc {
    fn from(told: &ApplicationNotice) -> Self {
        Self {
            id: told.id.to_string(),
            phase: phase(&told.phase),
            name: told.name.to_string(),
            standing: standing(&told.standing),
            reference: (&told.reference).into(),
        }
    }
}

impl TryFrom<ToldDoc> for ApplicationNotice {
    type Error = Failure;

    fn try_from(doc: ToldDoc) -> Result<Self, Failure> {
        Ok(Self {
            id: id(&doc.id)?,
            phase: read_phase(doc.phase)?,
            name: cells::name(&doc.name)?,
            standing: read_standing(doc.standing)?,
            reference: doc.reference.into(),
        })
    }
}

fn id(text: &str) -> Result<ApplicationId, Failure> {
    ApplicationId::parse(text).ok_or_else(|| Failure::stored("application", text))
}

fn phase(phase: &Phase) -> PhaseDoc {
    PhaseDoc { kind: phase.kind.as_str().to_owned(), name: phase.name.clone() }
}

fn read_phase(doc: PhaseDoc) -> Result<Phase, Failure> {
    let kind = PhaseKind::parse(&doc.kind).ok_or_else(|| Failure::stored("phase", &doc.kind))?;
    Ok(Phase { kind, name: doc.name })
}

fn standing(standing: &Standing) -> StandingDoc {
    StandingDoc {
        state: standing.state.as_str().to_owned(),
        name: standing.state.name().map(str::to_owned),
        remark: standing.remark.clone(),
        since: standing.since.micros(),
    }
}

fn read_standing(doc: StandingDoc) -> Result<Standing, Failure> {
    let state = ApplicationState::parse(&doc.state, doc.name.as_deref());
    Ok(Standing {
        state: state.ok_or_else(|| Failure::stored("application's status", &doc.state))?,
        remark: doc.remark,
        since: Timestamp::from_micros(doc.since),
    })
}

fn evidence(evidence: &Evidence) -> Result<EvidenceDoc, Failure> {
    let mark = |mark: &KeptMark| {
        let document = String::from_utf8(mark.document.0.clone());
        let document = document.map_err(|_| Failure::Broken("a mark is no text".to_owned()))?;
        Ok((mark.id.clone(), document))
    };
    let claim = |notice: &Notice| ClaimDoc {
        id: notice.id.clone(),
        validator: notice.validator.clone(),
        not_after: notice.not_after.micros(),
        accepted: notice.accepted.micros(),
    };
    Ok(EvidenceDoc {
        marks: evidence.marks.iter().map(mark).collect::<Result<_, _>>()?,
        notices: evidence.notices.iter().map(claim).collect(),
    })
}

fn read_evidence(doc: EvidenceDoc) -> Evidence {
    let mark =
        |(id, document): (String, String)| KeptMark { id, document: Octets(document.into_bytes()) };
    let claim = |doc: ClaimDoc| Notice {
        id: doc.id,
        validator: doc.validator,
        not_after: Timestamp::from_micros(doc.not_after),
        accepted: Timestamp::from_micros(doc.accepted),
    };
    Evidence {
        marks: doc.marks.into_iter().map(mark).collect(),
        notices: doc.notices.into_iter().map(claim).collect(),
    }
}
