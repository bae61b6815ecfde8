//! What commands would cost, for those who ask before (RFC 8748, section 5.1.1).

use foral_model::domain::Domain;
use foral_model::money::Currency;
use foral_model::name::DomainName;
use foral_model::period::Period;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::Secret;
use foral_model::zone::PricedVerb;
use foral_rules::domain::restore;
use foral_rules::prices::{self, Deed, Quote};
use foral_rules::{period, terms};

use crate::Registry;
use crate::error::{Error, Incident};
use crate::mint;
use crate::visitor::Visitor;

/// A question about a fee.
#[derive(Clone, PartialEq, Debug)]
pub struct FeeQuestion {
    /// The name.
    pub name: DomainName,
    /// The command.
    pub verb: PricedVerb,
    /// How long; what the zone takes the command to mean if nothing is said.
    pub period: Option<Period>,
}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeeAnswer {
    /// The zone's currency.
    pub currency: Currency,
    /// The years that it is for.
    pub years: u8,
    /// Days in which the deed can be undone for the fee.
    pub grace_days: u16,
    /// What it costs.
    pub quote: Quote,
}

impl Registry {
    /// What each command would cost this registrar now, or why it cannot be told.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn fees(
        &self,
        visitor: &Visitor,
        questions: &[FeeQuestion],
        token: Option<&Secret>,
    ) -> Result<Vec<Result<FeeAnswer, Refusal>>, Error> {
        let now = self.moment().await?;
        let digest = token.map(mint::token_digest);
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&visitor.registrar);
        // What a restoration costs depends on the renewal that the name needs.
        let restored: Vec<_> = questions
            .iter()
            .map(|asked| {
                let restores = asked.verb == PricedVerb::Restore;
                restores.then(|| flight.domain_by_name(&asked.name))
            })
            .collect();
        let token = digest
            .as_ref()
            .map(|digest| flight.allocation_token(digest));
        let landing = flight.send().await.map_err(Incident::from)?;
        let registrar = landing.take(registrar).map_err(Incident::from)?;
        let registrar =
            registrar.ok_or_else(|| Refusal::RegistrarUnknown(visitor.registrar.to_string()))?;
        let token = match token {
            Some(slot) => landing.take(slot).map_err(Incident::from)?,
            None => None,
        };
        let mut domains = Vec::with_capacity(questions.len());
        for slot in restored {
            let domain = match slot {
                Some(slot) => landing.take(slot).map_err(Incident::from)?,
                None => None,
            };
            let domain = domain.and_then(|domain| self.settle_domain(domain, now));
            domains.push(domain.filter(Domain::is_leaving));
        }
        let answer = |(asked, domain): (&FeeQuestion, &Option<Domain>)| {
            let zone = self.zone_for(visitor, &asked.name);
            let zone = zone.ok_or_else(|| Refusal::NameNotInZone(asked.name.clone()))?;
            let years = period::years(&zone, asked.verb, asked.period);
            period::is_offered(&zone, asked.verb, years)?;
            let token = token.as_ref().filter(|token| {
                terms::entitles(Some(token), &asked.name, &visitor.registrar, now).is_ok()
            });
            let deed = Deed { verb: asked.verb, name: &asked.name, years, token };
            Ok(FeeAnswer {
                currency: zone.prices.currency,
                years,
                grace_days: period::grace_days(&zone, asked.verb),
                quote: match domain {
                    Some(domain) => restore::quote(domain, &zone, &registrar, now),
                    None => prices::quote(&zone, deed, registrar.taxation, now),
                },
            })
        };
        Ok(questions.iter().zip(&domains).map(answer).collect())
    }

    /// A registrar's account as it stands.
    ///
    /// # Errors
    /// [`Refusal::RegistrarUnknown`].
    pub async fn account(&self, visitor: &Visitor) -> Result<Registrar, Error> {
        let known = self.registrar_of(&visitor.registrar).await?;
        let unknown = || Refusal::RegistrarUnknown(visitor.registrar.to_string());
        Ok(known.ok_or_else(unknown)?)
    }
}
