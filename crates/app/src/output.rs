//! What the terminal shows: sentences, aligned tables, or JSON for machines.

use std::io::Write;

use serde::Serialize;

use crate::failure::Failure;

/// How a list is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    /// Aligned columns for people.
    Text,
    /// A JSON document for programs.
    Json,
}

/// A list that can be shown either way.
pub(crate) trait Row: Serialize {
    /// Headings of the columns.
    const HEADINGS: &'static [&'static str];
    /// The cells, one for each heading.
    fn cells(&self) -> Vec<String>;
}

/// Writes a line to standard output. A closed pipe is the reader's choice and no failure.
pub(crate) fn say(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout().lock(), "{}", line.as_ref());
}

/// Writes a line to standard error: what goes on meanwhile, for whoever waits.
pub(crate) fn mention(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr().lock(), "{}", line.as_ref());
}

/// Writes a failure to standard error.
pub(crate) fn complain(failure: &Failure) {
    let _ = writeln!(std::io::stderr().lock(), "foral: {failure}");
}

/// Shows a list.
///
/// # Errors
/// If a row cannot be written as JSON.
pub(crate) fn list<R: Row>(rows: &[R], format: Format) -> Result<(), Failure> {
    match format {
        Format::Text => say(table(rows).trim_end()),
        Format::Json => say(json(&rows)?),
    }
    Ok(())
}

/// Writes a value as indented JSON.
///
/// # Errors
/// If it has no JSON form.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map_err(|error| Failure::new("JSON", error))
}

fn table<R: Row>(rows: &[R]) -> String {
    let headings = R::HEADINGS.iter().map(|heading| (*heading).to_owned());
    let lines: Vec<Vec<String>> = std::iter::once(headings.collect())
        .chain(rows.iter().map(Row::cells))
        .collect();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..R::HEADINGS.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Fruit(&'static str, u8);

    impl Row for Fruit {
        const HEADINGS: &'static [&'static str] = &["NAME", "COUNT"];
        fn cells(&self) -> Vec<String> {
            vec![self.0.to_owned(), self.1.to_string()]
        }
    }

    #[test]
    fn columns_are_aligned_by_characters() {
        let text = table(&[Fruit("maçã", 3), Fruit("ananás", 12)]);
        assert_eq!(text, "NAME    COUNT\nmaçã    3\nananás  12\n");
    }

    #[test]
    fn an_empty_list_has_its_headings() {
        assert_eq!(table::<Fruit>(&[]), "NAME  COUNT\n");
    }
}
