//! Zones that `init` puts into force besides Portugal's, and the tables of the settings that they
//! need.

use foral_model::name::DomainName;
use foral_registry::policy;

use super::GENERIC;
use crate::failure::Failure;

/// A zone that somebody chose.
pub(super) struct Choice {
    /// Its policy, under its name.
    pub(super) text: String,
    /// Its repository.
    repository: String,
}

/// Reads `gtld=shop`.
///
/// # Errors
/// If there is no such policy, or the name is none.
pub(super) fn read(text: &str) -> Result<Choice, Failure> {
    let wrong = || {
        let known = GENERIC.map(|(file, _)| file.trim_end_matches(".toml"));
        Failure::says(format!(
            "“{text}” is no policy and name such as gtld=shop; the policies are {}",
            known.join(", ")
        ))
    };
    let (policy, name) = text.split_once('=').ok_or_else(wrong)?;
    let name = DomainName::parse(name).map_err(|_| wrong())?;
    let (_, text) = GENERIC
        .iter()
        .find(|(file, _)| file.strip_suffix(".toml") == Some(policy))
        .ok_or_else(wrong)?;
    let text = policy::with_name(text, &name).map_err(Failure::says)?;
    let zone = policy::parse(&text).map_err(Failure::says)?;
    Ok(Choice { text, repository: zone.repository.to_string() })
}

/// The settings with the tables of the chosen zones' repositories, which are shown as comments in
/// the file that nobody chose anything for.
pub(super) fn with_tables(settings: &str, choices: &[Choice]) -> String {
    let wanted: Vec<String> = choices
        .iter()
        .map(|choice| format!("# name = \"{}\"", choice.repository))
        .collect();
    let paragraphs = settings.split("\n\n").map(|paragraph| {
        let is_wanted = paragraph
            .lines()
            .any(|line| wanted.iter().any(|name| name == line));
        if is_wanted { uncommented(paragraph) } else { paragraph.to_owned() }
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// A paragraph whose table counts. What stands before it stays a comment.
fn uncommented(paragraph: &str) -> String {
    let mut inside = false;
    let lines = paragraph.lines().map(|line| {
        inside |= line.starts_with("# [[");
        if inside { line.trim_start_matches("# ") } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Config, DEFAULT};

    #[test]
    fn a_choice_is_a_policy_and_a_name() {
        for text in ["gtld=shop", "gtld-thin=loja.example", "gtld-2025=zz--main-1234", "es=tienda"]
        {
            let choice = read(text).unwrap();
            let zone = policy::parse(&choice.text).unwrap();
            assert_eq!(text.split_once('=').unwrap().1, zone.name.as_str());
        }
        for text in ["gtld", "pt=shop", "gtld=a b", "=shop"] {
            let why = read(text).err().unwrap().to_string();
            assert!(why.contains("gtld, gtld-thin, gtld-2025, es"), "{why}");
        }
    }

    #[test]
    fn the_tables_of_a_choice_count() {
        let names = |text: &str| -> Vec<String> {
            let config = Config::of(text, Path::new("")).unwrap();
            let endpoints = config.endpoints().unwrap();
            endpoints.into_iter().map(|door| door.name).collect()
        };
        assert_eq!(with_tables(DEFAULT, &[]), DEFAULT);
        let chosen = ["gtld=shop", "gtld-2025=other"].map(|text| read(text).unwrap());
        assert_eq!(names(&with_tables(DEFAULT, &chosen)), ["pt", "gtld"]);
        let chosen = ["es=tienda", "gtld=shop"].map(|text| read(text).unwrap());
        assert_eq!(names(&with_tables(DEFAULT, &chosen)), ["pt", "gtld", "es"]);
    }
}
