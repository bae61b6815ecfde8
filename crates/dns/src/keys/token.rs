//! Keys in a token behind PKCS #11: made there, used there, and never seen here.
//!
//! The module is loaded when the token is first needed. A token that was away is looked for again
//! with the next signature, with a new session and a new login; a PIN that was refused is not tried
//! twice, so that nothing locks itself.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cryptoki::error::{Error, RvError};
use cryptoki::object::{Attribute, ObjectClass, ObjectHandle};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;
use foral_model::secret::Secret as Pin;
use ring::digest;
use ring::rand::{SecureRandom, SystemRandom};

use super::{Algorithm, Failed};
use connection::{Connection, Unable};
use module::{Missing, Module};

mod connection;
mod form;
mod module;

/// Octets of the ID by which a key is found.
const ID: usize = 16;

/// A token with keys of zones.
pub struct Token {
    module: Module,
    label: String,
    pin: AuthPin,
    /// The way to the token, as long as it works.
    connection: Mutex<Option<Arc<Connection>>>,
    /// Whether the token refused the PIN.
    is_refused: AtomicBool,
}

impl Token {
    /// The token that calls itself `label`, behind the module at a path. Nothing is loaded yet.
    pub fn new(module: PathBuf, label: String, pin: &Pin) -> Self {
        let pin = AuthPin::from(pin.expose().to_owned());
        let (module, connection) = (Module::new(module), Mutex::default());
        Self { module, label, pin, connection, is_refused: AtomicBool::new(false) }
    }

    /// Where the module is.
    pub fn module(&self) -> &Path {
        self.module.path()
    }

    /// Looks whether the token is there and takes the PIN.
    ///
    /// # Errors
    /// [`Trouble::Settings`] if that will never work, [`Trouble::Away`] if it may later.
    pub fn check(&self) -> Result<(), Trouble> {
        self.connection().map(|_| ())
    }

    /// Makes a key in the token.
    ///
    /// # Errors
    /// If the token is not there, or does not make such keys.
    pub fn generate(
        self: &Arc<Self>,
        algorithm: Algorithm,
        label: &str,
    ) -> Result<TokenKey, Failed> {
        let random = SystemRandom::new();
        // The token may have made a pair and gone before it said so. The next has another ID, so
        // that no two pairs are ever found by one.
        let (id, point) = self.with(|connection| {
            let mut id = [0; ID];
            random.fill(&mut id).map_err(|_| Unable::NoRandom)?;
            let (public, private) = form::templates(algorithm, label, &id);
            let made = connection.session(|session| {
                let mechanism = form::generation(algorithm);
                let (public, _) = session.generate_key_pair(&mechanism, &public, &private)?;
                session.get_attributes(public, &[cryptoki::object::AttributeType::EcPoint])
            });
            Ok((id, made?))
        })?;
        let point = point.into_iter().find_map(|attribute| match attribute {
            Attribute::EcPoint(point) => Some(point),
            _ => None,
        });
        let public = point
            .as_deref()
            .and_then(|point| form::public(algorithm, point));
        let public = public
            .ok_or_else(|| self.failed("it shows the public part in a form that is not known"))?;
        Ok(TokenKey { token: Arc::clone(self), id: id.into(), algorithm, public })
    }

    /// A key that is in the token already. It is looked for when it is used.
    pub(super) fn key(
        self: &Arc<Self>,
        algorithm: Algorithm,
        id: &[u8],
        public: &[u8],
    ) -> TokenKey {
        let (id, public) = (id.into(), public.into());
        TokenKey { token: Arc::clone(self), id, algorithm, public }
    }

    /// Does something with the token; once more with a new connection if the old one is gone.
    fn with<T>(&self, work: impl Fn(&Connection) -> Result<T, Unable>) -> Result<T, Failed> {
        match self.attempt(&work)? {
            Err(unable) if unable.is_away() => self.attempt(&work)?,
            done => done,
        }
        .map_err(|unable| self.failed(unable))
    }

    /// Does something over the present connection, or a new one. One over which the token is not
    /// there any more is let go of.
    fn attempt<T>(
        &self,
        work: &impl Fn(&Connection) -> Result<T, Unable>,
    ) -> Result<Result<T, Unable>, Trouble> {
        let connection = self.connection()?;
        let done = {
            let _call = self.module.call();
            work(&connection)
        };
        if done.as_ref().is_err_and(Unable::is_away) {
            self.forget(connection);
        }
        Ok(done)
    }

    /// The way to the token.
    fn connection(&self) -> Result<Arc<Connection>, Trouble> {
        let mut present = locked(&self.connection);
        if let Some(connection) = &*present {
            return Ok(Arc::clone(connection));
        }
        if self.is_refused.load(Ordering::Acquire) {
            return Err(Trouble::Settings(self.failed(
                "it refused the PIN, which is not tried again before the next start, so that the \
                 token does not lock itself",
            )));
        }
        let connection = Arc::new(self.connect()?);
        *present = Some(Arc::clone(&connection));
        Ok(connection)
    }

    fn connect(&self) -> Result<Connection, Trouble> {
        let away = |error: Error| Trouble::Away(self.failed(error));
        let (library, slot) = self
            .module
            .slot(&self.label)
            .map_err(|missing| match missing {
                Missing::Module(error) => Trouble::Settings(self.failed(error)),
                Missing::Answer(error) => away(error),
                Missing::Token => Trouble::Away(self.failed("there is no such token")),
            })?;
        let _call = self.module.call();
        let session = library.open_rw_session(slot).map_err(away)?;
        let refused = match session.login(UserType::User, Some(&self.pin)) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {
                return Ok(Connection::new(library, slot, session));
            }
            Err(Error::Pkcs11(RvError::PinIncorrect, _)) => "the PIN is wrong",
            Err(Error::Pkcs11(RvError::PinLocked, _)) => "the PIN is locked",
            Err(Error::Pkcs11(RvError::PinLenRange | RvError::PinInvalid, _)) => {
                "the PIN is none of this token"
            }
            Err(error) => return Err(away(error)),
        };
        self.is_refused.store(true, Ordering::Release);
        Err(Trouble::Settings(self.failed(refused)))
    }

    /// Lets go of a connection that does not work any more.
    fn forget(&self, connection: Arc<Connection>) {
        let of_ours = locked(&self.connection).take_if(|other| Arc::ptr_eq(other, &connection));
        // Its sessions are closed while the module does not begin anew.
        let _call = self.module.call();
        drop((of_ours, connection));
    }

    fn failed(&self, why: impl fmt::Display) -> Failed {
        Failed(format!("the token {} of {}: {why}", self.label, self.module))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token {} of {}", self.label, self.module)
    }
}

/// Why a token cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It will never work with these settings.
    Settings(Failed),
    /// It is not there, or does not answer.
    Away(Failed),
}

impl From<Trouble> for Failed {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Settings(failed) | Trouble::Away(failed) => failed,
        }
    }
}

/// The secret part of a key, in a token.
#[derive(Clone)]
pub struct TokenKey {
    token: Arc<Token>,
    id: Box<[u8]>,
    algorithm: Algorithm,
    public: Box<[u8]>,
}

impl TokenKey {
    pub(super) fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    pub(super) fn public(&self) -> &[u8] {
        &self.public
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<[u8; 64], Failed> {
        let hash;
        let data = match self.algorithm {
            Algorithm::EcdsaP256 => {
                hash = digest::digest(&digest::SHA256, message);
                hash.as_ref()
            }
            Algorithm::Ed25519 => message,
        };
        let signature = self.token.with(|connection| {
            let key = connection.private(&self.id)?;
            let mechanism = form::signing(self.algorithm);
            Ok(connection.session(|session| session.sign(&mechanism, key, data))?)
        })?;
        let length = signature.len();
        signature.try_into().map_err(|_| {
            self.token
                .failed(format_args!("a signature of {length} octets instead of 64"))
        })
    }

    /// Takes it out of the token, for good.
    pub(super) fn destroy(&self) -> Result<(), Failed> {
        self.token.with(|connection| {
            let of_id = [Attribute::Id(self.id.to_vec())];
            connection.forget(&self.id);
            let destroyed = connection.session(|session| {
                for object in session.find_objects(&of_id)? {
                    session.destroy_object(object)?;
                }
                Ok(())
            });
            Ok(destroyed?)
        })
    }
}

/// Its ID, in hexadecimal.
impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id
            .iter()
            .try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
