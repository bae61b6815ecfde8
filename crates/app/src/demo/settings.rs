//! The demonstration's own `foral.toml`, so that the other commands of the program find it.

use toml::{Table, Value};

use super::description::Description;
use crate::failure::Failure;
use crate::files::{self, Readers};

/// Writes the file beside `demo.json`.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write(database: Option<&str>, description: &Description) -> Result<(), Failure> {
    let database = database.map(crate::init::absolute).transpose()?;
    let text = text(database.as_deref().unwrap_or("foral.db"), description);
    files::write(&description.config, &text, Readers::Owner)
}

fn text(database: &str, description: &Description) -> String {
    let portal = &description.portal.url;
    let port = portal.rsplit(':').next().unwrap_or_default();
    let table = |rows: &[(&str, &str)]| {
        let row = |(key, value): &(&str, &str)| ((*key).to_owned(), Value::from(*value));
        rows.iter().map(row).collect::<Table>()
    };
    let mut file = table(&[("database", database), ("key_file", "instance.key")]);
    file.insert("sandbox".to_owned(), Value::Boolean(true));
    let epp = table(&[
        ("address", &description.epp.address),
        ("name", "Foral demo"),
        ("certificate", "tls/epp.crt"),
        ("key", "tls/epp.key"),
    ]);
    let portal = table(&[("address", &format!("127.0.0.1:{port}")), ("base_url", portal)]);
    let mail = table(&[("sender", super::SENDER), ("directory", "mail")]);
    for (name, part) in [("epp", epp), ("portal", portal), ("mail", mail)] {
        file.insert(name.to_owned(), Value::Table(part));
    }
    format!("# Written by `foral demo`, anew at each start.\n{file}")
}

#[cfg(test)]
mod tests {
    use super::super::description::{Epp, Mail, Portal};
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_file_is_what_the_program_reads() {
        let directory = tempfile::tempdir().unwrap();
        let description = Description {
            config: directory.path().join("foral.toml"),
            epp: Epp {
                address: "127.0.0.1:7700".to_owned(),
                ca: directory.path().join("tls/ca.crt"),
                registrars: Vec::new(),
            },
            portal: Portal { url: "http://localhost:8080".to_owned() },
            mail: Mail { directory: directory.path().join("mail"), url: String::new() },
            holders: Vec::new(),
        };
        write(None, &description).unwrap();
        let config = Config::read(&description.config).unwrap();
        assert!(config.sandbox);
        assert_eq!(config.database, directory.path().join("foral.db").to_string_lossy());
        assert_eq!(config.portal.address.port(), 8080);
        assert!(config.repository.contact_policy().is_ok());
    }
}
