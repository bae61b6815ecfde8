//! What the portal must be told, and what its pages share.

use std::path::PathBuf;
use std::sync::Arc;

use foral_model::secret::Secret;
use foral_registry::Registry;
use ipnet::IpNet;
use tokio::sync::Mutex;

use crate::form_token::Visitors;
use crate::limits::Limits;

/// The portal's parts.
#[derive(Debug)]
pub struct Portal {
    /// The door.
    pub registry: Arc<Registry>,
    /// The settings.
    pub settings: Settings,
}

/// What the portal must be told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach it, without a final slash: `https://portal.example`.
    pub base_url: String,
    /// Set in the demonstration only.
    pub demo: Option<Demo>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How people reach help: an e-mail address, a telephone number or a sentence.
    pub support: String,
    /// At least 32 random bytes, as text: protects the forms of people who have not signed in.
    /// Front ends that share a database should share it.
    pub visitor_key: Secret,
}

/// What only the demonstration shows.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The directory into which letters are written as `.eml` files.
    pub mailbox: Option<PathBuf>,
    /// People whom the sign-in page offers.
    pub holders: Vec<DemoHolder>,
}

/// Somebody whom anybody may be, in the demonstration.
#[derive(Clone, Debug)]
pub struct DemoHolder {
    /// The person's or body's name.
    pub name: String,
    /// NIC handle.
    pub handle: String,
    /// Password; none if it must be recovered first.
    pub password: Option<String>,
    /// Taxpayer number with its country in front.
    pub tax_id: String,
}

/// What all pages share.
#[derive(Clone)]
pub(crate) struct Web(Arc<Shared>);

/// The inside of [`Web`].
pub(crate) struct Shared {
    pub(crate) registry: Arc<Registry>,
    pub(crate) settings: Settings,
    pub(crate) limits: Limits,
    pub(crate) visitors: Visitors,
    /// One session does one thing at a time where that matters; sessions share the locks by digest.
    turns: [Mutex<()>; 64],
}

impl Web {
    pub(crate) fn new(portal: Portal) -> Self {
        let visitors = Visitors::new(&portal.settings.visitor_key);
        Self(Arc::new(Shared {
            registry: portal.registry,
            settings: portal.settings,
            limits: Limits::new(),
            visitors,
            turns: std::array::from_fn(|_| Mutex::new(())),
        }))
    }

    /// The lock of a session's turn.
    pub(crate) fn turn(&self, token: &Secret) -> &Mutex<()> {
        let digest = ring::digest::digest(&ring::digest::SHA256, token.expose().as_bytes());
        let first = digest.as_ref().first().copied().unwrap_or_default();
        &self.0.turns[usize::from(first) % self.0.turns.len()]
    }
}

impl std::ops::Deref for Web {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
