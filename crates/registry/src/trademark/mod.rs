//! What this registry believes about marks: whom it trusts to validate them, which of them were
//! revoked, and on which labels there are claims. A snapshot, replaced whole when a list changes.

mod examine;
mod lists;
mod lordn;

use std::sync::{Arc, PoisonError, RwLock};

use foral_model::domain::Domain;
use foral_model::launch::{ClaimsNeed, LaunchCreate, Phase, Proof};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;
use foral_rules::launch::phase::{self, Stage};
use foral_rules::launch::{self, Examined};
use rustls_pki_types::TrustAnchor;
use webpki::CertRevocationList;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::visitor::Visitor;

pub use lists::{Claims, RevokedMarks};
pub use lordn::{List, Lordn};

/// What is believed.
#[derive(Debug, Default)]
pub struct Trademarks {
    /// Who vouches for validators.
    anchors: Vec<TrustAnchor<'static>>,
    /// Certificates of validators that count no more.
    revoked_certificates: Vec<CertRevocationList<'static>>,
    /// Marks that count no more.
    revoked_marks: RevokedMarks,
    /// Labels with claims; nothing if no list was given.
    claims: Option<Claims>,
}

/// The texts of what is believed; what is not given is not believed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// Certificates of those who vouch for validators, PEM.
    pub anchors: Option<&'a [u8]>,
    /// Certificates of validators that were revoked: CRLs in PEM, or one in DER.
    pub revoked_certificates: Option<&'a [u8]>,
    /// The list of revoked marks (RFC 9361, section 6.2).
    pub revoked_marks: Option<&'a str>,
    /// The list of labels with claims (RFC 9361, section 6.1).
    pub claims: Option<&'a str>,
}

/// What a check asks about claims (RFC 8334, section 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimsQuestion<'p> {
    /// Whether a creation in this phase needs a notice.
    Claims(Option<&'p Phase>),
    /// Whether there is a mark at all.
    Trademark,
}

impl Trademarks {
    /// Reads what is believed.
    ///
    /// # Errors
    /// A sentence that says which source is wrong, and what is wrong with it.
    pub fn read(sources: &Sources<'_>) -> Result<Self, String> {
        let anchors = sources.anchors.map(examine::anchors).transpose()?;
        let certificates = sources.revoked_certificates.map(examine::revocations);
        let marks = sources.revoked_marks.map(RevokedMarks::parse).transpose();
        let claims = sources.claims.map(Claims::parse).transpose();
        Ok(Self {
            anchors: anchors.unwrap_or_default(),
            revoked_certificates: certificates.transpose()?.unwrap_or_default(),
            revoked_marks: marks
                .map_err(|why| format!("the list of revoked marks: {why}"))?
                .unwrap_or_default(),
            claims: claims.map_err(|why| format!("the list of claims: {why}"))?,
        })
    }

    /// Whether anybody is trusted to validate marks.
    pub const fn trusts_somebody(&self) -> bool {
        !self.anchors.is_empty()
    }

    /// Whether there is a list of claims.
    pub const fn knows_claims(&self) -> bool {
        self.claims.is_some()
    }

    /// The key of the claim on a label, an A-label; an incident without a list, since silence would
    /// pass for the answer that there is none.
    fn claim_on(&self, label: &str) -> Result<Option<String>, Incident> {
        let claims = self.claims.as_ref();
        let claims = claims.ok_or_else(|| Incident::of("no list of claims is configured"))?;
        Ok(claims.key_of(label).map(str::to_owned))
    }
}

/// What is believed now.
#[derive(Debug, Default)]
pub(crate) struct Beliefs(RwLock<Arc<Trademarks>>);

impl Beliefs {
    fn now(&self) -> Arc<Trademarks> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Registry {
    /// Believes this about marks from now on.
    pub fn believe(&self, trademarks: Trademarks) {
        let mut current = self
            .beliefs
            .0
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(trademarks);
    }

    /// What is believed about marks.
    pub fn trademarks(&self) -> Arc<Trademarks> {
        self.beliefs.now()
    }

    /// The keys of the claims on names, as a check asks for them; nothing for a name without one.
    ///
    /// # Errors
    /// [`Refusal::NameNotInZone`], and as [`phase::meant`]. [`Error::Failed`] if we broke.
    pub async fn claims_check(
        &self,
        asker: &Visitor,
        names: &[DomainName],
        question: ClaimsQuestion<'_>,
    ) -> Result<Vec<Option<String>>, Error> {
        let now = self.moment().await?;
        let trademarks = self.trademarks();
        let mut keys = Vec::with_capacity(names.len());
        for name in names {
            let zone = self.zone_for(asker, name);
            let zone = zone.ok_or_else(|| Refusal::NameNotInZone(name.clone()))?;
            let told = match question {
                ClaimsQuestion::Trademark => true,
                ClaimsQuestion::Claims(asked) => phase::meant(&zone, asked, now)?
                    .is_some_and(|phase| phase.claims == ClaimsNeed::Demanded),
            };
            let label = name.first_label();
            keys.push(if told { trademarks.claim_on(label)? } else { None });
        }
        Ok(keys)
    }

    /// Refuses a phase of the launch that was not open when a domain was registered.
    ///
    /// # Errors
    /// As [`phase::meant`].
    pub fn registered_in(&self, domain: &Domain, asked: &Phase) -> Result<(), Refusal> {
        let Some(zone) = self.zone(&domain.zone) else { return Ok(()) };
        phase::meant(&zone, Some(asked), domain.created).map(|_| ())
    }

    /// Refuses a phase that is not open in the zones of these names.
    ///
    /// # Errors
    /// As [`phase::meant`]. [`Error::Failed`] if we broke.
    pub async fn phase_is_open(
        &self,
        asker: &Visitor,
        names: &[DomainName],
        asked: Option<&Phase>,
    ) -> Result<(), Error> {
        let now = self.moment().await?;
        for name in names {
            // A name outside of our zones has its own answer.
            if let Some(zone) = self.zone_for(asker, name) {
                phase::meant(&zone, asked, now)?;
            }
        }
        Ok(())
    }

    /// What is known of the marks and claims that a creation is about.
    pub(crate) fn launch_facts(
        &self,
        name: &DomainName,
        zone: Option<&Zone>,
        said: Option<&LaunchCreate>,
        now: Timestamp,
    ) -> Result<launch::Facts, Incident> {
        let mut facts = launch::Facts::default();
        let Some(zone) = zone.filter(|zone| !zone.launch.is_empty()) else { return Ok(facts) };
        let trademarks = self.trademarks();
        let told = match phase::stage(zone, now) {
            Stage::Open(open) => open
                .iter()
                .any(|phase| phase.claims == ClaimsNeed::Demanded),
            Stage::Ordinary | Stage::Closed(_) => false,
        };
        if told {
            facts.claim = trademarks.claim_on(name.first_label())?;
        }
        if let Some(LaunchCreate { proof: Proof::Signed(marks), .. }) = said {
            facts.marks = marks
                .iter()
                .map(|mark| Examined {
                    signature: trademarks.examine(mark, now),
                    revoked: trademarks.revoked_marks.revoked(&mark.id),
                })
                .collect();
        }
        Ok(facts)
    }
}

#[cfg(test)]
mod tests;
