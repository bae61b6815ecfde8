//! A zone that leaves signing: the parent is asked to let its keys go (RFC 8078, section 4); when it was
//! seen to, and nobody remembers what it said before, the zone may be published without signatures.
//! Until then a validator that has the parent's DS needs them.

use foral_model::time::Timestamp;

use super::rollover::Refused;
use super::{Key, Keyring, Role, State};
use crate::wire::rdata;

/// How far a zone has come on the way out of signing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// Since when the parent is asked.
    pub since: Timestamp,
    /// From when nobody remembers that it vouched for a key, if it was seen to have stopped.
    pub forgotten: Option<Timestamp>,
}

impl Withdrawal {
    /// Whether the zone may do without signatures at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.forgotten.is_some_and(|forgotten| forgotten <= now)
    }
}

/// The data of the CDS record that asks for no DS.
pub fn cds() -> Box<[u8]> {
    rdata::ds(0, 0, 0, &[0])
}

/// The data of the CDNSKEY record that asks for no DS.
pub fn cdnskey() -> Box<[u8]> {
    rdata::dnskey(0, 0, &[0])
}

impl Keyring {
    /// Whether, and since when, the parent is asked to let the keys go.
    pub fn withdrawal(&self) -> Option<Withdrawal> {
        let times = self.keys().iter().map(|key| &key.times);
        let since = times.clone().filter_map(|times| times.withdrawn).min()?;
        let forgotten = times.filter_map(|times| times.forgotten).max();
        Some(Withdrawal { since, forgotten })
    }
}

/// Asks the parent from now on to let all keys go.
///
/// # Errors
/// If there is no key that it could vouch for.
pub fn begin(keys: &mut Keyring, now: Timestamp) -> Result<(), Refused> {
    if keys.withdrawal().is_some() {
        return Ok(());
    }
    let mut asked = signing(keys, now).peekable();
    if asked.peek().is_none() {
        return Err(Refused::Nothing);
    }
    asked.for_each(|key| key.times.withdrawn = Some(now));
    Ok(())
}

/// The parent was seen without a DS, on all of its servers, at `now`; others may remember one for so
/// many seconds.
///
/// # Errors
/// If it was not asked.
pub fn seen(keys: &mut Keyring, now: Timestamp, parent_ttl: i64) -> Result<(), Refused> {
    let withdrawal = keys.withdrawal().ok_or(Refused::NotWithdrawn)?;
    if withdrawal.forgotten.is_none() {
        let forgotten = Some(now.plus_seconds(parent_ttl));
        let asked = keys.keys_mut().iter_mut();
        asked
            .filter(|key| key.times.withdrawn.is_some())
            .for_each(|key| key.times.forgotten = forgotten);
    }
    Ok(())
}

/// The zone stays signed: the parent is asked for its keys again, and waited for.
///
/// # Errors
/// If it was not asked to let them go.
pub fn cancel(keys: &mut Keyring) -> Result<(), Refused> {
    keys.withdrawal().ok_or(Refused::NotWithdrawn)?;
    for key in keys.keys_mut() {
        if key.times.withdrawn.take().is_some() {
            (key.times.forgotten, key.times.confirmed) = (None, None);
        }
    }
    Ok(())
}

/// The zone is not signed any more: nothing is left for its keys to do.
pub fn end(keys: &mut Keyring, now: Timestamp) {
    for key in keys.keys_mut() {
        let Key { times, .. } = key;
        (times.retired, times.removed) = (Some(now), Some(now));
        // What had not begun is over, too.
        (times.published, times.active) = (times.published.min(now), times.active.min(now));
    }
}

fn signing(keys: &mut Keyring, now: Timestamp) -> impl Iterator<Item = &mut Key> {
    let keys = keys.keys_mut().iter_mut();
    keys.filter(move |key| key.role() == Role::KeySigning && key.times.state(now) != State::Removed)
}
