//! Statements and what they carry: the narrow seam between our SQL and the two engines.

use foral_model::time::Timestamp;
use tokio::sync::oneshot;

use crate::failure::Failure;

/// A parameter of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    /// The journal's number of the job's line with this index; known under the write lock.
    Line(i64),
    /// A number that belongs to the job alone, made of its first line and an ordinal.
    Numbered(i64),
}

/// How many numbers a job may derive from its first line, for each table.
pub(crate) const NUMBERS_PER_LINE: i64 = 1000;

impl Value {
    /// A number derived from the job's first line.
    ///
    /// # Errors
    /// `Broken` if the job derives more than a thousand.
    pub(crate) fn numbered(ordinal: usize) -> Result<Self, Failure> {
        match i64::try_from(ordinal) {
            Ok(ordinal) if ordinal < NUMBERS_PER_LINE => Ok(Self::Numbered(ordinal)),
            _ => Err(Failure::Broken("one commit writes too many rows of one kind".to_owned())),
        }
    }

    fn settle(&mut self, first: i64) {
        match self {
            Self::Line(index) => *self = Self::Int(first + *index),
            Self::Numbered(ordinal) => *self = Self::Int(first * NUMBERS_PER_LINE + *ordinal),
            Self::Null | Self::Int(_) | Self::Text(_) => {}
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.micros())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A `Vec<Value>` of anything that can be a parameter.
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::statement::Value::from($value)),*] };
}
pub(crate) use params;

/// A statement with its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) sql: &'static str,
    pub(crate) params: Vec<Value>,
}

/// How many rows a writing statement must touch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Expect {
    /// However many there are.
    Any,
    /// Exactly so many; anything else is a conflict.
    Rows(u64),
}

/// One statement of a job.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) statement: Statement,
    pub(crate) expect: Expect,
    /// Skipped if the job's probe with this index finds a row.
    pub(crate) unless: Option<usize>,
}

impl Step {
    /// A step that may touch any number of rows.
    pub(crate) fn any(sql: &'static str, params: Vec<Value>) -> Self {
        Self { statement: Statement { sql, params }, expect: Expect::Any, unless: None }
    }

    /// A step that must touch exactly one row.
    pub(crate) fn one(sql: &'static str, params: Vec<Value>) -> Self {
        Self { statement: Statement { sql, params }, expect: Expect::Rows(1), unless: None }
    }

    /// The same step, skipped if the probe finds a row.
    pub(crate) fn unless(self, probe: Option<usize>) -> Self {
        Self { unless: probe, ..self }
    }
}

/// What is written together or not at all.
#[derive(Debug, Default)]
pub(crate) struct Job {
    /// Questions that are answered before the steps, under the write lock.
    pub(crate) probes: Vec<Statement>,
    pub(crate) steps: Vec<Step>,
    /// How many lines the steps add to the journal.
    pub(crate) lines: i64,
}

impl Job {
    /// A job of steps that leave no line in the journal.
    pub(crate) fn of(steps: Vec<Step>) -> Self {
        Self { steps, ..Self::default() }
    }

    /// Gives the job its place in the journal: its lines are numbered from `first`.
    pub(crate) fn settle(&mut self, first: i64) {
        for value in self
            .steps
            .iter_mut()
            .flat_map(|step| &mut step.statement.params)
        {
            value.settle(first);
        }
    }
}

/// A job on its way to the writer.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) job: Job,
    /// Who waits; nobody, for a refusal that is merely noted.
    pub(crate) asker: Option<oneshot::Sender<Result<(), Failure>>>,
}

/// Takes the highest number of the journal, the one that new lines follow.
pub(crate) const LAST_LINE: &str = "SELECT COALESCE(MAX(seq), 0) FROM journal";

/// How many jobs share one commit at most.
pub(crate) const GROUP: usize = 128;
