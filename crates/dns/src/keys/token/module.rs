//! The module behind which tokens are: loaded once, begun, and begun anew when a token is missing.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::slot::Slot;

use super::locked;

/// A module of PKCS #11.
pub(super) struct Module {
    path: PathBuf,
    /// The library, once it is loaded.
    library: Mutex<Option<Pkcs11>>,
    /// Held by whoever calls it; alone by whoever lets it begin anew, during which nobody may call
    /// (PKCS #11, `C_Finalize`).
    calls: RwLock<()>,
}

/// Why there is no slot.
pub(super) enum Missing {
    /// The module cannot be loaded.
    Module(Error),
    /// The module does not begin, or does not answer.
    Answer(Error),
    /// The token is in none.
    Token,
}

/// Somebody calls the module: it does not begin anew meanwhile.
pub(super) type Call<'m> = RwLockReadGuard<'m, ()>;

impl Module {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, library: Mutex::default(), calls: RwLock::default() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// To be held as long as the module is called, and until what it gave is closed.
    pub(super) fn call(&self) -> Call<'_> {
        self.calls.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The slot of the token that calls itself `label`. Modules look for tokens when they begin, so
    /// that one which is missing is looked for again after that.
    ///
    /// # Errors
    /// [`Missing`].
    pub(super) fn slot(&self, label: &str) -> Result<(Pkcs11, Slot), Missing> {
        let library = self.library().map_err(Missing::Module)?;
        let found = {
            let _call = self.call();
            slot(&library, label)
        };
        let slot = match found {
            Ok(Some(slot)) => slot,
            // One that did not begin, because nothing of its tokens was there, is not begun.
            Ok(None) | Err(Error::Pkcs11(RvError::CryptokiNotInitialized, _)) => {
                let _alone = self.calls.write().unwrap_or_else(PoisonError::into_inner);
                begin_again(&library).map_err(Missing::Answer)?;
                let found = slot(&library, label).map_err(Missing::Answer)?;
                found.ok_or(Missing::Token)?
            }
            Err(error) => return Err(Missing::Answer(error)),
        };
        Ok((library, slot))
    }

    /// The library, loaded.
    fn library(&self) -> Result<Pkcs11, Error> {
        let mut present = locked(&self.library);
        if let Some(library) = &*present {
            return Ok(library.clone());
        }
        let library = Pkcs11::new(&self.path)?;
        *present = Some(library.clone());
        Ok(library)
    }
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.display().fmt(f)
    }
}

fn slot(library: &Pkcs11, label: &str) -> Result<Option<Slot>, Error> {
    for slot in library.get_slots_with_token()? {
        // A slot whose token has just gone is not the one.
        let Ok(token) = library.get_token_info(slot) else { continue };
        if token.label() == label {
            return Ok(Some(slot));
        }
    }
    Ok(None)
}

/// Lets the module begin, or begin anew. Whoever still has a session finds it closed, and connects
/// again.
fn begin_again(library: &Pkcs11) -> Result<(), Error> {
    match library.clone().finalize() {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiNotInitialized, _)) => {}
        Err(error) => return Err(error),
    }
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(()),
        Err(error) => Err(error),
    }
}
