//! Looks at name servers at rest.

use foral_model::domain::Signer;
use foral_model::id::DomainId;
use foral_model::inspection::{Finding, FindingKind, Inspection, InspectionState, Shown};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::signer::SignerDoc;
use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// A look; domain, zone and version have columns.
#[derive(Serialize, Deserialize)]
struct InspectionDoc {
    name: String,
    wanted: ShownDoc,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<ShownDoc>,
    since: i64,
    attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    looked: Option<i64>,
    state: StateDoc,
    findings: Vec<FindingDoc>,
}

#[derive(Serialize, Deserialize)]
struct ShownDoc {
    servers: Vec<String>,
    glue: Vec<(String, String)>,
    signers: Vec<SignerDoc>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StateDoc {
    Waiting { next: i64 },
    Passed,
    Overruled,
    Told,
}

#[derive(Serialize, Deserialize)]
struct FindingDoc {
    kind: String,
    text: String,
}

/// When a look is due, for its column.
pub(crate) const fn next(it: &Inspection) -> Option<Timestamp> {
    match it.state {
        InspectionState::Waiting { next } => Some(next),
        InspectionState::Passed | InspectionState::Overruled | InspectionState::Told => None,
    }
}

/// A look's document.
pub(crate) fn doc(it: &Inspection) -> Result<String, Failure> {
    rows::to_json(&InspectionDoc {
        name: it.name.to_string(),
        wanted: (&it.wanted).into(),
        before: it.before.as_ref().map(ShownDoc::from),
        since: it.since.micros(),
        attempts: it.attempts,
        looked: it.looked.map(|at| at.micros()),
        state: match it.state {
            InspectionState::Waiting { next } => StateDoc::Waiting { next: next.micros() },
            InspectionState::Passed => StateDoc::Passed,
            InspectionState::Overruled => StateDoc::Overruled,
            InspectionState::Told => StateDoc::Told,
        },
        findings: it
            .findings
            .iter()
            .map(|finding| FindingDoc {
                kind: finding.kind.as_str().to_owned(),
                text: finding.text.clone(),
            })
            .collect(),
    })
}

/// A look from: `domain_id`, `zone`, `version`, `doc`.
pub(crate) fn from_row(row: Row<'_>) -> Result<Inspection, Failure> {
    let doc: InspectionDoc = rows::from_json(row.text(3)?)?;
    let finding = |doc: FindingDoc| {
        let kind = FindingKind::parse(&doc.kind);
        let kind = kind.ok_or_else(|| Failure::stored("finding", &doc.kind))?;
        Ok::<_, Failure>(Finding { kind, text: doc.text })
    };
    Ok(Inspection {
        domain: DomainId(row.int(0)?),
        name: cells::name(&doc.name)?,
        zone: row.name(1)?,
        wanted: (&doc.wanted).try_into()?,
        before: doc.before.as_ref().map(Shown::try_from).transpose()?,
        since: Timestamp::from_micros(doc.since),
        attempts: doc.attempts,
        looked: doc.looked.map(Timestamp::from_micros),
        state: match doc.state {
            StateDoc::Waiting { next } => {
                InspectionState::Waiting { next: Timestamp::from_micros(next) }
            }
            StateDoc::Passed => InspectionState::Passed,
            StateDoc::Overruled => InspectionState::Overruled,
            StateDoc::Told => InspectionState::Told,
        },
        findings: doc
            .findings
            .into_iter()
            .map(finding)
            .collect::<Result<_, _>>()?,
        version: row.int(2)?,
    })
}

/// What is published of a name, or that nothing is, as a document.
pub(crate) fn published_doc(published: Option<&Shown>) -> Result<String, Failure> {
    rows::to_json(&published.map(ShownDoc::from))
}

/// What such a document says.
pub(crate) fn published(doc: &str) -> Result<Option<Shown>, Failure> {
    let doc: Option<ShownDoc> = rows::from_json(doc)?;
    doc.as_ref().map(Shown::try_from).transpose()
}

impl From<&Shown> for ShownDoc {
    fn from(shown: &Shown) -> Self {
        let glue = shown.glue.iter();
        Self {
            servers: shown.servers.iter().map(ToString::to_string).collect(),
            glue: glue
                .map(|(name, address)| (name.to_string(), address.to_string()))
                .collect(),
            signers: shown.signers.iter().map(SignerDoc::from).collect(),
        }
    }
}

impl TryFrom<&ShownDoc> for Shown {
    type Error = Failure;

    fn try_from(doc: &ShownDoc) -> Result<Self, Failure> {
        let glue = doc.glue.iter().map(|(name, address)| {
            let read = address
                .parse()
                .map_err(|_| Failure::stored("address", address))?;
            Ok::<_, Failure>((cells::name(name)?, read))
        });
        Ok(Self {
            servers: doc
                .servers
                .iter()
                .map(|name| cells::name(name))
                .collect::<Result<_, _>>()?,
            glue: glue.collect::<Result<_, _>>()?,
            signers: doc
                .signers
                .iter()
                .map(Signer::try_from)
                .collect::<Result<_, _>>()?,
        })
    }
}
