//! The digest of a zone that does not serve it: in exported files (RFC 8976).

use std::sync::Arc;

use foral_model::time::Timestamp;

use super::draft::Draft;
use super::{Publisher, Refused, finish};
use crate::zone::Version;

impl Publisher {
    /// The present version with its digest in the apex, and the apex's proof and signatures as they
    /// are with it; the serial stays. What serves the digest already is as it is.
    ///
    /// # Errors
    /// If what is new cannot be signed.
    pub fn digested(&self, now: Timestamp) -> Result<Arc<Version>, Refused> {
        let base = self.published.current();
        // Another kind of proofs is not published yet: the file would be another zone.
        if self.settings.zonemd || !base.is_whole() || base.denial() != self.settings.denial {
            return Ok(base);
        }
        let mut draft = Draft::over(&base, &self.brought);
        draft.make_room_for_digest()?;
        let made = finish::finish_as(&base, draft, &self.manner(now)?, base.serial())?;
        Ok(made.version)
    }
}
