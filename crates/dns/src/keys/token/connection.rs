//! A way to a token that works: sessions that are logged in, and where the keys are.

use std::collections::HashMap;
use std::sync::Mutex;

use cryptoki::context::Pkcs11;
use cryptoki::error::Error;
use cryptoki::session::Session;
use cryptoki::slot::Slot;

use super::{Attribute, ObjectClass, ObjectHandle, locked};

/// Sessions of one login.
#[derive(Debug)]
pub(super) struct Connection {
    library: Pkcs11,
    slot: Slot,
    /// Sessions that nobody uses at the moment. The login lasts as long as one is open.
    sessions: Mutex<Vec<Session>>,
    /// Private keys by their ID. A handle is good in each session.
    keys: Mutex<HashMap<Box<[u8]>, ObjectHandle>>,
}

impl Connection {
    /// With a first session, which is logged in.
    pub(super) fn new(library: Pkcs11, slot: Slot, session: Session) -> Self {
        Self { library, slot, sessions: Mutex::new(vec![session]), keys: Mutex::default() }
    }

    /// Does something in a session that nobody else uses meanwhile.
    pub(super) fn session<T>(
        &self,
        work: impl FnOnce(&Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let rested = locked(&self.sessions).pop();
        let session = match rested {
            Some(session) => session,
            None => self.library.open_rw_session(self.slot)?,
        };
        let done = work(&session);
        // One that failed may be in the midst of something.
        if done.is_ok() {
            locked(&self.sessions).push(session);
        }
        done
    }

    /// The private key of an ID, if it is there.
    pub(super) fn private(&self, id: &[u8]) -> Result<Option<ObjectHandle>, Error> {
        if let Some(key) = locked(&self.keys).get(id) {
            return Ok(Some(*key));
        }
        let wanted = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(id.to_vec())];
        let found = self.session(|session| session.find_objects(&wanted))?;
        if let Some(key) = found.first() {
            locked(&self.keys).insert(id.into(), *key);
        }
        Ok(found.first().copied())
    }

    /// A key goes.
    pub(super) fn forget(&self, id: &[u8]) {
        locked(&self.keys).remove(id);
    }
}
