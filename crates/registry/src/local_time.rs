//! Whose clocks show an instant to people: those of the zone that it is about.

use foral_model::mail::MailDraft;
use foral_model::name::DomainName;
use foral_model::repository::RepositoryName;
use foral_model::time::TimeZoneName;

use crate::Registry;
use crate::error::Incident;

impl Registry {
    /// The time zone of what happens to a name.
    pub fn time_zone_of_name(&self, name: &DomainName) -> Option<TimeZoneName> {
        let zone = self.zones.of(name);
        zone.map_or_else(|| self.time_zone(), |zone| Some(zone.time_zone.clone()))
    }

    /// The time zone of what is about no name: that of the first repository.
    pub fn time_zone(&self) -> Option<TimeZoneName> {
        self.time_zone_in(&self.repositories.first().name)
    }

    /// The time zone of a letter: that of its domain, or of the repository that its reader is in.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn time_zone_of_letter(
        &self,
        mail: &MailDraft,
    ) -> Result<Option<TimeZoneName>, Incident> {
        if let Some(name) = mail.letter.domain() {
            return Ok(self.time_zone_of_name(name));
        }
        let Some(reader) = &mail.reader else { return Ok(self.time_zone()) };
        let mut flight = self.store.flight();
        let slot = flight.contact(reader);
        let contact = flight.send().await?.take(slot)?;
        let there = contact.and_then(|contact| self.time_zone_in(&contact.repository));
        Ok(there.or_else(|| self.time_zone()))
    }

    /// The zones of a repository go by one clock, as a rule; of several, the first zone's counts.
    fn time_zone_in(&self, repository: &RepositoryName) -> Option<TimeZoneName> {
        let zones = self.zones.all();
        let first = zones.iter().find(|zone| zone.repository == *repository);
        first.map(|zone| zone.time_zone.clone())
    }
}
