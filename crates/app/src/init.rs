//! `foral init`: a directory with all that a registry needs before its first registrar.

mod choice;

use std::path::Path;

use foral_model::command::Command;
use foral_registry::clock::Clock;
use foral_registry::mint::Key;
use foral_store::{Database, Store};

use crate::cli::InitOptions;
use crate::config::{Config, DEFAULT};
use crate::failure::Failure;
use crate::files::{self, Readers};
use crate::tls::{Authority, Subject};
use crate::{instance, output};
use choice::Choice;

/// The zones that come with the program: file name and text.
pub(crate) const ZONES: [(&str, &str); 6] = [
    ("pt.toml", include_str!("../../../zones/pt.toml")),
    ("com.pt.toml", include_str!("../../../zones/com.pt.toml")),
    ("edu.pt.toml", include_str!("../../../zones/edu.pt.toml")),
    ("gov.pt.toml", include_str!("../../../zones/gov.pt.toml")),
    ("net.pt.toml", include_str!("../../../zones/net.pt.toml")),
    ("org.pt.toml", include_str!("../../../zones/org.pt.toml")),
];

/// Policies that serve a zone of any name: file name and text.
pub(crate) const GENERIC: [(&str, &str); 4] = [
    ("gtld.toml", include_str!("../../../zones/gtld.toml")),
    ("gtld-thin.toml", include_str!("../../../zones/gtld-thin.toml")),
    ("gtld-2025.toml", include_str!("../../../zones/gtld-2025.toml")),
    ("es.toml", include_str!("../../../zones/es.toml")),
];

/// Makes the directory.
///
/// # Errors
/// If there is a registry in it already, or something cannot be written.
pub(crate) async fn run(options: &InitOptions) -> Result<(), Failure> {
    let data = &options.data;
    let config_file = data.join("foral.toml");
    if config_file.exists() {
        let path = config_file.display();
        return Err(Failure::says(format!("{path} is there already; nothing was changed")));
    }
    refuse_strangers(data)?;
    let choices = options.zones.iter().map(|text| choice::read(text));
    let choices = choices.collect::<Result<Vec<_>, _>>()?;
    let now = Clock::system().now();
    write_secrets(data)?;
    let authority = Authority::create("Foral registry", now)?;
    authority.save(&data.join("tls/ca.crt"), &data.join("tls/ca.key"))?;
    authority
        .issue(&Subject::Server(&options.server_names), now)?
        .save(&data.join("tls/epp.crt"), &data.join("tls/epp.key"))?;
    files::make_directory(&data.join("zones"))?;
    for (name, text) in ZONES.into_iter().chain(GENERIC) {
        files::write(&data.join("zones").join(name), text, Readers::Everybody)?;
    }
    let chosen = options.database.as_deref().map(absolute).transpose()?;
    let text = chosen.map_or_else(|| DEFAULT.to_owned(), |database| with_database(&database));
    let text = choice::with_tables(&text, &choices);
    // The configuration comes last: it is the mark that everything else is there.
    put_zones(data, &text, &choices).await?;
    files::write(&config_file, &text, Readers::Everybody)?;
    explain(&config_file);
    Ok(())
}

/// A directory with somebody else's files is none for a registry. What an interrupted run left
/// behind is ours.
fn refuse_strangers(data: &Path) -> Result<(), Failure> {
    let Ok(entries) = std::fs::read_dir(data) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = ["instance.key", "tls", "zones", "foral.toml.draft"].contains(&name.as_ref())
            || name.starts_with("foral.db")
            || name.ends_with(".new");
        if !ours {
            let path = data.display();
            return Err(Failure::says(format!(
                "{path} is not empty: {name} is in it; choose a fresh directory"
            )));
        }
    }
    Ok(())
}

fn write_secrets(data: &Path) -> Result<(), Failure> {
    files::make_private_directory(data)?;
    files::make_directory(&data.join("tls"))?;
    let key = data.join("instance.key");
    if key.exists() {
        // An interrupted run may have made a database with it.
        return Ok(());
    }
    files::write(&key, &format!("{}\n", Key::generate()?.to_text()), Readers::Owner)
}

/// A path that means the same from any directory; a URL as it is.
///
/// # Errors
/// If there is no current directory.
pub(crate) fn absolute(database: &str) -> Result<String, Failure> {
    if database.contains("://") {
        return Ok(database.to_owned());
    }
    let path = std::path::absolute(database).map_err(|error| Failure::new(database, error))?;
    Ok(path.to_string_lossy().into_owned())
}

fn with_database(database: &str) -> String {
    let value = toml::Value::String(database.to_owned());
    DEFAULT.replacen("database = \"foral.db\"", &format!("database = {value}"), 1)
}

async fn put_zones(data: &Path, config: &str, choices: &[Choice]) -> Result<(), Failure> {
    let draft = data.join("foral.toml.draft");
    files::write(&draft, config, Readers::Owner)?;
    let settings = Config::read(&draft);
    let removed = std::fs::remove_file(&draft);
    let config = settings?;
    removed.map_err(|error| Failure::new(draft.display(), error))?;
    Store::open(&Database::parse(&config.database))
        .await?
        .migrate()
        .await?;
    let registry = instance::open(&config).await?;
    let shipped = ZONES.iter().map(|(_, text)| *text);
    for text in shipped.chain(choices.iter().map(|choice| choice.text.as_str())) {
        let command = Command::ZonePut(text.to_owned());
        registry
            .execute(&instance::staff(&registry), &command)
            .await?;
    }
    Ok(())
}

fn explain(config: &Path) {
    let path = config.display();
    output::say(format!(
        "\
The registry is ready. Its settings, each explained, are in {path}.

Next:
  foral --config {path} registrar add ALFA --name 'Alfa, Lda.' --email epp@alfa.example --zone pt
      (asks for the password that the registrar logs in with)
  foral --config {path} registrar deposit ALFA 5000.00
  foral --config {path} certificate issue ALFA
  foral --config {path} serve

Portugal's zones name DNSPT as the registrar of domains that no other one looks after. It is
admitted like any other; until then nobody can give a domain up."
    ));
}

#[cfg(test)]
mod tests {
    use foral_registry::policy;

    use super::*;

    #[test]
    fn the_shipped_zones_are_sound() {
        for (file, text) in ZONES {
            let zone = policy::parse(text).unwrap_or_else(|why| panic!("{file}: {why}"));
            assert_eq!(file, format!("{}.toml", zone.name));
        }
        for (file, text) in GENERIC {
            assert!(policy::parse(text).is_ok(), "{file}");
        }
    }

    #[test]
    fn a_database_is_quoted_as_toml_demands() {
        let config: toml::Table = with_database("/srv/a \"b\"").parse().unwrap();
        assert_eq!(config["database"].as_str(), Some("/srv/a \"b\""));
    }
}
