//! `foral letter`.

use foral_registry::trouble::TroubledLetter;
use serde::Serialize;

use crate::cli::{Instance, LetterTask};
use crate::failure::Failure;
use crate::output::{self, Row};

/// A letter as it is listed.
#[derive(Serialize)]
struct Line {
    number: i64,
    decided: String,
    to: String,
    kind: String,
    attempts: i64,
    next: Option<String>,
    why: String,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened.
pub(crate) async fn run(instance: &Instance, task: &LetterTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        LetterTask::List(listing) => {
            let lines: Vec<Line> = registry
                .troubled_letters()
                .await?
                .into_iter()
                .map(line)
                .collect();
            output::list(&lines, super::format(*listing))
        }
    }
}

fn line(letter: TroubledLetter) -> Line {
    Line {
        number: letter.id,
        decided: letter.at.to_string(),
        to: letter.to,
        kind: letter.kind,
        attempts: letter.attempts,
        next: letter.due.map(|due| due.to_string()),
        why: letter.why,
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] =
        &["LETTER", "DECIDED", "TO", "KIND", "ATTEMPTS", "NEXT", "WHY"];

    fn cells(&self) -> Vec<String> {
        let next = self.next.clone().unwrap_or_else(|| "given up".to_owned());
        let number = self.number.to_string();
        let texts = [&self.decided, &self.to, &self.kind].map(String::clone);
        let rest = [self.attempts.to_string(), next, self.why.clone()];
        std::iter::once(number).chain(texts).chain(rest).collect()
    }
}
