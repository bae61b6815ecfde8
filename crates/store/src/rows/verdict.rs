//! Answers of those who were asked, at rest.

use foral_model::command::Verdict;
use serde::{Deserialize, Serialize};

/// Yes or no.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum VerdictDoc {
    Agree,
    Refuse,
}

impl From<Verdict> for VerdictDoc {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Agree => Self::Agree,
            Verdict::Refuse => Self::Refuse,
        }
    }
}

impl From<VerdictDoc> for Verdict {
    fn from(doc: VerdictDoc) -> Self {
        match doc {
            VerdictDoc::Agree => Self::Agree,
            VerdictDoc::Refuse => Self::Refuse,
        }
    }
}
