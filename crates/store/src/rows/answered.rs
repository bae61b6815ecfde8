//! Kept answers at rest: what came of a command, or why it was refused.

use foral_model::lang::Lang;
use foral_model::outcome::Kept;
use foral_model::refusal::Spoken;
use serde::{Deserialize, Serialize};

use super::outcome;
use crate::failure::Failure;
use crate::rows;

/// A refusal as it was heard. Answers that are no refusals have a `kind` in its place.
#[derive(Serialize, Deserialize)]
struct RefusedDoc {
    refused: SpokenDoc,
}

#[derive(Serialize, Deserialize)]
struct SpokenDoc {
    rule: String,
    code: u16,
    element: String,
    value: String,
    reason: String,
    lang: String,
}

/// An answer's document.
///
/// # Errors
/// `Broken` for an outcome that shows a transfer code.
pub(crate) fn doc(answer: &Kept) -> Result<String, Failure> {
    match answer {
        Kept::Done(outcome) => outcome::doc(outcome),
        Kept::Refused(spoken) => rows::to_json(&RefusedDoc { refused: spoken.into() }),
    }
}

/// An answer from its document.
pub(crate) fn read(text: &str) -> Result<Kept, Failure> {
    if text.starts_with("{\"refused\":") {
        let doc: RefusedDoc = rows::from_json(text)?;
        return doc.refused.try_into().map(Kept::Refused);
    }
    outcome::read(text).map(Kept::Done)
}

impl From<&Spoken> for SpokenDoc {
    fn from(spoken: &Spoken) -> Self {
        let Spoken { rule, code, element, value, reason, lang } = spoken.clone();
        Self { rule, code, element, value, reason, lang: lang.tag().to_owned() }
    }
}

impl TryFrom<SpokenDoc> for Spoken {
    type Error = Failure;

    fn try_from(doc: SpokenDoc) -> Result<Self, Failure> {
        let SpokenDoc { rule, code, element, value, reason, lang } = doc;
        let lang = Lang::parse(&lang).ok_or_else(|| Failure::stored("language", &lang))?;
        Ok(Self { rule, code, element, value, reason, lang })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foral_model::outcome::Outcome;

    #[test]
    fn both_kinds_of_answers_read_back() {
        let spoken = Spoken {
            rule: "name-taken".to_owned(),
            code: 2302,
            element: "domain:name".to_owned(),
            value: "açúcar.pt".to_owned(),
            reason: "\"quoted\" & <tagged>".to_owned(),
            lang: Lang::Pt,
        };
        for kept in [Kept::Done(Outcome::Done), Kept::Refused(spoken)] {
            assert_eq!(read(&doc(&kept).unwrap()).unwrap(), kept);
        }
        assert!(read("{}").is_err());
    }
}
