//! What is done once in a day, after midnight (UTC) by the registry's clock: the proof of the
//! ledger, and the end of what need not be kept: answers for repetitions, and requests for data that
//! nobody confirmed.

use std::sync::Arc;
use std::time::Duration;

use foral_model::time::Timestamp;
use foral_store::Difference;
use tokio::sync::watch;

use crate::Registry;
use crate::error::Incident;

/// How often the calendar is looked at.
const LOOK: Duration = Duration::from_secs(60);
/// The same in a sandbox, whose clock may be moved at any moment.
const SANDBOX_LOOK: Duration = Duration::from_secs(5);
/// Days after which no kept answer counts. Registrars may ask for a day at most.
const ANSWER_DAYS: i64 = 1;
/// How many differences are spelt out in the log.
const SPELT_OUT: usize = 10;

/// What one night found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Night {
    /// The log's reference of what does not agree in the ledger, if something does not.
    pub trouble: Option<Incident>,
}

impl Registry {
    /// Does what each night needs, until `shutdown` turns true. A night that nothing of ours was
    /// awake in is left out: `foral ledger prove` makes up for it.
    pub async fn nights_until(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        let look = if self.clock.is_sandbox() { SANDBOX_LOOK } else { LOOK };
        let mut today = date(self.now());
        while !*shutdown.borrow() {
            tokio::select! {
                _ = shutdown.changed() => return,
                () = tokio::time::sleep(look) => {}
            }
            let Ok(now) = self.moment().await else { continue };
            // After a failure the next look tries again.
            if date(now) != today && self.night().await.is_ok() {
                today = date(now);
            }
        }
    }

    /// Proves the ledger, and forgets what need not be kept. What does not agree is one line of the
    /// log, an error.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn night(&self) -> Result<Night, Incident> {
        let now = self.moment().await?;
        self.store
            .answered_forget(now.plus_days(-ANSWER_DAYS))
            .await?;
        let days = self.terms.unconfirmed_days;
        self.store.disclosures_forget(now.plus_days(-days)).await?;
        self.store.unserved_forget().await?;
        let proof = self.store.ledger_proof(now).await?;
        if proof.differences.is_empty() {
            tracing::info!(accounts = proof.balances.len(), "the ledger is proved");
            return Ok(Night::default());
        }
        Ok(Night { trouble: Some(Incident::of(&told(&proof.differences))) })
    }
}

/// The day of the calendar, in UTC.
const fn date(now: Timestamp) -> i64 {
    const DAY: i64 = 86_400 * 1_000_000;
    now.micros().div_euclid(DAY)
}

fn told(differences: &[Difference]) -> String {
    let count = differences.len();
    let first: Vec<_> = differences
        .iter()
        .take(SPELT_OUT)
        .map(|difference| format!("{difference:?}"))
        .collect();
    format!("the ledger does not agree in {count} places: {}", first.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight() {
        let at = |text| date(Timestamp::parse(text).unwrap());
        assert_eq!(at("2027-03-01T00:00:00Z"), at("2027-03-01T23:59:59Z"));
        assert_eq!(at("2027-03-01T23:59:59Z") + 1, at("2027-03-02T00:00:00Z"));
    }

    #[test]
    fn a_long_list_is_counted_and_begun() {
        let entry = |number| Difference::Entry {
            number,
            currency: foral_model::money::Currency::EUR,
            sum: 1,
        };
        let words = told(&(0..12).map(entry).collect::<Vec<_>>());
        assert!(words.contains("in 12 places") && !words.contains("number: 11"), "{words}");
    }
}
