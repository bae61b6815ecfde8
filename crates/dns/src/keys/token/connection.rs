//! A way to a token that works: sessions that are logged in, and where the keys are.

use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;

use cryptoki::context::Pkcs11;
use cryptoki::error::{Error, RvError};
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

    /// The private key of an ID.
    pub(super) fn private(&self, id: &[u8]) -> Result<ObjectHandle, Unable> {
        if let Some(key) = locked(&self.keys).get(id) {
            return Ok(*key);
        }
        let wanted = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(id.to_vec())];
        let found = self.session(|session| session.find_objects(&wanted))?;
        let key = found.first().ok_or_else(|| Unable::NoKey(id.into()))?;
        locked(&self.keys).insert(id.into(), *key);
        Ok(*key)
    }

    /// A key goes.
    pub(super) fn forget(&self, id: &[u8]) {
        locked(&self.keys).remove(id);
    }
}

/// Why something was not done with a token.
pub(super) enum Unable {
    /// The module says so.
    Call(Error),
    /// No key has this ID.
    NoKey(Box<[u8]>),
    /// The machine has no random numbers.
    NoRandom,
}

impl Unable {
    /// Whether it says that the token, or our way to it, is gone. A token that goes may be seen
    /// without its keys first.
    pub(super) fn is_away(&self) -> bool {
        use RvError::{
            CryptokiNotInitialized, DeviceError, DeviceRemoved, FunctionFailed, GeneralError,
            KeyHandleInvalid, ObjectHandleInvalid, SessionClosed, SessionHandleInvalid,
            SlotIdInvalid, TokenNotPresent, TokenNotRecognized, UserNotLoggedIn,
        };
        match self {
            Self::NoKey(_) => true,
            Self::NoRandom => false,
            Self::Call(error) => matches!(
                error,
                Error::Pkcs11(
                    CryptokiNotInitialized
                        | DeviceError
                        | DeviceRemoved
                        | FunctionFailed
                        | GeneralError
                        | KeyHandleInvalid
                        | ObjectHandleInvalid
                        | SessionClosed
                        | SessionHandleInvalid
                        | SlotIdInvalid
                        | TokenNotPresent
                        | TokenNotRecognized
                        | UserNotLoggedIn,
                    _
                )
            ),
        }
    }
}

impl From<Error> for Unable {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl fmt::Display for Unable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::NoRandom => f.write_str("the machine has no random numbers for a key"),
            Self::NoKey(id) => {
                f.write_str("no key has the ID ")?;
                id.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
            }
        }
    }
}
