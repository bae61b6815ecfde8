//! Where the memory is kept.

use std::fmt;
use std::path::PathBuf;

/// Which database, on which engine.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of SQLite; it is made if it is missing.
    Sqlite(PathBuf),
    /// A PostgreSQL URL, `postgres://user@host/name?sslmode=require`; `host` may be the directory
    /// of a Unix socket.
    Postgres(String),
}

impl Database {
    /// Reads a PostgreSQL URL, or else the path of an SQLite file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(text))
        }
    }
}

/// A URL may carry a password, so only the engine is told.
impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_postgresql_and_anything_else_is_a_path() {
        let url = "postgres://foral@/foral?host=/run/postgresql";
        assert_eq!(Database::parse(url), Database::Postgres(url.to_owned()));
        assert_eq!(Database::parse("foral.db"), Database::Sqlite(PathBuf::from("foral.db")));
    }

    #[test]
    fn a_password_in_a_url_is_not_printed() {
        let database = Database::parse("postgresql://foral:hunter2@db.example/foral");
        assert!(!format!("{database:?}").contains("hunter2"));
    }
}
