//! What a setting must be beyond its type. A wrong one is refused at the start, by its name.

use std::net::IpAddr;

use http::Uri;

use super::{Config, Endpoint, Limits};
use crate::failure::Failure;

/// A whole command of EPP must fit into a frame.
const LEAST_FRAME: usize = 4 * 1024;

/// Refuses settings that no registry can run with.
///
/// # Errors
/// If there is one; the sentence begins with its key.
pub(super) fn check(config: &Config) -> Result<(), Failure> {
    check_database(&config.database)?;
    for Endpoint { name, limits, .. } in config.endpoints()? {
        check_limits(&name, &limits)?;
    }
    config.dns()?;
    for (table, service) in [("whois", &config.whois), ("das", &config.das)] {
        service
            .as_ref()
            .map_or(Ok(()), |service| service.check(table))?;
    }
    if let Some(rdap) = &config.rdap {
        rdap.settings()?;
    }
    check_base_url(&config.portal.base_url)
}

/// Refuses the URL of another kind of database; it would become the name of a file.
///
/// # Errors
/// If it is neither a path nor a `postgres://` URL.
pub(crate) fn check_database(database: &str) -> Result<(), Failure> {
    let ours = ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| database.starts_with(scheme));
    match database.split_once("://") {
        Some((scheme, _)) if !ours => Err(Failure::says(format!(
            "database: {scheme}:// is no kind of database known here; use the path of an SQLite \
             file or a postgres:// URL"
        ))),
        _ => Ok(()),
    }
}

/// Whether browsers keep the portal's cookies, which only travel protected.
pub(crate) fn cookies_are_kept(base_url: &str) -> Kept {
    let Ok(uri) = base_url.parse::<Uri>() else { return Kept::No };
    let host = uri.host().unwrap_or_default();
    let here = host == "localhost"
        || host.ends_with(".localhost")
        || host
            .trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback());
    if here || uri.scheme_str() == Some("https") { Kept::Yes } else { Kept::No }
}

/// Whether something is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kept {
    /// It is.
    Yes,
    /// It is not.
    No,
}

fn check_limits(door: &str, limits: &Limits) -> Result<(), Failure> {
    if limits.frame_bytes < LEAST_FRAME {
        let what = format!("epp {door}: limits.frame_bytes: at least {LEAST_FRAME} are needed");
        return Err(Failure::says(what));
    }
    let counts = [
        ("sessions_per_registrar", limits.sessions_per_registrar),
        ("connections_per_address", limits.connections_per_address),
        ("idle_seconds", usize::try_from(limits.idle_seconds).unwrap_or(usize::MAX)),
        ("login_seconds", usize::try_from(limits.login_seconds).unwrap_or(usize::MAX)),
        ("failed_logins", usize::try_from(limits.failed_logins).unwrap_or(usize::MAX)),
    ];
    match counts.iter().find(|(_, count)| *count == 0) {
        Some((key, _)) => {
            Err(Failure::says(format!("epp {door}: limits.{key}: at least 1 is needed")))
        }
        None => Ok(()),
    }
}

fn check_base_url(base_url: &str) -> Result<(), Failure> {
    let wrong = || {
        Failure::says(format!(
            "portal.base_url: “{base_url}” is not like https://portal.example, without a path"
        ))
    };
    let uri: Uri = base_url.parse().map_err(|_| wrong())?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    let bare = matches!(uri.path(), "" | "/") && uri.query().is_none();
    if web && bare && uri.host().is_some() { Ok(()) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::super::DEFAULT;
    use super::*;

    fn refused(old: &str, new: &str) -> String {
        assert!(DEFAULT.contains(old), "{old}");
        let config = Config::parse(&DEFAULT.replacen(old, new, 1)).unwrap();
        check(&config).unwrap_err().to_string()
    }

    #[test]
    fn each_refusal_begins_with_the_key() {
        for (old, new, key) in [
            ("\"foral.db\"", "\"mysql://here/foral\"", "database"),
            ("\"Foral EPP\"", "\"ab\"", "epp pt: server_name"),
            ("= 262144", "= 100", "epp pt: limits.frame_bytes"),
            ("failed_logins = 3", "failed_logins = 0", "epp pt: limits.failed_logins"),
            ("idle_seconds = 600", "idle_seconds = 0", "epp pt: limits.idle_seconds"),
            ("http://localhost:8080", "localhost:8080", "portal.base_url"),
            ("http://localhost:8080", "http://localhost:8080/portal", "portal.base_url"),
            ("http://localhost:8080", "ftp://localhost", "portal.base_url"),
        ] {
            let why = refused(old, new);
            assert!(why.starts_with(&format!("{key}: ")), "{new}: {why}");
        }
        assert_eq!(check(&Config::parse(DEFAULT).unwrap()), Ok(()));
    }

    #[test]
    fn cookies_are_kept_over_https_and_on_this_machine() {
        for url in ["https://a.pt", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:80"]
        {
            assert_eq!(cookies_are_kept(url), Kept::Yes, "{url}");
        }
        assert_eq!(cookies_are_kept("http://portal.example"), Kept::No);
    }
}
