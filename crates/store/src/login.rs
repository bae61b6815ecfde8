//! Logins of registrars: those that proved nothing are counted by the hour, the others are lines
//! of the journal.

use foral_model::id::RegistrarId;
use foral_model::journal::Subject;
use foral_model::time::Timestamp;

use crate::cells::Rows;
use crate::commit::{self, Record};
use crate::flight::{Flight, Slot};
use crate::statement::{Job, Step, params};
use crate::{Store, Unheard};

/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;
/// How many hours are counted together.
const HOURS: i64 = 24;

impl Flight {
    /// Logins as this registrar that proved nothing, within the last 24 hours, the present one
    /// begun included.
    pub fn failed_logins(&mut self, registrar: &RegistrarId, now: Timestamp) -> Slot<i64> {
        const SQL: &str = "SELECT CAST(COALESCE(SUM(count), 0) AS INTEGER) FROM failed_login \
            WHERE registrar = ?1 AND hour > ?2";
        self.ask(SQL, params![registrar.as_str(), hour(now) - HOURS], Rows::number)
    }
}

impl Store {
    /// Counts a login that proved nothing, without waiting for it, and forgets those that no longer
    /// count. Dropped if the writer is busy.
    pub fn count_failed_login(&self, registrar: &RegistrarId, now: Timestamp) {
        const COUNT: &str = "INSERT INTO failed_login (registrar, hour, count) VALUES (?1, ?2, 1) \
            ON CONFLICT (registrar, hour) DO UPDATE SET count = failed_login.count + 1";
        const FORGET: &str = "DELETE FROM failed_login WHERE registrar = ?1 AND hour <= ?2";
        let (who, hour) = (registrar.as_str(), hour(now));
        let steps = vec![
            Step::one(COUNT, params![who, hour]),
            Step::any(FORGET, params![who, hour - HOURS]),
        ];
        self.write_unheard(Job::of(steps), Unheard::FailedLogin);
    }

    /// Notes a login in the journal within a second, without waiting for it: what the client's
    /// software calls itself is its data. Dropped if the writer is busy.
    pub fn record_login(&self, record: &Record, registrar: &RegistrarId, agent: Option<&str>) {
        let subject = Subject::Registrar(registrar.clone());
        let data = agent.map(|agent| ("agent".to_owned(), agent.to_owned()));
        match commit::note(record, Some(&subject), "logged-in", data.as_slice()) {
            Ok(job) => self.inner.company.join(job),
            Err(error) => tracing::warn!(%error, "a login was not noted"),
        }
    }
}

const fn hour(at: Timestamp) -> i64 {
    at.micros().div_euclid(HOUR)
}
