//! Logging in over EPP (RFC 5730, section 2.9.1.1): whose password still works, and what a
//! registrar is told of its own security (RFC 8807).

use foral_model::login::{Level, LoginEvent};
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;

/// Days before something runs out in which each login tells of it.
pub const WARNING_DAYS: i64 = 30;

/// What a login showed of itself.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Who logs in, as it was before.
    pub registrar: &'a Registrar,
    /// When the client's certificate runs out, if it showed one that says so.
    pub certificate_expires: Option<Timestamp>,
    /// Logins as this registrar that proved nothing, within the last 24 hours.
    pub failures: i64,
    /// What became of the password.
    pub renewal: Renewal,
}

/// What becomes of the password with a login.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renewal {
    /// It stays.
    None,
    /// A new one takes its place.
    New,
    /// A new one was given, and is too weak.
    Weak,
}

/// Whether the password has run out. Then it opens a session only with a new one beside it.
pub fn is_over(registrar: &Registrar, now: Timestamp) -> bool {
    registrar
        .password_expires()
        .is_some_and(|expires| expires <= now)
}

/// What the registrar is told.
pub fn events(facts: Facts<'_>, now: Timestamp) -> Vec<LoginEvent> {
    let stays = facts.renewal != Renewal::New;
    let expires = facts.registrar.password_expires().filter(|_| stays);
    let password = expires
        .and_then(|expires| Some(LoginEvent::Password { expires, level: level(expires, now)? }));
    let certificate = facts
        .certificate_expires
        .and_then(|expires| Some(LoginEvent::Certificate { expires, level: level(expires, now)? }));
    let weak = (facts.renewal == Renewal::Weak).then_some(LoginEvent::NewPassword);
    let failed = (facts.failures > 0).then_some(LoginEvent::FailedLogins { count: facts.failures });
    [password, certificate, weak, failed]
        .into_iter()
        .flatten()
        .collect()
}

/// How bad it is that something runs out then, if it is worth a word yet.
fn level(expires: Timestamp, now: Timestamp) -> Option<Level> {
    if expires <= now {
        Some(Level::Error)
    } else {
        (expires <= now.plus_days(WARNING_DAYS)).then_some(Level::Warning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, NOW};

    fn told(days: i64, renewal: Renewal, failures: i64) -> Vec<LoginEvent> {
        let mut registrar = fixture::registrar("ALFA");
        registrar.password_days = Some(90);
        registrar.password_set = Some(NOW);
        let certificate_expires = Some(NOW.plus_days(100));
        let facts = Facts { registrar: &registrar, certificate_expires, failures, renewal };
        events(facts, NOW.plus_days(days))
    }

    #[test]
    fn what_runs_out_is_told_thirty_days_before() {
        let password = |level| LoginEvent::Password { expires: NOW.plus_days(90), level };
        let certificate = |level| LoginEvent::Certificate { expires: NOW.plus_days(100), level };
        let (warning, error) = (Level::Warning, Level::Error);
        assert_eq!(told(59, Renewal::None, 0), []);
        assert_eq!(told(60, Renewal::None, 0), [password(warning)]);
        assert_eq!(told(70, Renewal::None, 0), [password(warning), certificate(warning)]);
        assert_eq!(told(90, Renewal::None, 0), [password(error), certificate(warning)]);
        assert_eq!(told(100, Renewal::New, 0), [certificate(error)]);
    }

    #[test]
    fn weakness_and_failures_are_told_when_they_are_true() {
        let failed = LoginEvent::FailedLogins { count: 3 };
        assert_eq!(told(0, Renewal::Weak, 3), [LoginEvent::NewPassword, failed]);
        assert_eq!(told(0, Renewal::New, 0), []);
    }

    #[test]
    fn a_password_without_days_never_runs_out() {
        let mut registrar = fixture::registrar("ALFA");
        registrar.password_set = Some(NOW);
        assert!(!is_over(&registrar, NOW.plus_years(50)));
        registrar.password_days = Some(90);
        assert!(!is_over(&registrar, NOW.plus_days(90).plus_seconds(-1)));
        assert!(is_over(&registrar, NOW.plus_days(90)));
    }
}
