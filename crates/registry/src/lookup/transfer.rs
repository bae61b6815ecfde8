//! What became of transfers.

use foral_model::contact::Contact;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_rules::access::{self, Claim, Seen};
use foral_rules::case::process_id_fits;
use foral_rules::domain::transfer::CodeMatch;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::view::{TransferInfo, WaitingFee};
use crate::visitor::Visitor;

impl Registry {
    /// The latest transfer of a domain, for its parties and whoever has its code (RFC 5731, 3.1.3).
    ///
    /// # Errors
    /// [`Refusal::DomainUnknown`], [`Refusal::TransferNone`], [`Refusal::NotSponsor`],
    /// [`Refusal::CodeWrong`].
    pub async fn domain_transfer_query(
        &self,
        asker: &Visitor,
        name: &DomainName,
        auth_info: Option<&Secret>,
        process_id: Option<&str>,
    ) -> Result<TransferInfo, Error> {
        self.is_served(asker, name)?;
        let now = self.moment().await?;
        let domain = self.settled_domain(name, now).await?;
        let domain = domain.ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
        process_id_fits(&domain, process_id)?;
        let mut flight = self.store.flight();
        let slot = flight.domain_transfer(domain.id);
        let transfer = flight
            .send()
            .await
            .map_err(Incident::from)?
            .take(slot)
            .map_err(Incident::from)?;
        let claim = self.claim(&domain, auth_info, now);
        let party = transfer
            .as_ref()
            .is_some_and(|t| t.gaining == asker.registrar || t.losing == asker.registrar);
        if !party && access::sees_domain(&domain, &asker.registrar, claim)? == Seen::Public {
            return Err(Refusal::NotSponsor.into());
        }
        let transfer = transfer.ok_or(Refusal::TransferNone)?;
        let zone = self.zones.named(&domain.zone);
        let fee = domain.pending_transfer.as_ref().map(|pending| WaitingFee {
            charge: pending.paid,
            grace_days: zone.map_or(0, |zone| zone.life.grace.transfer),
        });
        Ok(TransferInfo { transfer, id: Some(domain.id), fee })
    }

    /// The latest transfer of a contact, for its parties and whoever has its code.
    ///
    /// # Errors
    /// [`Refusal::ContactUnknown`], [`Refusal::TransferNone`], [`Refusal::NotSponsor`],
    /// [`Refusal::CodeWrong`].
    pub async fn contact_transfer_query(
        &self,
        asker: &Visitor,
        handle: &Handle,
        auth_info: Option<&Secret>,
    ) -> Result<TransferInfo, Error> {
        let mut flight = self.store.flight();
        let contact = flight.contact(handle);
        let transfer = flight.contact_transfer(handle);
        let landing = flight.send().await.map_err(Incident::from)?;
        let contact: Option<Contact> = landing.take(contact).map_err(Incident::from)?;
        let contact = self.visible(asker, contact).await?;
        let contact = contact.ok_or_else(|| Refusal::ContactUnknown(handle.to_string()))?;
        let transfer = landing.take(transfer).map_err(Incident::from)?;
        let party = transfer
            .as_ref()
            .is_some_and(|t| t.gaining == asker.registrar || t.losing == asker.registrar);
        if !party {
            let claim = match self.compare_contact(auth_info, Some(&contact)) {
                CodeMatch::Registrar => Claim::GoodCode,
                CodeMatch::Absent => Claim::None,
                _ => Claim::BadCode,
            };
            access::sees_contact(&contact, &asker.registrar, claim)?;
        }
        let transfer = transfer.ok_or(Refusal::TransferNone)?;
        Ok(TransferInfo { transfer, id: None, fee: None })
    }
}
