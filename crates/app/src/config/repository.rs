//! `[[repository]]`: sets of contacts and hosts, and what they demand.

use foral_model::identity::Country;
use foral_model::repository::{FrozenIdentity, Handles, Repository, RepositoryName};
use foral_model::zone::Requirement;
use serde::Deserialize;

use crate::failure::Failure;

/// How many handles a form must be good for at least, so that a free one is soon found.
const FORMS_LEAST: u64 = 1_000_000;
/// What `@` may stand for: letters that make no words and look like no digit.
const LETTERS: u64 = 20;

/// One table.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    name: String,
    suffix: String,
    #[serde(default = "chosen")]
    handles: String,
    #[serde(default)]
    taxpayer_number: Need,
    #[serde(default = "portugal")]
    country: String,
    #[serde(default)]
    identity: Identity,
    #[serde(default)]
    transfer_days: u16,
    #[serde(default)]
    code_bits: u16,
}

#[derive(Deserialize, Clone, Copy, Debug, Default)]
#[serde(rename_all = "kebab-case")]
enum Need {
    Required,
    #[default]
    Optional,
    Forbidden,
}

#[derive(Deserialize, Clone, Copy, Debug, Default)]
#[serde(rename_all = "kebab-case")]
enum Identity {
    Frozen,
    #[default]
    Free,
}

/// The repositories of all tables.
///
/// # Errors
/// If there is none, a name is there twice, or a value is none.
pub(super) fn read(tables: &[Table]) -> Result<Vec<Repository>, Failure> {
    if tables.is_empty() {
        return Err(Failure::says("repository: at least one [[repository]] is needed"));
    }
    let mut repositories: Vec<Repository> = Vec::new();
    for table in tables {
        let repository = table.read()?;
        if repositories
            .iter()
            .any(|known| known.name == repository.name)
        {
            return Err(Failure::says(format!("repository {}: it is there twice", table.name)));
        }
        repositories.push(repository);
    }
    Ok(repositories)
}

impl Table {
    fn read(&self) -> Result<Repository, Failure> {
        let wrong =
            |key: &str, why: &str| Failure::says(format!("repository {}: {key}: {why}", self.name));
        let name = RepositoryName::parse(&self.name).ok_or_else(|| {
            wrong("name", "one to sixteen lower-case letters, digits and hyphens are needed")
        })?;
        let capital = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
        if !(1..=8).contains(&self.suffix.len()) || !self.suffix.bytes().all(capital) {
            return Err(wrong("suffix", "one to eight capital letters and digits are needed"));
        }
        Ok(Repository {
            name,
            suffix: self.suffix.clone(),
            handles: handles(&self.handles).map_err(|why| wrong("handles", why))?,
            identity: match self.taxpayer_number {
                Need::Required => Requirement::Required,
                Need::Optional => Requirement::Optional,
                Need::Forbidden => Requirement::Forbidden,
            },
            identity_country: Country::parse(&self.country)
                .ok_or_else(|| wrong("country", &format!("no country {}", self.country)))?,
            frozen_identity: match self.identity {
                Identity::Frozen => FrozenIdentity::Frozen,
                Identity::Free => FrozenIdentity::Free,
            },
            transfer_days: self.transfer_days,
            code_bits: self.code_bits,
        })
    }
}

fn handles(text: &str) -> Result<Handles, &'static str> {
    if text == "chosen" {
        return Ok(Handles::Chosen);
    }
    let known = |b: u8| {
        b.is_ascii_uppercase()
            || b.is_ascii_digit()
            || matches!(b, b'@' | b'#' | b'-' | b'_' | b'.')
    };
    if !text.bytes().all(known) {
        return Err(
            "\"chosen\", or a form of capital letters, digits, hyphens, @ and #, is needed",
        );
    }
    if !(3..=16).contains(&text.len()) {
        return Err("a handle has 3 to 16 characters");
    }
    let many = text.bytes().fold(1u64, |many, b| match b {
        b'@' => many.saturating_mul(LETTERS),
        b'#' => many.saturating_mul(10),
        _ => many,
    });
    if many < FORMS_LEAST {
        return Err("the form needs more @ (a letter) or # (a digit): it soon has no free handle");
    }
    Ok(Handles::Assigned(text.to_owned()))
}

fn chosen() -> String {
    "chosen".to_owned()
}

fn portugal() -> String {
    "PT".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &str) -> Result<Repository, String> {
        let table: Table = toml::from_str(lines).map_err(|error| error.to_string())?;
        table.read().map_err(|failure| failure.to_string())
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let repository = table("name = 'gtld'\nsuffix = 'EXAMPLE1'").unwrap();
        assert_eq!(repository.handles, Handles::Chosen);
        assert_eq!(repository.identity, Requirement::Optional);
        assert_eq!(repository.frozen_identity, FrozenIdentity::Free);
        assert_eq!((repository.transfer_days, repository.code_bits), (0, 0));
    }

    #[test]
    fn a_form_of_handles_is_taken_as_it_is() {
        for form in ["@@@@-######-PT", "#####@-ESNIC-F#"] {
            let text = format!("name = 'x'\nsuffix = 'X'\nhandles = '{form}'");
            assert_eq!(table(&text).unwrap().handles, Handles::Assigned(form.to_owned()));
        }
    }

    #[test]
    fn a_value_that_is_none_is_told() {
        for (line, why) in [
            (
                "name = 'Gtld'\nsuffix = 'X'",
                "repository Gtld: name: one to sixteen lower-case letters, digits and hyphens are \
                 needed",
            ),
            (
                "name = 'x'\nsuffix = 'LONGSUFFIX'",
                "repository x: suffix: one to eight capital letters and digits are needed",
            ),
            (
                "name = 'x'\nsuffix = 'X'\nhandles = '#####'",
                "repository x: handles: the form needs more @ (a letter) or # (a digit): it soon \
                 has no free handle",
            ),
            (
                "name = 'x'\nsuffix = 'X'\nhandles = '@@@@@@@@@@@@@@-XY'",
                "repository x: handles: a handle has 3 to 16 characters",
            ),
            (
                "name = 'x'\nsuffix = 'X'\nhandles = 'any'",
                "repository x: handles: \"chosen\", or a form of capital letters, digits, hyphens, \
                 @ and #, is needed",
            ),
            ("name = 'x'\nsuffix = 'X'\ncountry = 'XX'", "repository x: country: no country XX"),
        ] {
            assert_eq!(table(line).unwrap_err(), why);
        }
        let two: Vec<Table> = ["name = 'x'\nsuffix = 'X'"; 2]
            .map(|text| toml::from_str(text).unwrap())
            .into();
        assert_eq!(read(&two).unwrap_err().to_string(), "repository x: it is there twice");
        assert!(read(&[]).is_err());
    }
}
