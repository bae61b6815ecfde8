//! What of a zone does not go by the registry: names that staff keeps as they were published, and
//! whether all the others were compared with it.

use foral_model::name::DomainName;
use foral_model::publication::Kept;

use crate::Store;
use crate::failure::Failure;
use crate::rows::inspection::published_doc;
use crate::statement::{Job, Step, params};

impl Store {
    /// Notes by which terms all of a zone was compared with the registry; nothing if that is to be
    /// done again.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn compared_put(
        &self,
        zone: &DomainName,
        terms: Option<&str>,
    ) -> Result<(), Failure> {
        const PUT: &str = "INSERT INTO compared (zone, terms) VALUES (?1, ?2) \
            ON CONFLICT (zone) DO UPDATE SET terms = excluded.terms";
        const FORGET: &str = "DELETE FROM compared WHERE zone = ?1";
        let step = match terms {
            Some(terms) => Step::one(PUT, params![zone.as_str(), terms]),
            None => Step::any(FORGET, params![zone.as_str()]),
        };
        self.write(Job::of(vec![step])).await
    }

    /// Notes names that stay as they were published: all at once.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn kept_put(&self, zone: &DomainName, kept: &[Kept]) -> Result<(), Failure> {
        const SQL: &str = "INSERT INTO kept (zone, name, since, seq, doc) \
            VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (zone, name) DO UPDATE SET \
            since = excluded.since, seq = excluded.seq, doc = excluded.doc";
        let step = |it: &Kept| {
            let doc = published_doc(it.published.as_ref())?;
            let row = params![zone.as_str(), it.name.as_str(), it.since, it.seq, doc];
            Ok::<_, Failure>(Step::one(SQL, row))
        };
        let steps = kept.iter().map(step).collect::<Result<_, _>>()?;
        self.write(Job::of(steps)).await
    }

    /// Notes names that go by the registry again.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn kept_end(&self, zone: &DomainName, names: &[DomainName]) -> Result<(), Failure> {
        const SQL: &str = "DELETE FROM kept WHERE zone = ?1 AND name = ?2";
        let steps = names
            .iter()
            .map(|name| Step::any(SQL, params![zone.as_str(), name.as_str()]));
        self.write(Job::of(steps.collect())).await
    }
}
