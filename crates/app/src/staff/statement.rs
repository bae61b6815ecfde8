//! `foral registrar statement`.

use foral_model::time::Timestamp;
use foral_registry::Registry;
use foral_registry::books::{Statement, StatementLine};
use serde::Serialize;

use crate::cli::StatementOptions;
use crate::failure::Failure;
use crate::output::{self, Format, Row};

/// A line as it is listed.
#[derive(Serialize)]
struct Line {
    number: i64,
    at: String,
    purpose: &'static str,
    about: String,
    amount: String,
    balance: String,
}

/// A statement for programs.
#[derive(Serialize)]
struct Document {
    registrar: String,
    from: Option<String>,
    to: String,
    opening: String,
    lines: Vec<Line>,
    closing: String,
}

/// Shows what moved a registrar's balance.
///
/// # Errors
/// If there is no such registrar, or a day is none.
pub(super) async fn run(registry: &Registry, options: &StatementOptions) -> Result<(), Failure> {
    let id = super::registrar_id(&options.id)?;
    let from = options.from.as_deref().map(super::instant).transpose()?;
    let to = match &options.to {
        Some(text) => super::instant(text)?,
        // What is entered in this very moment belongs to it.
        None => registry.moment().await?.plus_seconds(1),
    };
    let begin = from.unwrap_or(Timestamp::from_micros(0));
    if to <= begin {
        return Err(Failure::says("a statement ends after it begins"));
    }
    let statement = registry.statement(&id, begin, to).await?;
    let Statement { opening, closing, .. } = statement;
    let lines: Vec<Line> = statement.lines.into_iter().map(line).collect();
    if super::format(options.listing) == Format::Json {
        let document = Document {
            registrar: id.to_string(),
            from: from.map(|from| from.to_string()),
            to: to.to_string(),
            opening: opening.to_string(),
            lines,
            closing: closing.to_string(),
        };
        output::say(output::json(&document)?);
        return Ok(());
    }
    output::say(format!("opening balance {opening}"));
    output::list(&lines, Format::Text)?;
    output::say(format!("closing balance {closing}"));
    Ok(())
}

fn line(line: StatementLine) -> Line {
    Line {
        number: line.number,
        at: line.at.to_string(),
        purpose: line.purpose.as_str(),
        about: line.about,
        amount: line.amount.to_string(),
        balance: line.balance.to_string(),
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] = &["ENTERED", "FOR", "ABOUT", "AMOUNT", "BALANCE"];

    fn cells(&self) -> Vec<String> {
        let (at, about) = (self.at.clone(), self.about.clone());
        vec![at, self.purpose.to_owned(), about, self.amount.clone(), self.balance.clone()]
    }
}
