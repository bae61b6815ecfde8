//! A zone that leaves signing: its parent is asked to let its keys go, and only when nobody remembers
//! that it vouched for one are the signatures left out.

use foral_model::zone::{Denial, KeyAlgorithm, Signing, SigningPolicy};
use tokio::task::block_in_place;

use super::apex::apex;
use super::hold::Matter;
use super::keys::PARENT_TTL;
use super::policy::not_followed;
use super::{Answer, Feed};
use crate::keys::rollover::Refused;
use crate::keys::{Algorithm, Keyring, withdrawal};
use crate::zone::{self, Version};

/// A step on the way out of signing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Withdraw {
    /// The parent is asked to let the keys go.
    Ask,
    /// Staff says that no server of the parent has a DS any more.
    Gone,
    /// The zone stays signed.
    Cancel,
}

/// How a zone goes on to be signed whose policy says no more that it is: as it was.
pub fn as_it_was(version: &Version, keys: &Keyring) -> Option<SigningPolicy> {
    /// What a policy says that says nothing of it, in days.
    const LIFE: u16 = 30;
    const REFRESH: u16 = 10;
    let denial = match version.denial() {
        zone::Denial::None => return None,
        zone::Denial::Nsec => Denial::Nsec,
        zone::Denial::Nsec3 => Denial::Nsec3,
        zone::Denial::Nsec3OptOut => Denial::Nsec3OptOut,
    };
    let algorithm = match keys.keys().last()?.algorithm() {
        Algorithm::EcdsaP256 => KeyAlgorithm::EcdsaP256,
        Algorithm::Ed25519 => KeyAlgorithm::Ed25519,
    };
    Some(SigningPolicy { denial, algorithm, life_days: LIFE, refresh_days: REFRESH })
}

impl Feed {
    /// The same, signed on though the zone's policy says no more that it is: its parent may vouch for
    /// its keys.
    #[must_use]
    pub fn signing_on(mut self, signing: Option<SigningPolicy>) -> Self {
        if let Some(signing) = signing {
            self.policy.signing = Signing::Here(signing);
            self.not_followed = not_followed(Some(&self.policy), self.seen.dns.as_ref());
            self.publisher.follow(&self.policy);
        }
        self
    }

    /// Goes a step out of signing, or back.
    pub(super) async fn withdraw(&mut self, step: Withdraw) -> Result<Answer, String> {
        tracing::warn!(zone = %self.zone, ?step, "staff speaks of the zone's way out of signing");
        let now = self.clock.now();
        self.change_keys(|keys| match step {
            Withdraw::Ask => withdrawal::begin(keys, now),
            Withdraw::Gone => withdrawal::seen(keys, now, PARENT_TTL),
            Withdraw::Cancel => withdrawal::cancel(keys),
        })
        .await
    }

    /// Whether the parent is asked to let the keys go, and was not yet seen to have.
    pub(super) fn awaits_end(&self) -> bool {
        let withdrawal = self.publisher.keys().withdrawal();
        withdrawal.is_some_and(|withdrawal| withdrawal.forgotten.is_none())
    }

    /// The parent was seen without a DS, and others remember one for so long, in seconds.
    pub(super) async fn parent_let_go(&mut self, parent_ttl: i64) {
        let now = self.clock.now();
        let seen = self.change_keys(|keys| withdrawal::seen(keys, now, parent_ttl));
        // What fails is in the log, and tried again.
        match seen.await {
            Ok(_) => {
                tracing::warn!(zone = %self.zone, parent_ttl, "the parent has let the zone's keys go")
            }
            Err(why) => {
                tracing::error!(zone = %self.zone, why, "it is not noted that the parent let go")
            }
        }
    }

    async fn change_keys(
        &mut self,
        change: impl FnOnce(&mut Keyring) -> Result<(), Refused>,
    ) -> Result<Answer, String> {
        let mut keys = self.publisher.keys().clone();
        change(&mut keys).map_err(|refused| refused.to_string())?;
        self.keep(&keys, &[]).map_err(|failed| failed.to_string())?;
        self.go_by(keys).await
    }

    /// Leaves the signatures out, once the zone's policy says so and nobody needs them any more.
    pub(super) async fn leave_signing(&mut self) {
        let now = self.clock.now();
        let said = self.seen.dns.as_ref().map(|dns| dns.signing);
        let withdrawal = self.publisher.keys().withdrawal();
        let is_due = said == Some(Signing::Elsewhere)
            && self.policy.signing != Signing::Elsewhere
            && self.held.is_none()
            && withdrawal.is_some_and(|withdrawal| withdrawal.is_over(now));
        if !is_due {
            return;
        }
        let before = std::mem::replace(&mut self.policy.signing, Signing::Elsewhere);
        self.publisher.follow(&self.policy);
        let apex = apex(&self.origin, &self.policy);
        let done = match self.prepare(Vec::new(), Some(&apex)) {
            Ok(prepared) => self.put_out(prepared, Matter::apex()).await,
            Err(incident) => Err(incident),
        };
        if done.is_err() {
            // It is in the log, and tried again.
            self.policy.signing = before;
            self.publisher.follow(&self.policy);
            return;
        }
        tracing::warn!(zone = %self.zone, "the zone is not signed any more: its keys are deleted");
        self.alarm = None;
        self.not_followed = not_followed(Some(&self.policy), self.seen.dns.as_ref());
        let mut keys = self.publisher.keys().clone();
        withdrawal::end(&mut keys, now);
        if let Err(failed) = self.keep(&keys, &[]) {
            tracing::error!(zone = %self.zone, %failed, "it is not noted that the keys are over");
        }
        self.publisher.set_keys(keys);
        block_in_place(|| self.forget_keys());
    }
}

#[cfg(test)]
mod tests;
