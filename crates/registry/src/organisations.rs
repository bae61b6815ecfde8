//! Queries about organisations and their links: they write nothing.

use foral_model::extension::Extension;
use foral_model::id::RegistrarId;
use foral_model::organisation::{LinkedObject, Organisation, OrganisationId, OrganisationLink};
use foral_model::refusal::Refusal;
use foral_rules::organisation::{self, Referred};
use foral_store::LinkRow;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::view::OrganisationInfo;
use crate::visitor::Visitor;

impl Registry {
    /// Why each organisation cannot be made, if it cannot (RFC 8543, 4.1.1).
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn organisations_check(
        &self,
        asker: &Visitor,
        ids: &[String],
    ) -> Result<Vec<Option<Refusal>>, Incident> {
        let repository = &self.repository_for(asker)?.name;
        let mut flight = self.store.flight();
        let slots: Vec<_> = ids
            .iter()
            .map(|text| OrganisationId::parse(text).map(|id| flight.organisation(repository, &id)))
            .collect();
        let landing = flight.send().await?;
        let obstacle = |(text, slot): (&String, Option<_>)| match slot {
            Some(slot) => {
                let known: Option<Organisation> = landing.take(slot)?;
                Ok(known.map(|_| Refusal::OrganisationTaken(text.clone())))
            }
            // What is no identifier here nobody can make.
            None => Ok(Some(Refusal::NotOffered("id", text.clone()))),
        };
        ids.iter().zip(slots).map(obstacle).collect()
    }

    /// An organisation, for its sponsor (RFC 8543, 4.1.2).
    ///
    /// # Errors
    /// [`Refusal::OrganisationUnknown`], [`Refusal::NotSponsor`].
    pub async fn organisation_info(
        &self,
        asker: &Visitor,
        id: &OrganisationId,
    ) -> Result<OrganisationInfo, Error> {
        let repository = self.repository_for(asker)?;
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.organisation(&repository.name, id);
        let landing = flight.send().await.map_err(Incident::from)?;
        let organisation = landing.take(slot).map_err(Incident::from)?;
        let unknown = || Refusal::OrganisationUnknown(id.to_string());
        let organisation = organisation.ok_or_else(unknown)?;
        organisation::sees(&organisation, &asker.registrar)?;
        let referred: Referred = self.references_to(&organisation, now).await?;
        let (roles, statuses) = organisation::shown(&organisation, &referred);
        let suffix = repository.suffix.clone();
        Ok(OrganisationInfo { organisation, roles, statuses, suffix })
    }

    /// The organisations of a contact or a host that its sponsor asks about, by role; none where no
    /// zone of the repository has organisations.
    pub(crate) async fn organisations_shown(
        &self,
        asker: &Visitor,
        object: &LinkedObject,
        sponsor: &RegistrarId,
    ) -> Result<Vec<OrganisationLink>, Incident> {
        let repository = &self.repository_for(asker)?.name;
        let offered = self.zones.offered(repository).has(Extension::OrgLinks);
        if !offered || *sponsor != asker.registrar {
            return Ok(Vec::new());
        }
        Ok(standing(self.links_of(object).await?, sponsor))
    }
}

/// Links that stand: an object that has moved left those of its former sponsor behind.
pub(crate) fn standing(rows: Vec<LinkRow>, sponsor: &RegistrarId) -> Vec<OrganisationLink> {
    let rows = rows.into_iter();
    rows.filter(|row| row.sponsor == *sponsor)
        .map(|row| row.link)
        .collect()
}
