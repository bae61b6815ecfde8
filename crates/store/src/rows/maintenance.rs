//! Maintenances at rest, also inside of messages.

use foral_model::maintenance::{
    Environment, Impact, Intervention, Maintenance, MaintenanceId, Need, Occasion, Phase, Reason,
    System, Text, Work,
};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// A maintenance; its version has a column.
#[derive(Serialize, Deserialize)]
pub(super) struct MaintenanceDoc {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<TextDoc>,
    types: Vec<TextDoc>,
    systems: Vec<SystemDoc>,
    environment: EnvironmentDoc,
    start: i64,
    end: i64,
    reason: ReasonDoc,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    descriptions: Vec<TextDoc>,
    zones: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    intervention: Option<InterventionDoc>,
    phase: PhaseDoc,
    created: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<i64>,
    #[serde(skip)]
    version: i64,
}

#[derive(Serialize, Deserialize)]
struct TextDoc {
    lang: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct SystemDoc {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    impact: ImpactDoc,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EnvironmentDoc {
    Production,
    Ote,
    Staging,
    Development,
    Custom(String),
}

#[derive(Serialize, Deserialize)]
struct InterventionDoc {
    connection: bool,
    implementation: bool,
}

/// A closed set of words, as a document has them.
macro_rules! words {
    ($(#[$meta:meta])* $visibility:vis $doc:ident for $model:ident { $($word:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        $visibility enum $doc { $($word),* }

        impl From<$model> for $doc {
            fn from(model: $model) -> Self {
                match model { $($model::$word => Self::$word),* }
            }
        }

        impl From<$doc> for $model {
            fn from(doc: $doc) -> Self {
                match doc { $($doc::$word => Self::$word),* }
            }
        }
    };
}

words! { ImpactDoc for Impact { None, Partial, Full } }
words! { ReasonDoc for Reason { Planned, Emergency } }
words! { PhaseDoc for Phase { Announced, Begun, Over, Cancelled } }
words! {
    /// Why a message tells of a maintenance.
    pub(super) OccasionDoc for Occasion { Planned, Changed, Cancelled, Begun, Over }
}

/// A maintenance's document.
pub(crate) fn doc(maintenance: &Maintenance) -> Result<String, Failure> {
    rows::to_json(&MaintenanceDoc::from(maintenance))
}

/// A maintenance from: version, doc.
pub(crate) fn from_row(row: Row<'_>) -> Result<Maintenance, Failure> {
    let doc: MaintenanceDoc = rows::from_json(row.text(1)?)?;
    MaintenanceDoc { version: row.int(0)?, ..doc }.try_into()
}

impl From<&Maintenance> for MaintenanceDoc {
    fn from(maintenance: &Maintenance) -> Self {
        let work = &maintenance.work;
        Self {
            id: maintenance.id.to_string(),
            name: work.name.as_ref().map(text),
            types: work.types.iter().map(text).collect(),
            systems: work.systems.iter().map(system).collect(),
            environment: environment(&work.environment),
            start: work.start.micros(),
            end: work.end.micros(),
            reason: work.reason.into(),
            detail: work.detail.clone(),
            descriptions: work.descriptions.iter().map(text).collect(),
            zones: work.zones.iter().map(ToString::to_string).collect(),
            intervention: work.intervention.map(|it| InterventionDoc {
                connection: it.connection == Need::Needed,
                implementation: it.implementation == Need::Needed,
            }),
            phase: maintenance.phase.into(),
            created: maintenance.created.micros(),
            updated: rows::micros(maintenance.updated),
            version: maintenance.version,
        }
    }
}

impl TryFrom<MaintenanceDoc> for Maintenance {
    type Error = Failure;

    fn try_from(doc: MaintenanceDoc) -> Result<Self, Failure> {
        let at = Timestamp::from_micros;
        let id = MaintenanceId::parse(&doc.id);
        let texts = |docs: Vec<TextDoc>| docs.into_iter().map(read_text);
        let zones = doc.zones.iter().map(|zone| cells::name(zone));
        Ok(Self {
            id: id.ok_or_else(|| Failure::stored("maintenance", &doc.id))?,
            work: Work {
                name: doc.name.map(read_text).transpose()?,
                types: texts(doc.types).collect::<Result<_, _>>()?,
                systems: doc.systems.into_iter().map(read_system).collect(),
                environment: read_environment(doc.environment),
                start: at(doc.start),
                end: at(doc.end),
                reason: doc.reason.into(),
                detail: doc.detail,
                descriptions: texts(doc.descriptions).collect::<Result<_, _>>()?,
                zones: zones.collect::<Result<_, _>>()?,
                intervention: doc.intervention.map(|it| Intervention {
                    connection: need(it.connection),
                    implementation: need(it.implementation),
                }),
            },
            phase: doc.phase.into(),
            created: at(doc.created),
            updated: rows::instant(doc.updated),
            version: doc.version,
        })
    }
}

fn text(text: &Text) -> TextDoc {
    TextDoc { lang: text.lang.tag().to_owned(), text: text.text.clone() }
}

fn read_text(doc: TextDoc) -> Result<Text, Failure> {
    Ok(Text { lang: rows::lang(&doc.lang)?, text: doc.text })
}

fn system(system: &System) -> SystemDoc {
    let (name, host) = (system.name.clone(), system.host.clone());
    SystemDoc { name, host, impact: system.impact.into() }
}

fn read_system(doc: SystemDoc) -> System {
    System { name: doc.name, host: doc.host, impact: doc.impact.into() }
}

fn environment(environment: &Environment) -> EnvironmentDoc {
    match environment {
        Environment::Production => EnvironmentDoc::Production,
        Environment::Ote => EnvironmentDoc::Ote,
        Environment::Staging => EnvironmentDoc::Staging,
        Environment::Development => EnvironmentDoc::Development,
        Environment::Custom(name) => EnvironmentDoc::Custom(name.clone()),
    }
}

fn read_environment(doc: EnvironmentDoc) -> Environment {
    match doc {
        EnvironmentDoc::Production => Environment::Production,
        EnvironmentDoc::Ote => Environment::Ote,
        EnvironmentDoc::Staging => Environment::Staging,
        EnvironmentDoc::Development => Environment::Development,
        EnvironmentDoc::Custom(name) => Environment::Custom(name),
    }
}

const fn need(needed: bool) -> Need {
    if needed { Need::Needed } else { Need::Unneeded }
}
